import type { CohortSurvival } from './cohort-survival.js';

/** A daily curve that also falls at once on some days, such as at visits that show progression. */
export interface SteppedCurve extends CohortSurvival {
  /** The curve on each day before that day's step, and its standard error; equal to the curve where there is no step. */
  readonly before: Pick<CohortSurvival, 'alive' | 'standardError'>;
}

/**
 * Value of a stepped curve, linear between two days; a step of a day counts at that day.
 *
 * @param values - at day 0..horizon, after the steps
 * @param before - the same before them
 * @param day - in days
 * @returns `undefined` beyond the end
 */
export function steppedAt(values: Float64Array, before: Float64Array, day: number): number | undefined {
  const whole = Math.floor(day);
  if (!(day >= 0 && whole < values.length)) return undefined;
  const left = values[whole]!;
  if (day === whole) return left;
  const right = before[whole + 1];
  return right === undefined ? undefined : left + (day - whole) * (right - left);
}

/**
 * Median of a stepped curve: the first time at which it reaches one half, linear between two days.
 *
 * @returns days; the day of a step where the step crosses one half; null where the curve stays above
 */
export function steppedMedianDays(values: Float64Array, before: Float64Array): number | null {
  for (let day = 1; day < values.length; day++) {
    const [start, end] = [values[day - 1]!, before[day]!];
    if (end <= 0.5) return day - 1 + (start - 0.5) / (start - end);
    if (values[day]! <= 0.5) return day;
  }
  return null;
}

/**
 * Monte-Carlo standard error of the median of a stepped curve: half the time between the medians of the curves one standard error
 * below and above it.
 *
 * On a straight stretch this is the error of the curve over its slope. Within a step that is larger than the error it is 0.
 *
 * @returns days; null where the curve, or the one above it, has no median
 * @see Brookmeyer & Crowley 1982, doi:10.2307/2530286, for limits of a median by those of its curve
 */
export function steppedMedianErrorDays({ alive, standardError, before }: SteppedCurve): number | null {
  const shifted = (values: Float64Array, errors: Float64Array, sign: number) =>
    values.map((value, day) => value + sign * errors[day]!);
  const medianOf = (sign: number) =>
    steppedMedianDays(shifted(alive, standardError, sign), shifted(before.alive, before.standardError, sign));
  const [low, high] = [medianOf(-1), medianOf(1)];
  return low === null || high === null ? null : (high - low) / 2;
}
