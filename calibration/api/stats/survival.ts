import {
  landmarkDifference as compareLandmarks,
  optimalCut as findCut,
  type KaplanMeier,
  type LandmarkSurvival,
  type NormalEstimate,
  type OptimalCut,
  landmarkSurvival as readLandmark,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, DEFAULT_SEED, type IntervalOptions, type SeedOptions } from './coverage.js';

/**
 * Survival at one time, with the log(-log) interval of the curve.
 *
 * @param curve - of `kaplanMeier`
 * @param time - unit of the curve; finite, >= 0
 * @returns survival there; null beyond the last follow-up while patients survive, since nobody was seen there
 * @throws InputError - when time or level lie outside their domain
 */
export function landmarkSurvival(
  curve: KaplanMeier,
  time: number,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): LandmarkSurvival | null {
  return readLandmark(curve, time, level);
}

/**
 * Difference of survival between two groups at a landmark, with a normal interval from both standard errors.
 *
 * @param first - survival of the first group
 * @param second - survival of the second group at the same time
 * @returns first - second; null where one of them or its standard error is unknown, as without an event before the landmark
 * @throws InputError - when the level lies outside (0, 1)
 */
export function landmarkDifference(
  first: LandmarkSurvival | null,
  second: LandmarkSurvival | null,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): NormalEstimate | null {
  return compareLandmarks(first, second, level);
}

/** How a cut is searched. */
export interface OptimalCutSearch extends SeedOptions {
  /** Smallest share of the patients on either side of a cut; in (0, 1/2); default: 0.1. */
  readonly leastShare?: number;
  /** Permutations behind `pPermutation`; whole, >= 1; default: 1999. */
  readonly permutations?: number;
}

/**
 * Maximally selected log-rank statistic: the cut of a marker with the largest difference in survival, with p values that allow for
 * the choice.
 *
 * @param times - follow-up times; any unit; length n >= 2; finite, >= 0
 * @param observed - 1 for an event, 0 for censored; length n; one event at least
 * @param markers - any unit; length n; finite
 * @throws InputError - when an argument lies outside its domain, or the marker has no admissible cut
 * @see Lausen & Schumacher 1992, doi:10.2307/2532740 (R: `maxstat.test`)
 */
export function optimalCut(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  markers: ArrayLike<number>,
  { seed = DEFAULT_SEED, ...search }: OptimalCutSearch = {},
): OptimalCut {
  return findCut(times, observed, markers, { ...search, seed: String(seed), streamName: 'permutations' });
}
