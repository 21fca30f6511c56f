import {
  type BinomialCount,
  type CalibrationGroup,
  type CalibrationLine,
  calibrationLine as fitLine,
  calibrationCurve as groupPredictions,
  wilsonInterval as interval,
  type ProportionInterval,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, type IntervalOptions } from './coverage.js';

/**
 * Wilson score interval of a proportion.
 *
 * @param count - successes in [0, trials] and trials > 0; whole or effective counts
 * @throws InputError - when trials, successes or level lie outside their domain
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953
 * @example
 * wilsonInterval({ successes: 2, trials: 6 }); // { low: 0.0968, high: 0.7000 }
 */
export function wilsonInterval(
  count: BinomialCount,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): ProportionInterval {
  return interval(count, level);
}

/**
 * Calibration curve: rows in groups of rising predicted probability, with what was predicted and what came.
 *
 * @param probabilities - predicted probability of label 1 per row; length n; in [0, 1]
 * @param labels - 1 or 0 per row; length n
 * @param options - number of groups of about equal size; default: 10
 * @throws InputError - when lengths differ or a value lies outside its domain
 */
export function calibrationCurve(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  { groups = 10 }: { readonly groups?: number } = {},
): CalibrationGroup[] {
  return groupPredictions(probabilities, labels, groups);
}

/**
 * Calibration slope and intercept: logistic regression of labels on predicted log odds.
 *
 * @param logOdds - predicted log odds of label 1 per row; length n; finite
 * @param labels - 1 or 0 per row; length n; both occur
 * @returns null where the regression has no finite estimate, as when the predictions separate the labels
 * @throws InputError - when lengths differ or a value lies outside its domain
 * @see Cox 1958, doi:10.1093/biomet/45.3-4.562
 */
export function calibrationLine(
  logOdds: ArrayLike<number>,
  labels: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): CalibrationLine | null {
  return fitLine(logOdds, labels, level);
}
