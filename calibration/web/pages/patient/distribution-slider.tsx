import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { BetaMarginal } from '../../../../src/index.js';
import { Slider } from '../../components/slider.js';
import { isUnusual, type ParameterMarks, parameterMarks, placeInWords } from './parameter-marks.js';

/** Steps of a slider over its range. */
const STEPS = 400;
/** Digits of a value that a slider gives. */
const DIGITS = 4;

interface DistributionSliderProps {
  readonly marginal: BetaMarginal;
  readonly unit: string;
  readonly value: ReadonlySignal<number>;
  /** Value of the patient before single values were changed. */
  readonly base: ReadonlySignal<number>;
  readonly onValue: (value: number) => void;
}

/** A parameter over the range of its distribution, whose density stands above the track. */
export function DistributionSlider({ marginal, unit, value, base, onValue }: DistributionSliderProps) {
  const { name, min, max } = marginal;
  const marks = useMemo(() => parameterMarks(marginal), [marginal]);
  const bound = useMemo(
    () => ({
      get value() {
        return value.value;
      },
      set value(next: number) {
        onValue(next === base.peek() ? next : Number(next.toPrecision(DIGITS)));
      },
    }),
    [value, base, onValue],
  );
  const words = placeInWords(value.value, marks);
  return (
    <div class={`parameter${isUnusual(value.value, marks) ? ' is-unusual' : ''}`}>
      <Slider
        label={name}
        {...(unit === '1' || unit === '' ? {} : { unit })}
        value={bound}
        min={min}
        max={max}
        step={(max - min) / STEPS}
        initial={base.value}
        format={typedText}
        hint={`${name}: ${words}. Double click on the name takes the value back.`}
      />
      <DensityMark marks={marks} min={min} max={max} />
      <p class="parameter-place">{words}</p>
    </div>
  );
}

/** A value as someone types it. */
function typedText(value: number): string {
  const digits = Number(value.toPrecision(DIGITS));
  return digits !== 0 && (digits >= 1e5 || digits < 1e-3) ? digits.toExponential().replace('e+', 'e') : String(digits);
}

const [WIDTH, HEIGHT] = [100, 18];

/** The density over the range, its middle nine tenths filled, with a mark at the median. */
function DensityMark(props: { readonly marks: ParameterMarks; readonly min: number; readonly max: number }) {
  const { marks, min, max } = props;
  const place = (value: number) => (WIDTH * (value - min)) / (max - min);
  const outline = useMemo(
    () =>
      marks.curve.map(([at, height]) => `${(WIDTH * at).toFixed(1)} ${(HEIGHT * (1 - height)).toFixed(1)}`).join('L'),
    [marks],
  );
  return (
    <svg class="density" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="all" d={`M0 ${HEIGHT}L${outline}L${WIDTH} ${HEIGHT}Z`} />
      <rect class="usual" x={place(marks.low)} width={place(marks.high) - place(marks.low)} y={HEIGHT - 2} height={2} />
      <line class="median" x1={place(marks.median)} x2={place(marks.median)} y1={0} y2={HEIGHT} />
    </svg>
  );
}

/** One value of a patient as a signal of its own: only its slider is drawn when it changes. */
export function useValueAt(
  values: ReadonlySignal<Float64Array | null>,
  index: number,
  otherwise: number,
): ReadonlySignal<number> {
  return useMemo(() => computed(() => values.value?.[index] ?? otherwise), [values, index, otherwise]);
}
