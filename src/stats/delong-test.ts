import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';
import { areaOf, labelledPlacements, placementCovariance } from './auc-covariance.js';

/** The areas of two scores compared on the same rows. */
export interface DeLongTest {
  /** Area of the first less area of the second; in [-1, 1]. */
  readonly difference: number;
  readonly standardError: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** difference / standardError; null where the standard error is 0 and the areas differ. */
  readonly z: number | null;
  /** Two-sided; null where z is; 1 where the two scores rank the rows alike. */
  readonly p: number | null;
}

/**
 * Paired DeLong test: do two scores of the same rows have the same area under their ROC curves?
 *
 * The variance is that of the row-wise differences of placements, which equals var(1) + var(2) - 2 cov(1, 2) and is
 * exactly 0 for scores that rank the rows alike. z = difference / standard error against the normal distribution.
 *
 * @param scores - first and second score of m + n rows; larger for what is thought positive; finite
 * @param labels - 1 for the m positives, 0 for the n negatives; m, n >= 2
 * @param level - coverage of the interval; proportion; in (0, 1)
 * @returns difference with interval, z and two-sided p
 * @throws InputError - when a score breaks the contract of splitByLabel, a label occurs only once, or the level is
 * outside (0, 1)
 * @see DeLong et al. 1988, doi:10.2307/2531595
 */
export function deLongTest(
  scores: readonly [first: ArrayLike<number>, second: ArrayLike<number>],
  labels: ArrayLike<number>,
  level = 0.95,
): DeLongTest {
  if (!(level > 0 && level < 1)) throw new InputError(`deLongTest.level: must lie in (0, 1); got ${level}`);
  const first = labelledPlacements(scores[0], labels, 'deLongTest');
  const second = labelledPlacements(scores[1], labels, 'deLongTest');
  const differences = {
    ofPositives: first.ofPositives.map((value, index) => value - second.ofPositives[index]!),
    ofNegatives: first.ofNegatives.map((value, index) => value - second.ofNegatives[index]!),
  };
  const difference = areaOf(differences);
  const variance = placementCovariance(differences, differences);
  const standardError = Math.sqrt(variance);
  const halfWidth = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const z = difference === 0 ? 0 : standardError > 0 ? difference / standardError : null;
  return {
    difference,
    standardError,
    ciLow: Math.max(-1, difference - halfWidth),
    ciHigh: Math.min(1, difference + halfWidth),
    z,
    p: z === null ? null : Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1)),
  };
}
