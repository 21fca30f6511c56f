import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { parseTyped } from '../../components/slider-scale.js';

interface NumberFieldProps {
  readonly label: string;
  readonly unit?: string;
  /** Null where the field is empty. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isWhole?: boolean;
  /** What an empty field means; without it a field may not be empty. */
  readonly empty?: string;
  readonly onValue: (value: number | null) => void;
}

/** A number of a form: taken as it is typed where it is valid, told where it is not. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, value, min, max, step = 1, isWhole = false, empty, onValue } = props;
  const id = useId();
  const typed = useSignal<string | null>(null);
  const issue = useSignal<string | null>(null);
  const take = (text: string) => {
    typed.value = text;
    if (text.trim() === '' && empty !== undefined) {
      issue.value = null;
      onValue(null);
      return;
    }
    const parsed = parseTyped(text, min, max);
    if (typeof parsed === 'string') issue.value = parsed;
    else if (isWhole && !Number.isInteger(parsed)) issue.value = `must be a whole number; got ${text.trim()}`;
    else {
      issue.value = null;
      onValue(parsed);
    }
  };
  const move = (sign: 1 | -1) => {
    const next = Math.min(max, Math.max(min, Number(((value ?? min) + sign * step).toPrecision(12))));
    typed.value = null;
    issue.value = null;
    onValue(next);
  };
  return (
    <div class="number-field">
      <label for={id}>
        {label}
        {unit === undefined ? null : <span class="unit"> {unit}</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        class="text-field"
        placeholder={empty}
        value={typed.value ?? (value === null ? '' : String(value))}
        aria-invalid={issue.value === null ? undefined : 'true'}
        aria-describedby={issue.value === null ? undefined : `${id}-issue`}
        onInput={(event) => take(event.currentTarget.value)}
        onBlur={() => {
          if (issue.value === null) typed.value = null;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            typed.value = null;
            issue.value = null;
          }
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          move(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      {issue.value === null ? null : (
        <p class="issue" id={`${id}-issue`} role="alert">
          {label}: {issue.value}
        </p>
      )}
    </div>
  );
}
