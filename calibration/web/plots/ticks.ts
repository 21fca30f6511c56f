import { axisExtent } from '../../browser.js';

/** Least and largest value of an axis. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
}

/** Round steps between ticks, in powers of ten. */
const STEPS = [1, 2, 5, 10] as const;
/** Room for rounding, in steps. */
const SLACK = 1e-9;

/**
 * Ticks at round values.
 *
 * @param range - ends of the axis; finite, `min < max`
 * @param most - about how many there may be
 * @returns values within the range, rising
 */
export function linearTicks({ min, max }: AxisRange, most: number): readonly number[] {
  const least = (max - min) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEPS.find((each) => each * power >= least * (1 - SLACK)) ?? 10) * power;
  const first = Math.ceil(min / step - SLACK);
  const count = Math.max(0, Math.floor(max / step + SLACK) - first + 1);
  // Rounded to the digits of the step, so that a tick is 0.3 and not 0.30000000000000004
  const digits = Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + SLACK)));
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toFixed(digits)) + 0);
}

/**
 * Ends of an axis that hold all values, with some room.
 *
 * @param values - what is drawn; those that are not finite, and on a logarithmic axis not positive, do not count
 * @param scale - of the axis
 * @param wanted - ends that are given; null where the values decide
 */
export function axisRange(
  values: Iterable<number | null | undefined>,
  scale: 'linear' | 'log',
  wanted: readonly [number | null, number | null] = [null, null],
): AxisRange {
  const [least, most] = wanted;
  if (least !== null && most !== null) return { min: least, max: most };
  const known: number[] = [];
  for (const value of values) {
    if (typeof value !== 'number' || (scale === 'log' && !(value > 0))) continue;
    known.push(scale === 'log' ? Math.log(value) : value);
  }
  const [low, high] = axisExtent(known);
  return {
    min: least ?? (scale === 'log' ? Math.exp(low) : low),
    max: most ?? (scale === 'log' ? Math.exp(high) : high),
  };
}
