import { InputError } from '../errors.js';
import { quantileSorted } from './quantile-sorted.js';

/**
 * Cuts of a marker into groups of about equal size: quantiles at 1/k .. (k - 1)/k.
 *
 * @param markers - any unit; length n >= 1; finite
 * @param groups - k; integer >= 2
 * @returns k - 1 cuts, ascending; unit of the markers
 * @throws InputError - when there is no marker, one is not finite, or k is no integer >= 2
 */
export function quantileCuts(markers: ArrayLike<number>, groups: number): readonly number[] {
  if (!(Number.isSafeInteger(groups) && groups >= 2)) {
    throw new InputError(`quantileCuts.groups: must be an integer >= 2; got ${groups}`);
  }
  if (!(markers.length >= 1)) throw new InputError('quantileCuts.markers: must hold one value at least; got none');
  const sorted = Float64Array.from(markers).sort();
  const issue = sorted.findIndex((value) => !Number.isFinite(value));
  if (issue >= 0) throw new InputError(`quantileCuts.markers: must be finite; got ${sorted[issue]}`);
  return Array.from({ length: groups - 1 }, (_, index) => quantileSorted(sorted, (index + 1) / groups));
}

/**
 * Group of each patient by the cuts of a marker: how many cuts the value exceeds.
 *
 * @param markers - any unit; length n; finite
 * @param cuts - ascending; same unit
 * @returns integers from 0 (up to and including the first cut) to the number of cuts; length n
 */
export function groupsByCuts(markers: ArrayLike<number>, cuts: readonly number[]): Uint8Array {
  return Uint8Array.from(markers, (value) => cuts.filter((cut) => value > cut).length);
}
