import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';
import { aucCovariance } from './auc-covariance.js';

/** Area under a ROC curve with its DeLong standard error and interval; all in [0, 1]. */
export interface AucResult {
  readonly auc: number;
  readonly standardError: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/**
 * Area under the ROC curve of a score, with DeLong's standard error and a normal interval cut off at 0 and 1.
 *
 * auc = P(score of a positive > score of a negative) + P(equal) / 2 over all pairs. With the placements
 * a_i = share of the negatives below positive i and b_j = share of the positives above negative j (ties 1/2):
 * auc = mean a = mean b, standardError^2 = var(a) / m + var(b) / n. Sorting gives the placements in (m + n) log(m + n).
 * At auc = 0 or 1 all placements agree, so the standard error is 0 and the interval a point: it does not say that
 * the area is known.
 *
 * @param scores - larger for what is thought positive; any unit; length m + n; finite
 * @param labels - 1 for the m positives, 0 for the n negatives; m, n >= 2
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns area, standard error, ends of the interval
 * @throws InputError - when the input breaks the contract of splitByLabel, or a label occurs only once
 * @see DeLong et al. 1988, doi:10.2307/2531595; Sun & Xu 2014, doi:10.1109/LSP.2014.2337313
 */
export function aucDeLong(scores: ArrayLike<number>, labels: ArrayLike<number>, level = 0.95): AucResult {
  if (!(level > 0 && level < 1)) throw new InputError(`aucDeLong.level: must lie in (0, 1); got ${level}`);
  const { aucs, covariance } = aucCovariance([scores], labels, 'aucDeLong');
  const auc = aucs[0]!;
  const standardError = Math.sqrt(covariance[0]!);
  const halfWidth = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  return { auc, standardError, ciLow: Math.max(0, auc - halfWidth), ciHigh: Math.min(1, auc + halfWidth) };
}
