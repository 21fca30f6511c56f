import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { type CommonSetting, fieldJson } from './common-settings.js';
import { type JsonPlace, withJsonValue } from './json-places.js';

interface SettingFieldsProps {
  readonly settings: readonly CommonSetting[];
  readonly text: Signal<string>;
  readonly places: ReadonlyMap<string, JsonPlace>;
  /** The configuration of the run, by paths. */
  readonly original: ReadonlyMap<string, string>;
  readonly issues: readonly string[];
}

/** Settings that are changed often, as fields of the same text. */
export function SettingFields({ settings, text, places, original, issues }: SettingFieldsProps) {
  return (
    <div class="setting-fields" role="group" aria-label="Most used settings">
      {settings.map((setting) =>
        original.has(setting.path) ? (
          <SettingField
            key={setting.path}
            {...setting}
            text={text}
            place={places.get(setting.path)}
            isNumber={!original.get(setting.path)!.startsWith('"')}
            issues={issues.filter((issue) => issue.startsWith(`${setting.path}:`))}
          />
        ) : null,
      )}
    </div>
  );
}

interface SettingFieldProps extends CommonSetting {
  readonly text: Signal<string>;
  readonly place: JsonPlace | undefined;
  readonly isNumber: boolean;
  readonly issues: readonly string[];
}

function SettingField({ path, label, unit, text, place, isNumber, issues }: SettingFieldProps) {
  const id = useId();
  return (
    <div class="setting-field">
      <label for={id}>
        {label}
        {unit === undefined ? null : <small> {unit}</small>}
      </label>
      <input
        id={id}
        class="text-field"
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        spellcheck={false}
        autocomplete="off"
        disabled={place === undefined}
        title={place === undefined ? `${path} is not in the text` : path}
        aria-invalid={issues.length > 0}
        aria-describedby={issues.length > 0 ? `${id}-issue` : undefined}
        value={place === undefined ? '' : shownText(text.value.slice(place.from, place.to))}
        onInput={(event) => {
          const changed = withJsonValue(text.value, path, fieldJson(event.currentTarget.value, isNumber));
          if (changed !== undefined) text.value = changed;
        }}
      />
      {issues.length === 0 ? null : (
        <p id={`${id}-issue`} class="field-issue">
          {issues.join(' ')}
        </p>
      )}
    </div>
  );
}

/** A text without its quotes; all else as it stands. */
function shownText(json: string): string {
  if (!json.startsWith('"')) return json;
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
