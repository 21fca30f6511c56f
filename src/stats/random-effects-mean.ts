import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import type { Heterogeneity } from './heterogeneity.js';

/** Mean of studies whose effects differ, and where the effect of a further study lies. */
export interface RandomEffectsMean {
  /** Mean weighted by 1 / (standard error squared + variance between studies), and its standard error. */
  readonly mean: number;
  readonly standardError: number;
  /** Interval of the mean. */
  readonly low: number;
  readonly high: number;
  /** Interval of the effect of a further study; null with fewer than three studies. */
  readonly prediction: { readonly low: number; readonly high: number } | null;
}

/**
 * Mean of a random-effects model, and the prediction interval of a further study.
 *
 * With w = 1 / (s^2 + tau^2): m = sum w x / sum w, its standard error 1 / sqrt(sum w), its interval m -+ z / sqrt(sum w).
 * Prediction interval: m -+ t sqrt(tau^2 + 1 / sum w), t the quantile on k - 2 degrees of freedom.
 *
 * @param estimates - one per study, on a scale where errors are close to normal; any unit; length k >= 2; finite
 * @param standardErrors - of the estimates; the same unit; length k; positive, finite
 * @param spread - variance between the studies, as `heterogeneity` estimates it; squared unit of the estimates
 * @param level - coverage of both intervals; proportion; in (0, 1)
 * @returns mean, interval and prediction interval; in the unit of the estimates
 * @throws InputError - when level or variance lie outside their domain
 * @see DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2; Higgins, Thompson & Spiegelhalter 2009,
 *   doi:10.1111/j.1467-985X.2008.00552.x, eq. (12), for the prediction interval
 */
export function randomEffectsMean(
  estimates: ArrayLike<number>,
  standardErrors: ArrayLike<number>,
  { betweenVariance }: Pick<Heterogeneity, 'betweenVariance'>,
  level = 0.95,
): RandomEffectsMean {
  if (!(betweenVariance >= 0)) {
    throw new InputError(`randomEffectsMean.betweenVariance: must be at least 0; got ${betweenVariance}`);
  }
  if (!(level > 0 && level < 1)) {
    throw new InputError(`randomEffectsMean.level: must lie in (0, 1); got ${level}`);
  }
  const studies = estimates.length;
  let [total, weighted] = [0, 0];
  for (let study = 0; study < studies; study++) {
    const weight = 1 / (square(standardErrors[study]!) + betweenVariance);
    total += weight;
    weighted += weight * estimates[study]!;
  }
  const [mean, standardError] = [weighted / total, 1 / Math.sqrt(total)];
  const share = (1 + level) / 2;
  const halfWidth = normalQuantile(share, 0, 1) * standardError;
  const further = studies < 3 ? null : tQuantile(share, studies - 2) * Math.sqrt(betweenVariance + 1 / total);
  return {
    mean,
    standardError,
    low: mean - halfWidth,
    high: mean + halfWidth,
    prediction: further === null ? null : { low: mean - further, high: mean + further },
  };
}
