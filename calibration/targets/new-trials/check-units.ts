import { type Curve, curveList, curves } from '../../endpoints/curves.js';
import {
  AGREEMENT,
  type AllowedIssue,
  areShares,
  describeMonths,
  implausibleCurveMedian,
  MEDIAN_RANGE,
  medianContradiction,
  type StatedCurve,
} from '../units.js';
import type { NewTrial } from './new-trial.js';

/** Issues of survival that is stated as shares in place of percent. */
export function shareIssues(trial: NewTrial): readonly string[] {
  return curveList.flatMap((curve) =>
    statedCurves(curve, trial).flatMap(({ months, percent }) => {
      const later = percent.filter((_, index) => months[index]! > 0);
      if (!areShares(later)) return [];
      return [`${trial.where}: survival must be in percent; got shares, ${later.slice(0, 4).join(', ')}`];
    }),
  );
}

/**
 * Survival and median of a new trial that cannot both be in percent and months.
 *
 * @param trial - a row without issues, with its digitised curve
 * @param allow - issues to accept
 * @returns issues: a median that contradicts the survival of the row, survival without a median that reaches 50 % outside 0.5 to 60
 *   months
 */
export function medianIssues(trial: NewTrial, allow: readonly AllowedIssue[]): readonly string[] {
  return curveList.flatMap((curve) =>
    statedCurves(curve, trial).flatMap((stated) => issuesOf(curve, trial, stated, allow)),
  );
}

/** Landmarks of a row, and its digitised curve, which is one of overall survival. */
function statedCurves({ name }: Curve, trial: NewTrial): readonly StatedCurve[] {
  const digitised = name === curves.os.name ? trial.curve : null;
  return [trial.curves[name].landmarks, digitised].filter((stated) => stated !== null);
}

function issuesOf(
  { name, medianColumn }: Curve,
  { where, curves: all }: NewTrial,
  stated: StatedCurve,
  allow: readonly AllowedIssue[],
): readonly string[] {
  const { median, medianNotReached } = all[name];
  if (median !== null || medianNotReached) {
    const contradiction = medianContradiction(median?.months ?? 'not reached', stated);
    return contradiction === null ? [] : [`${where}: ${medianColumn} must ${AGREEMENT}; got ${contradiction}`];
  }
  const months = allow.includes('median-range') ? null : implausibleCurveMedian(stated);
  if (months === null) return [];
  return [`${where}: the month at which survival reaches 50 % must be ${MEDIAN_RANGE}; got ${describeMonths(months)}`];
}
