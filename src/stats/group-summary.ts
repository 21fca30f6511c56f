import { mean, sampleStandardDeviation } from 'simple-statistics';
import { InputError } from '../errors.js';
import { quantileSorted } from './quantile-sorted.js';

/** What a box plot and a table of a group show. All but `n` in the unit of the values. */
export interface GroupSummaryResult {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, divisor n - 1. */
  readonly sd: number;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
}

/**
 * Summarises a group: count, mean, standard deviation, extremes and quartiles (R's type 7).
 *
 * @param values - the group; any unit; length n >= 2 (one value has no standard deviation); finite
 * @returns the summary; min <= q1 <= median <= q3 <= max
 * @throws InputError - when fewer than two values are given or one is not finite
 */
export function groupSummary(values: ArrayLike<number>): GroupSummaryResult {
  if (!(values.length >= 2)) {
    throw new InputError(`groupSummary.values: must hold at least two values; got ${values.length}`);
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new InputError(`groupSummary.values[${index}]: must be finite; got ${values[index]}`);
    }
  }
  // Sorted first, so that the order of the rows cannot change the last bit of a sum.
  const sorted = Array.from(Float64Array.from(values).sort());
  return {
    n: sorted.length,
    mean: mean(sorted),
    sd: sampleStandardDeviation(sorted),
    min: sorted[0]!,
    q1: quantileSorted(sorted, 0.25),
    median: quantileSorted(sorted, 0.5),
    q3: quantileSorted(sorted, 0.75),
    max: sorted[sorted.length - 1]!,
  };
}
