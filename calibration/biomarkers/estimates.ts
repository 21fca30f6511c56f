import { aucDeLong, square, Z95 } from '../../src/index.js';
import type { AucEstimate, Estimate } from './result.js';

/**
 * AUC with its DeLong interval, with the field names of the results.
 *
 * @param scores - one per row; larger for predicted positives
 * @param labels - 1 or 0 per row
 */
export function aucEstimate(scores: Float64Array, labels: Uint8Array): AucEstimate {
  const { auc, standardError, ciLow, ciHigh } = aucDeLong(scores, labels);
  return { auc, delong_se: standardError, ci_low: ciLow, ci_high: ciHigh };
}

/**
 * The mean of several estimates of one AUC on the same rows, e.g. of the repeats of a cross-validation.
 *
 * Averaging reduces the variance between folds but not the sampling variance of the rows: the standard error is the root mean square of
 * those of the estimates.
 *
 * @param estimates - at least one
 */
export function meanAuc(estimates: readonly AucEstimate[]): AucEstimate {
  const auc = meanOf(estimates.map((estimate) => estimate.auc));
  const delongSe = Math.sqrt(meanOf(estimates.map(({ delong_se }) => square(delong_se))));
  return {
    auc,
    delong_se: delongSe,
    ci_low: Math.max(0, auc - Z95 * delongSe),
    ci_high: Math.min(1, auc + Z95 * delongSe),
  };
}

/**
 * A value with its normal interval, with the field names of the results.
 *
 * @param value - the estimate
 * @param se - its standard error; the same unit
 * @returns the estimate; null for each part that is not finite
 */
export function normalEstimate(value: number, se: number): Estimate {
  const known = (part: number) => (Number.isFinite(part) ? part : null);
  return { value: known(value), se: known(se), ci_low: known(value - Z95 * se), ci_high: known(value + Z95 * se) };
}

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
