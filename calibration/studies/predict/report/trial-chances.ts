import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { log } from '../../../../src/index.js';
import type { PredictResult } from '../result.js';

type Ratio = NonNullable<NonNullable<PredictResult['trial']>['hazard_ratios']>['os'];

/** Two-sided 5 %. */
const SIGNIFICANT_Z = 1.959963984540054;

/** Probabilities of what a trial reports, in [0, 1]. */
export interface TrialChances {
  /** Its hazard ratio is below 1. */
  readonly favourable: number;
  /** Its hazard ratio is below 1 with a two-sided p below 0.05: the assurance of the trial. */
  readonly significant: number;
}

/**
 * Chances of a comparison of two arms, from the predictive distribution of the logarithm of its hazard ratio, taken as normal:
 * P(HR < 1) = Phi(-m / s), P(significant) = Phi((-m - 1.96 s_n) / s), with m = log of the prediction, s its standard deviation, and
 * s_n the part of it that is the sampling of the patients.
 *
 * @param ratio - prediction of the hazard ratio of the first arm over the second
 * @returns null where the distribution is not known
 * @see O'Hagan, Stevens & Campbell 2005, doi:10.1002/pst.175
 */
export function trialChances({
  predicted,
  standard_deviation: deviation,
  shares,
}: Pick<Ratio, 'predicted' | 'standard_deviation' | 'shares'>): TrialChances | null {
  if (predicted === null || !(predicted > 0) || deviation === null || !(deviation > 0) || shares === null) return null;
  const centre = log(predicted);
  const sampling = deviation * Math.sqrt(shares.sampling);
  return {
    favourable: normalCdf(-centre / deviation, 0, 1),
    significant: normalCdf((-centre - SIGNIFICANT_Z * sampling) / deviation, 0, 1),
  };
}
