import {
  type Heterogeneity,
  heterogeneity,
  normalInterval,
  type RandomEffectsMean,
  randomEffectsMean,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, type IntervalOptions } from './coverage.js';

/** Several studies of one quantity, pooled. */
export interface MetaAnalysis {
  /** One effect for all studies: inverse-variance mean with its interval. */
  readonly fixedEffect: {
    readonly mean: number;
    readonly standardError: number;
    readonly low: number;
    readonly high: number;
  };
  /** Effects that differ between studies (DerSimonian & Laird), with the prediction interval of a further study. */
  readonly randomEffects: RandomEffectsMean;
  /** Cochran's Q, I^2 and the variance between studies. */
  readonly heterogeneity: Heterogeneity;
}

/**
 * Meta-analysis of studies by inverse variance: fixed effect, random effects, heterogeneity.
 *
 * @param estimates - one per study, on a scale where errors are close to normal (log odds, log hazard ratio); length k >= 2
 * @param standardErrors - of the estimates; the same unit; length k; > 0
 * @throws InputError - when there are fewer than two studies, lengths differ or a value lies outside its domain
 * @see DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2; Higgins & Thompson 2002, doi:10.1002/sim.1186
 *   (R: `metafor::rma(method = "DL")`)
 * @example
 * const { randomEffects } = metaAnalysis([Math.log(0.7), Math.log(0.85)], [0.1, 0.12]);
 * console.log(Math.exp(randomEffects.mean));
 */
export function metaAnalysis(
  estimates: ArrayLike<number>,
  standardErrors: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): MetaAnalysis {
  const spread = heterogeneity(estimates, standardErrors);
  const { estimate: mean, standardError, low, high } = normalInterval(spread.mean, spread.standardError, level);
  return {
    fixedEffect: { mean, standardError, low, high },
    randomEffects: randomEffectsMean(estimates, standardErrors, spread, level),
    heterogeneity: spread,
  };
}
