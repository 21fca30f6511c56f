import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';
import { exp } from '../numerics/elementary.js';
import { fitPackedLogistic } from './packed-logistic.js';
import { splitByLabel } from './split-by-label.js';

/** An estimate with its standard error and normal interval. */
export interface LineEstimate {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** How predicted log odds relate to outcomes. */
export interface CalibrationLine {
  /** 1 is right; below 1 the predictions are too extreme, as an overfitted classifier's are. */
  readonly slope: LineEstimate;
  /** Intercept of the same regression; 0 is right where the slope is 1. */
  readonly intercept: LineEstimate;
  /** Intercept with the slope fixed at 1: 0 where as many positives come as were predicted. */
  readonly inTheLarge: LineEstimate;
}

const MAX_ITERATIONS = 50;
const LAST_STEP = 1e-12;

/**
 * Calibration slope and intercept: logistic regression of the outcome on the predicted log odds.
 *
 * logit P(label = 1) = intercept + slope x log odds; calibration in the large is the intercept with the slope fixed at 1.
 *
 * @param logOdds - predicted log odds per row; length n; finite, varying
 * @param labels - 1 or 0 per row; length n; both occur
 * @param level - coverage of the intervals; proportion; in (0, 1)
 * @returns slope, intercept, calibration in the large; null where the log odds separate the labels or do not vary
 * @throws InputError - when the input breaks the contract of splitByLabel or the level lies outside (0, 1)
 * @see Cox 1958, doi:10.1093/biomet/45.3-4.562; Van Calster et al. 2019, doi:10.1186/s12916-019-1466-7
 */
export function calibrationLine(
  logOdds: ArrayLike<number>,
  labels: ArrayLike<number>,
  level = 0.95,
): CalibrationLine | null {
  splitByLabel(logOdds, labels, 'calibrationLine');
  if (!(level > 0 && level < 1)) throw new InputError(`calibrationLine.level: must lie in (0, 1); got ${level}`);
  const values = new Float64Array(2 * logOdds.length);
  let varies = false;
  for (let row = 0; row < logOdds.length; row++) {
    values[2 * row] = 1;
    values[2 * row + 1] = logOdds[row]!;
    varies ||= logOdds[row] !== logOdds[0];
  }
  if (!varies) return null;
  const fit = fitPackedLogistic({ values, width: 2, labels: Uint8Array.from(labels) });
  if (fit.covariance === null) return null;
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const estimate = (value: number, variance: number): LineEstimate => {
    const standardError = Math.sqrt(variance);
    return { value, standardError, low: value - z * standardError, high: value + z * standardError };
  };
  const shift = shiftOf(logOdds, labels);
  return {
    slope: estimate(fit.coefficients[1]!, fit.covariance[3]!),
    intercept: estimate(fit.coefficients[0]!, fit.covariance[0]!),
    inTheLarge: estimate(shift.value, shift.variance),
  };
}

/** The shift of all log odds at which the expected number of positives is the observed one; Newton, kept in a bracket. */
function shiftOf(logOdds: ArrayLike<number>, labels: ArrayLike<number>): { value: number; variance: number } {
  let value = 0;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let information = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let excess = 0;
    information = 0;
    for (let row = 0; row < logOdds.length; row++) {
      const probability = 1 / (1 + exp(-(logOdds[row]! + value)));
      excess += labels[row]! - probability;
      information += probability * (1 - probability);
    }
    if (excess > 0) low = value;
    else high = value;
    const step = Math.max(-2, Math.min(2, excess / information));
    if (Math.abs(step) <= LAST_STEP * (1 + Math.abs(value))) break;
    const next = value + step;
    value = next > low && next < high ? next : (low + high) / 2;
  }
  return { value, variance: 1 / information };
}
