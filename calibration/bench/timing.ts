import type { Spread } from './bench-results.js';

/** Whole-process times of one solver at two sizes, in one repeat. */
export interface SizePair {
  readonly patients: readonly [small: number, large: number];
  readonly seconds: readonly [small: number, large: number];
}

/**
 * Time per patient without start-up: (t2 - t1) / (n2 - n1).
 *
 * @param pair - two sizes, the second larger, and their times in seconds
 * @returns milliseconds per patient; null when the difference is not positive, which is due to noise
 */
export function differenceMilliseconds({ patients, seconds }: SizePair): number | null {
  const perPatient = ((seconds[1] - seconds[0]) / (patients[1] - patients[0])) * 1000;
  return perPatient > 0 && Number.isFinite(perPatient) ? perPatient : null;
}

/**
 * Minimum, median and maximum of values; the median of an even count is the mean of the middle two.
 *
 * @param values - any order; nulls are omitted
 * @returns null when nothing is left
 */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { min: sorted[0]!, median, max: sorted[sorted.length - 1]! };
}

/**
 * Ratios of two series taken in the same repeats, so that a change of the machine speed affects both.
 *
 * @param numerators - one value per repeat; null where it is missing
 * @param denominators - the same length
 * @returns one ratio per repeat, null where either is missing
 */
export function repeatRatios(
  numerators: readonly (number | null)[],
  denominators: readonly (number | null)[],
): readonly (number | null)[] {
  return numerators.map((numerator, repeat) => {
    const denominator = denominators[repeat] ?? null;
    return numerator === null || denominator === null ? null : numerator / denominator;
  });
}

/** Small size of a pair, as a fraction of the difference. */
const SMALL_PART = 0.25;

/**
 * Two sizes for a pair of timings.
 *
 * @param difference - patients between the two sizes for about the requested time; above 0
 * @param most - available patients; at least 4
 * @returns even numbers 2 <= n1 < n2 <= most
 */
export function sizePair(difference: number, most: number): readonly [small: number, large: number] {
  const even = (value: number) => 2 * Math.round(value / 2);
  const large = Math.max(4, Math.min(even(difference * (1 + SMALL_PART)), 2 * Math.floor(most / 2)));
  return [Math.max(2, Math.min(even(difference * SMALL_PART), even(large / 4), large - 2)), large];
}
