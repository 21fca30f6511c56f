import { distinctRows, rowsOfArm } from './select-rows.js';
import type { RecistRow } from './trial-tables.js';
import { countPatients, weightedMean } from './weighted-mean.js';

/** RECIST classes and the two rates made of them; percent. */
export interface ResponseRates {
  readonly cr: number;
  readonly pr: number;
  readonly sd: number;
  readonly pd: number;
  /** CR + PR. */
  readonly orr: number;
  /** CR + PR + SD. */
  readonly dcr: number;
}

export interface PooledResponse extends ResponseRates {
  /** Patients behind the rates, each counted once. */
  readonly n: number;
  readonly trials: readonly string[];
}

/**
 * Response rates of one arm pooled over the trials, weighted by n (eq. 18); rows that are a subset of another are left out.
 *
 * Each class is pooled by itself, so the four add up to 100 as closely as the trials' own figures do.
 *
 * @param rows - rows of all arms
 * @param arm - the arm
 * @returns rates in percent, and the patients and trials behind them
 * @throws DataError - when no trial reports the arm
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18) and Table 1
 */
export function poolResponse(rows: readonly RecistRow[], arm: string): PooledResponse {
  const pooled = distinctRows(rowsOfArm('response rates', rows, arm));
  const cr = weightedMean(pooled, (row) => row.crPercent);
  const pr = weightedMean(pooled, (row) => row.prPercent);
  const sd = weightedMean(pooled, (row) => row.sdPercent);
  const pd = weightedMean(pooled, (row) => row.pdPercent);
  const trials = pooled.map(({ trial }) => trial);
  return { n: countPatients(pooled), trials, cr, pr, sd, pd, orr: cr + pr, dcr: cr + pr + sd };
}
