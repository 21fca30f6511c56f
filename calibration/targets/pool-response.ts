import { type BestRates, bestRatesOf } from '../endpoints/best-response.js';
import { type Rates, ratesOfClasses } from '../endpoints/endpoints.js';
import { countPatients, patientMean } from './patient-mean.js';
import { distinctRows, rowsOfArm } from './select-rows.js';
import type { BestResponseRow, RecistRow } from './trial-tables.js';

/** Rates in percent, and their numbers of patients and trials. */
export interface PooledResponse extends Rates {
  /** Number of patients, each counted once. */
  readonly n: number;
  readonly trials: readonly string[];
}

/**
 * Response rates of one arm pooled over the trials, weighted by n (eq. 18); rows that are a subset of another are excluded.
 *
 * Each class is pooled separately, so the four add up to 100 as closely as those of the trials.
 *
 * @param rows - rows of all arms
 * @param arm - the arm
 * @returns rates in percent, and their numbers of patients and trials
 * @throws DataError - when no trial reports the arm
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18) and Table 1
 */
export function poolResponse(rows: readonly RecistRow[], arm: string): PooledResponse {
  const pooled = distinctRows(rowsOfArm('response rates', rows, arm));
  const rates = ratesOfClasses((name) => patientMean(pooled, (row) => row[`${name}Percent`]));
  const trials = pooled.map(({ trial }) => trial);
  return { n: countPatients(pooled), trials, ...rates };
}

/** Best responses in percent, and their numbers of patients and trials. */
export interface PooledBestResponse extends Omit<BestRates, 'ne'> {
  /** Null where a row does not tell patients who were not evaluable from those with PD. */
  readonly ne: number | null;
  readonly n: number;
  readonly trials: readonly string[];
}

/**
 * Best responses of one arm pooled over the trials, as {@link poolResponse} pools the classes of one visit.
 *
 * @param rows - rows of all arms
 * @param arm - the arm
 * @throws DataError - when no trial reports the arm
 */
export function poolBestResponse(rows: readonly BestResponseRow[], arm: string): PooledBestResponse {
  const pooled = distinctRows(rowsOfArm('best responses', rows, arm));
  const areApart = pooled.every(({ nePercent }) => nePercent !== null);
  const rates = bestRatesOf((name) => patientMean(pooled, (row) => row[`${name}Percent`] ?? 0));
  const trials = pooled.map(({ trial }) => trial);
  return { n: countPatients(pooled), trials, ...rates, ne: areApart ? rates.ne : null };
}
