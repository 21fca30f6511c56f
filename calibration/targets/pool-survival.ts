import type { Curve } from '../endpoints/curves.js';
import { type CurveMedian, curveMedian } from './curve-median.js';
import { countPatients, patientMean } from './patient-mean.js';
import { distinctRows, rowsOfArm } from './select-rows.js';
import type { SurvivalRow } from './trial-tables.js';

export interface PooledSurvival {
  /** Number of patients, each counted once. */
  readonly n: number;
  /** Months reported for every pooled curve; ascending, 0 first. */
  readonly months: readonly number[];
  /** Percent alive at those months; never increasing. */
  readonly percent: readonly number[];
  /** Median of the pooled curve; null when it ends above 50 %. */
  readonly median: CurveMedian | null;
  readonly trials: readonly string[];
}

/**
 * Survival of one arm pooled over the trials: at each month the mean of the curves, weighted by n; every patient is counted once.
 *
 * Only months reported for every curve of the arm are pooled: each point is then based on the same patients, and the pooled
 * curve never increases.
 *
 * @param curve - the time-to-event endpoint
 * @param rows - its curves of all arms
 * @param arm - the arm
 * @returns the pooled curve and its median; percent and months of 30.4375 days
 * @throws DataError - when no trial reports the arm
 */
export function poolSurvival(curve: Curve, rows: readonly SurvivalRow[], arm: string): PooledSurvival {
  const pooled = distinctRows(rowsOfArm(curve.curveTable, rows, arm));
  const months = pooled[0]!.months.filter((month) => pooled.every((row) => row.months.includes(month)));
  const percent = months.map((month) => patientMean(pooled, (row) => row.percent[row.months.indexOf(month)]!));
  const trials = [...new Set(pooled.map(({ trial }) => trial))];
  return { n: countPatients(pooled), months, percent, median: curveMedian({ months, percent }), trials };
}
