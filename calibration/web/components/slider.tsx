import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { parseTyped, sliderScale } from './slider-scale.js';

interface SliderProps {
  readonly label: string;
  /** Moves with every input, without a delay. */
  readonly value: { value: number };
  readonly min: number;
  readonly max: number;
  /** Smallest step of a linear scale. */
  readonly step: number;
  readonly scale?: 'linear' | 'log';
  readonly unit?: string;
  /** Text of a value in the field. */
  readonly format?: (value: number) => string;
  /** Value to which a double click on the label returns; a mark shows it on the track. */
  readonly initial?: number;
  readonly hint?: string;
}

/** A number to move or to type. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, scale = 'linear', unit, format = String, initial, hint } = props;
  const id = useId();
  const typed = useSignal<string | null>(null);
  const issue = useSignal<string | null>(null);
  const positions = sliderScale({ min, max, step }, scale);
  const take = (text: string) => {
    const parsed = parseTyped(text, min, max);
    if (typeof parsed === 'string') issue.value = parsed;
    else {
      issue.value = null;
      typed.value = null;
      value.value = parsed;
    }
  };
  const isMoved = initial !== undefined && value.value !== initial;
  return (
    <div class={`slider${isMoved ? ' is-moved' : ''}`} title={hint}>
      <label
        for={id}
        onDblClick={() => {
          if (initial !== undefined) value.value = initial;
        }}
      >
        {label}
        {unit === undefined ? null : <span class="unit"> {unit}</span>}
      </label>
      <input
        id={id}
        type="range"
        min={positions.min}
        max={positions.max}
        step={positions.step}
        value={positions.toPosition(value.value)}
        aria-valuetext={`${format(value.value)}${unit === undefined ? '' : ` ${unit}`}`}
        onInput={(event) => {
          typed.value = null;
          issue.value = null;
          value.value = positions.toValue(event.currentTarget.valueAsNumber);
        }}
      />
      <input
        type="text"
        inputMode="decimal"
        class="typed"
        aria-label={`${label}, typed`}
        aria-invalid={issue.value === null ? undefined : 'true'}
        aria-describedby={issue.value === null ? undefined : `${id}-issue`}
        value={typed.value ?? format(value.value)}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => {
          if (typed.value !== null) take(typed.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget.value);
          if (event.key !== 'Escape') return;
          typed.value = null;
          issue.value = null;
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
