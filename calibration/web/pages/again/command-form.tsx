import type { Signal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import type { AgainPlan } from '../../../server/api/again.js';
import type { Change } from './changes.js';
import { ChangeList, CheckPanel } from './check-panel.js';
import { type CommandWord, commandValues, withOption, withValue, wordsOf } from './command-words.js';
import type { Checked } from './use-check.js';

interface FormProps {
  readonly plan: AgainPlan;
  readonly text: Signal<string>;
  readonly checked: Checked;
}

/** A command to change: its values as fields, its words, and what differs. */
export function CommandForm({ plan, text, checked }: FormProps) {
  const issuesId = useId();
  const areaId = useId();
  const words = wordsOf(text.value);
  const values = words === null ? [] : commandValues(words);
  const changes = useMemo(() => changedWords(wordsOf(plan.text) ?? [], wordsOf(text.value)), [plan.text, text.value]);
  const isSeed = ({ option }: CommandWord) => plan.hasSeed && option === '--seed';
  return (
    <div class="again">
      <div class="again-edit">
        <div class="setting-fields" role="group" aria-label="Values of the command">
          {plan.hasSeed && words !== null ? (
            <Field
              label="Seed"
              hint={`of the run: ${plan.seed}`}
              value={values.find(isSeed)?.value ?? ''}
              placeholder={plan.seed}
              onInput={(value) => {
                text.value = withOption(words, '--seed', value);
              }}
            />
          ) : null}
          {values.map((each, index) =>
            isSeed(each) ? null : (
              <Field
                key={each.place}
                label={
                  each.option ?? (index === 0 && each.place === 0 ? nameOfFirst(plan.kind) : `word ${each.place + 1}`)
                }
                value={each.value}
                onInput={(value) => {
                  text.value = withValue(words ?? [], each, value);
                }}
              />
            ),
          )}
        </div>
        <div class="command-text">
          <label for={areaId}>
            Words behind <code>qcic {plan.kind}</code>
          </label>
          <textarea
            id={areaId}
            class="json-text"
            rows={4}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={(checked.last?.issues.length ?? 0) > 0}
            aria-describedby={issuesId}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
          <p class="soft">
            All options of <code>qcic {plan.kind} --help</code> can be added. Its folder is a new one.
          </p>
        </div>
      </div>
      <div class="again-side">
        <CheckPanel id={issuesId} checked={checked} accepted="Its options are read when it starts." />
        <ChangeList changes={changes} run={plan.run} />
      </div>
    </div>
  );
}

/** What the first word of a study is. */
function nameOfFirst(kind: string): string {
  if (kind === 'sensitivity') return 'Method';
  return kind === 'simulate' || kind === 'replicate' ? 'word 1' : 'Run';
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Field({ label, hint, placeholder, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="setting-field">
      <label for={id}>
        {label}
        {hint === undefined ? null : <small> {hint}</small>}
      </label>
      <input
        id={id}
        class="text-field"
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder={placeholder}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function changedWords(before: readonly string[], after: readonly string[] | null): readonly Change[] | null {
  if (after === null) return null;
  const pairs = (words: readonly string[]) =>
    new Map([
      ...words.filter((word) => word.startsWith('--') && !word.includes('=')).map((word) => [word, 'given'] as const),
      ...commandValues(words).map(({ option, place, value }) => [option ?? `word ${place + 1}`, value] as const),
    ]);
  const [old, changed] = [pairs(before), pairs(after)];
  return [...new Set([...old.keys(), ...changed.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? null, changed.get(path) ?? null];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
}
