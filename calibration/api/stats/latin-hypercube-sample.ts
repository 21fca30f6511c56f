import { unitDesign } from '../../../src/index.js';
import { DEFAULT_SEED, type SeedOptions } from './coverage.js';
import { type Factor, type FactorValues, pointsOf, requireFactors } from './factors.js';

/**
 * Points spread evenly over the ranges of some factors: one in each of n strata of every factor.
 *
 * @param factors - names and ranges
 * @param points - how many; whole, >= 1
 * @returns one record per point, each value in the unit of its factor
 * @throws InputError - when a factor or the number of points is invalid
 * @see McKay, Beckman & Conover 1979, doi:10.1080/00401706.1979.10489755 (SALib: `latin.sample`)
 */
export function latinHypercubeSample(
  factors: readonly Factor[],
  points: number,
  { seed = DEFAULT_SEED }: SeedOptions = {},
): FactorValues[] {
  requireFactors(factors);
  const dimensions = factors.length;
  const settings = { kind: 'latin-hypercube', points, dimensions, streamName: 'sensitivity' } as const;
  return pointsOf(factors, unitDesign({ ...settings, seed: String(seed) }));
}
