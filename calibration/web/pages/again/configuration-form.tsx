import type { Signal } from '@preact/signals';
import { useId, useMemo, useRef } from 'preact/hooks';
import type { AgainPlan } from '../../../server/api/again.js';
import { changesOf } from './changes.js';
import { ChangeList, CheckPanel } from './check-panel.js';
import { commonSettings } from './common-settings.js';
import { JsonEditor, selectPlace } from './json-editor.js';
import { issuePlaceIn, jsonPlaces, lineOf } from './json-places.js';
import { SettingFields } from './setting-fields.js';
import type { Checked } from './use-check.js';

interface FormProps {
  readonly plan: AgainPlan;
  readonly text: Signal<string>;
  readonly checked: Checked;
}

/** A configuration to change: fields, the whole text, what is wrong with it and what differs. */
export function ConfigurationForm({ plan, text, checked }: FormProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const issuesId = useId();
  const places = useMemo(() => jsonPlaces(text.value), [text.value]);
  const original = useMemo(() => {
    const found = jsonPlaces(plan.text);
    return new Map([...found].map(([path, { from, to }]) => [path, plan.text.slice(from, to)]));
  }, [plan.text]);
  const changes = useMemo(() => {
    const before = parsed(plan.text);
    const after = checked.check?.config ?? parsed(text.value);
    return after === undefined ? null : changesOf(before, after);
  }, [plan.text, text.value, checked.check]);
  const issues = checked.last?.issues ?? [];
  const placeOf = (issue: string) => issuePlaceIn(text.value, places, issue);
  return (
    <div class="again">
      <div class="again-edit">
        <SettingFields
          settings={commonSettings(plan.kind)}
          text={text}
          places={places}
          original={original}
          issues={issues}
        />
        <JsonEditor text={text} area={area} describedBy={issuesId} isInvalid={issues.length > 0} />
      </div>
      <div class="again-side">
        <CheckPanel
          id={issuesId}
          checked={checked}
          accepted="The reader of the command line accepts it."
          lineOf={(issue) => {
            const place = placeOf(issue);
            return place === undefined ? null : lineOf(text.value, place.from);
          }}
          onShow={(issue) => {
            const place = placeOf(issue);
            if (place !== undefined) selectPlace(area.current, place);
          }}
        />
        <ChangeList changes={changes} run={plan.run} />
      </div>
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
