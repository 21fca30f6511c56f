import type { Curve } from '../endpoints/curves.js';
import { countPatients, patientMean } from './patient-mean.js';
import { distinctRows, rowsOfArm } from './select-rows.js';
import type { MedianRow } from './trial-tables.js';

export interface PooledMedian {
  /** Number of patients as in the paper: a subgroup listed in addition to its trial is counted again. */
  readonly n: number;
  /** Patients counted once. */
  readonly distinctPatients: number;
  /** Weighted mean of the medians over all rows, as in the paper; months of 30.4375 days. */
  readonly months: number;
  /** The same over the distinct rows. */
  readonly distinctMonths: number;
  /** Trials behind `months`, subgroups included. */
  readonly trials: readonly string[];
}

/**
 * Median of a curve of one arm pooled over the trials: the mean of the trials' medians, weighted by n (eq. 18).
 *
 * A mean of medians is not the median of the pooled patients, which `poolSurvival` estimates.
 *
 * @param curve - the curve
 * @param rows - its medians of all arms
 * @param arm - the arm
 * @returns the pooled median with and without patients listed twice; months
 * @throws DataError - when no trial reports the arm
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18) and Table 1
 */
export function poolMedian(curve: Curve, rows: readonly MedianRow[], arm: string): PooledMedian {
  const all = rowsOfArm(curve.medianSummary, rows, arm);
  const distinct = distinctRows(all);
  return {
    n: countPatients(all),
    distinctPatients: countPatients(distinct),
    months: patientMean(all, (row) => row.medianMonths),
    distinctMonths: patientMean(distinct, (row) => row.medianMonths),
    trials: [...new Set(all.map(({ trial }) => trial))],
  };
}
