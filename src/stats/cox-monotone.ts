import type { CoxData } from './cox-data.js';

/**
 * Whether a log partial likelihood increases without bound along a direction, so that it has no maximum.
 *
 * It does exactly where at every death time the dying have the largest value along the direction of all who are at risk,
 * and some who are at risk have a smaller one. Linear in the patients.
 *
 * @param data - as `coxData` gives it
 * @param direction - one value per covariate, on the scale of the data
 * @param relativeTolerance - what counts as the largest value, as a share of the range; 0 for exact data
 * @returns true where the likelihood is monotone along the direction
 * @see Bryson & Johnson 1981, Technometrics 23:381-383
 */
export function isMonotoneAlong(
  { columns, strata }: Pick<CoxData, 'columns' | 'strata'>,
  direction: readonly number[],
  relativeTolerance: number,
): boolean {
  const along = columns[0]!.map((_, place) => direction.reduce((sum, d, j) => sum + d * columns[j]![place]!, 0));
  const range =
    along.reduce((most, v) => Math.max(most, v), -Infinity) - along.reduce((least, v) => Math.min(least, v), Infinity);
  const border = relativeTolerance * range;
  let increases = false;
  for (const groups of strata) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { start, end, dying } of groups) {
      for (let place = start; place < end; place++) {
        least = Math.min(least, along[place]!);
        most = Math.max(most, along[place]!);
      }
      for (const place of dying) {
        if (along[place]! < most - border) return false;
        if (along[place]! > least + border) increases = true;
      }
    }
  }
  return increases;
}
