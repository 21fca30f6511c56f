import { square } from '../../src/index.js';
import { type Curve, type CurveTable, curveList, type MedianTable } from '../endpoints/curves.js';
import type { MedianRule } from './clinical-targets.js';
import { poolMedian } from './pool-median.js';
import { type PooledSurvival, poolSurvival } from './pool-survival.js';
import { distinctRows } from './select-rows.js';
import type { TrialTables } from './trial-tables.js';

/** What a configuration says about medians. */
export interface MedianSettings {
  readonly median: MedianRule;
  /** Weights of the groups of targets in the fit. */
  readonly weights: Readonly<Record<MedianTable | CurveTable, number>>;
}

/**
 * A mean of medians and the median of a curve with monthly landmarks that differ by more are two targets; months. It is the default tolerance
 * of a median. The error of a straight line between landmarks grows with the square of their distance.
 */
const DIFFERENT_MONTHS = 0.1;

/** Distance of the landmarks around the median of a pooled curve; months. */
function landmarkStep({ months }: PooledSurvival, median: number): number {
  const after = months.findIndex((month) => month >= median);
  return months[after]! - months[after - 1]!;
}

/**
 * Arms whose mean of the trials' medians contradicts the median of their pooled curve, so that no fit can meet both, and arms whose curve has no
 * median to take.
 *
 * @param tables - trial tables
 * @param arms - arms that are fitted
 * @param settings - the target of a median; weights
 * @returns one sentence per arm and curve, with both values
 */
export function medianRemarks(
  tables: TrialTables,
  arms: readonly string[],
  { median: rule, weights }: MedianSettings,
): readonly string[] {
  return arms.flatMap((arm) =>
    curveList.flatMap((curve) => {
      const { curveTable, medianTable } = curve;
      const isStated = [curveTable, medianTable].every((table) => tables[table].some((row) => row.arm === arm));
      if (!isStated || weights[medianTable] === 0) return [];
      const pooled = poolSurvival(curve, tables[curveTable], arm);
      return rule === 'curve'
        ? withoutMedian(curve, arm, pooled)
        : weights[curveTable] === 0
          ? []
          : contradiction(curve, arm, { tables, pooled });
    }),
  );
}

function withoutMedian({ shortLabel }: Curve, arm: string, { median }: PooledSurvival): readonly string[] {
  if (median !== null) return [];
  return [
    `median ${shortLabel} of ${arm}: the pooled curve ends above 50 %, so the target is the mean of the trials' medians (eq. 18)`,
  ];
}

function contradiction(
  curve: Curve,
  arm: string,
  { tables, pooled }: { readonly tables: TrialTables; readonly pooled: PooledSurvival },
): readonly string[] {
  const { shortLabel, curveTable, medianTable } = curve;
  const mean = poolMedian(curve, tables[medianTable], arm).months;
  const ofCurve = pooled.median?.months;
  if (ofCurve === undefined) return [];
  if (Math.abs(mean - ofCurve) <= DIFFERENT_MONTHS * square(landmarkStep(pooled, ofCurve))) return [];
  const alone = distinctRows(tables[medianTable]).filter(
    (row) =>
      row.arm === arm && !tables[curveTable].some(({ trial, arm: other }) => trial === row.trial && other === arm),
  );
  const without =
    alone.length === 0 ? '' : `; a median and no curve: ${alone.map(({ trial, n }) => `${trial} (n ${n})`).join(', ')}`;
  return [
    `median ${shortLabel} of ${arm}: the mean of the trials' medians (eq. 18) is ${mean.toFixed(2)} months, the median of the pooled curve ` +
      `${ofCurve.toFixed(2)}, and no fit can meet both${without}; targets.median chooses the target`,
  ];
}
