import type { Curve } from '../endpoints/curves.js';
import { type CurveMedian, curveMedian } from './curve-median.js';
import { countPatients, patientMean } from './patient-mean.js';
import { distinctRows, rowsOfArm } from './select-rows.js';
import { survivalBetweenMonths } from './survival-between-months.js';
import type { SurvivalRow } from './trial-tables.js';

export interface PooledSurvival {
  /** Number of patients of all pooled curves, each counted once. */
  readonly n: number;
  /** Months that at least one pooled curve states; ascending, 0 first. */
  readonly months: readonly number[];
  /** Number of patients of the curves that state each month. */
  readonly patients: readonly number[];
  /** Percent alive at those months; never increasing where every curve states every month. */
  readonly percent: readonly number[];
  /** Median of the pooled curve; null when it ends above 50 %. */
  readonly median: CurveMedian | null;
  readonly trials: readonly string[];
}

/**
 * Survival of one arm pooled over the trials: at each month the mean of the curves that state it, weighted by n; every patient is
 * counted once.
 *
 * The median is that of one curve of the same patients throughout: a curve that leaves out a month in between enters there with the
 * value between its own months (`survivalBetweenMonths`). Where all curves state the same months it is the median of `percent`.
 *
 * @param curve - the time-to-event endpoint
 * @param rows - its curves of all arms
 * @param arm - the arm
 * @returns the pooled curve and its median; percent and months of 30.4375 days
 * @throws DataError - when no trial reports the arm
 */
export function poolSurvival(curve: Curve, rows: readonly SurvivalRow[], arm: string): PooledSurvival {
  const pooled = distinctRows(rowsOfArm(curve.curveTable, rows, arm));
  const months = [...new Set(pooled.flatMap((row) => row.months))].sort((a, b) => a - b);
  const stating = months.map((month) => pooled.filter((row) => row.months.includes(month)));
  const percent = months.map((month, index) =>
    patientMean(stating[index]!, (row) => row.percent[row.months.indexOf(month)]!),
  );
  const filled = months.map((month) =>
    patientMean(
      pooled.filter((row) => month <= row.months.at(-1)!),
      (row) => survivalBetweenMonths(row, month),
    ),
  );
  return {
    n: countPatients(pooled),
    months,
    patients: stating.map(countPatients),
    percent,
    median: curveMedian({ months, percent: filled }),
    trials: [...new Set(pooled.map(({ trial }) => trial))],
  };
}
