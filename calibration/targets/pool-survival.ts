import type { Curve } from '../endpoints/curves.js';
import { type CurveMedian, curveMedian } from './curve-median.js';
import { countPatients, patientMean } from './patient-mean.js';
import { distinctRows, rowsOfArm } from './select-rows.js';
import type { SurvivalRow } from './trial-tables.js';

export interface PooledSurvival {
  /** Patients behind the curve, each counted once. */
  readonly n: number;
  /** Months that every pooled curve states; ascending, 0 at first. */
  readonly months: readonly number[];
  /** Percent alive at those months; never increasing. */
  readonly percent: readonly number[];
  /** Median of the pooled curve; null when it ends above 50 %. */
  readonly median: CurveMedian | null;
  readonly trials: readonly string[];
}

/**
 * Survival of one arm pooled over the trials: at each month the mean of the curves, weighted by n, no patient counted twice.
 *
 * Only months that every curve of the arm states are pooled, so that the same patients stand behind each point and the pooled
 * curve cannot rise.
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
