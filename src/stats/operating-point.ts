import { InputError } from '../errors.js';
import type { RocCurve } from './roc.js';

/** A point of a ROC curve as a rule: rows with a score of at least the threshold are called positive. */
export interface OperatingPoint {
  /** Infinite where nobody is called positive. */
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/**
 * The point with the largest Youden index, sensitivity + specificity - 1; of several, the one with the highest threshold.
 *
 * @param curve - the curve
 * @returns the point
 * @see Youden 1950, doi:10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3
 */
export function youdenPoint(curve: RocCurve): OperatingPoint {
  const { falsePositiveRate, truePositiveRate } = curve;
  let best = 0;
  for (let point = 1; point < truePositiveRate.length; point++) {
    const gain =
      truePositiveRate[point]! - truePositiveRate[best]! - (falsePositiveRate[point]! - falsePositiveRate[best]!);
    // A rounding error is no gain: equal indices must give the highest threshold
    if (gain > Number.EPSILON) best = point;
  }
  return pointAt(curve, best);
}

/**
 * The most specific point whose sensitivity is at least as asked.
 *
 * @param curve - the curve
 * @param sensitivity - share of the positives to be called positive; in [0, 1]
 * @returns the point
 * @throws InputError - when the sensitivity lies outside [0, 1]
 */
export function pointAtSensitivity(curve: RocCurve, sensitivity: number): OperatingPoint {
  requireShare('pointAtSensitivity.sensitivity', sensitivity);
  return pointAt(
    curve,
    curve.truePositiveRate.findIndex((rate) => rate >= sensitivity),
  );
}

/**
 * The most sensitive point whose specificity is at least as asked.
 *
 * @param curve - the curve
 * @param specificity - share of the negatives to be called negative; in [0, 1]
 * @returns the point
 * @throws InputError - when the specificity lies outside [0, 1]
 */
export function pointAtSpecificity(curve: RocCurve, specificity: number): OperatingPoint {
  requireShare('pointAtSpecificity.specificity', specificity);
  // 1 - rate is rounded: 9 of 10 negatives must count as 0.9 of them
  return pointAt(
    curve,
    curve.falsePositiveRate.findLastIndex((rate) => 1 - rate >= specificity - Number.EPSILON),
  );
}

function pointAt(curve: RocCurve, point: number): OperatingPoint {
  return {
    threshold: curve.thresholds[point]!,
    sensitivity: curve.truePositiveRate[point]!,
    specificity: 1 - curve.falsePositiveRate[point]!,
  };
}

function requireShare(where: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new InputError(`${where}: must lie in [0, 1]; got ${value}`);
}
