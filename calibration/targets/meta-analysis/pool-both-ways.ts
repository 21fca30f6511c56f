import type { CurveMedian } from '../curve-median.js';
import { poolResponse, type ResponseRates } from '../pool-response.js';
import { poolSurvival } from '../pool-survival.js';
import { distinctRows } from '../select-rows.js';
import type { TrialRow } from '../trial-row.js';
import type { TrialTables } from '../trial-tables.js';
import { countPatients, weightedMean } from '../weighted-mean.js';

/** What the rows of one arm give when they are pooled; null where no row states such figures. */
export interface PooledFigures {
  /** Percent. */
  readonly response: (ResponseRates & { readonly n: number }) | null;
  /** Mean of the trials' medians; months of 30.4375 days. */
  readonly medianOs: { readonly n: number; readonly months: number } | null;
  /** Percent alive at the months that all curves state, and the pooled curve's median. */
  readonly survival: {
    readonly n: number;
    readonly months: readonly number[];
    readonly percent: readonly number[];
    readonly median: CurveMedian | null;
  } | null;
}

export interface BothWays {
  readonly arm: string;
  /** Over all rows, as the paper pools: patients that two rows hold count twice. */
  readonly allRows: PooledFigures;
  /** Over the rows that hold every patient once. */
  readonly distinct: PooledFigures;
}

/**
 * Pools the figures of one arm by eq. 18, over all rows and over the rows that hold every patient once.
 *
 * @param tables - clinical figures
 * @param arm - the arm
 * @returns both sets of figures
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18)
 */
export function poolBothWays(tables: TrialTables, arm: string): BothWays {
  const asOwn = <Row extends TrialRow>(rows: readonly Row[]) => rows.map((row) => ({ ...row, subsetOf: null }));
  const { recist, medianOs, survival } = tables;
  return {
    arm,
    allRows: pooledFigures({ recist: asOwn(recist), medianOs: asOwn(medianOs), survival: asOwn(survival) }, arm),
    distinct: pooledFigures(tables, arm),
  };
}

/** Pools the rows of one arm that hold every patient once. */
export function pooledFigures({ recist, medianOs, survival }: TrialTables, arm: string): PooledFigures {
  const isOfArm = (row: TrialRow): boolean => row.arm === arm;
  const medians = distinctRows(medianOs.filter(isOfArm));
  return {
    response: recist.some(isOfArm) ? responseOf(recist, arm) : null,
    medianOs:
      medians.length === 0
        ? null
        : { n: countPatients(medians), months: weightedMean(medians, (row) => row.medianOsMonths) },
    survival: survival.some(isOfArm) ? survivalOf(survival, arm) : null,
  };
}

function responseOf(recist: TrialTables['recist'], arm: string): PooledFigures['response'] {
  const { trials: _, ...response } = poolResponse(recist, arm);
  return response;
}

function survivalOf(rows: TrialTables['survival'], arm: string): PooledFigures['survival'] {
  const { trials: _, ...survival } = poolSurvival(rows, arm);
  return survival;
}

/** Arms that any table holds, in the order of their first row. */
export function armsOf({ recist, medianOs, survival }: TrialTables): readonly string[] {
  return [...new Set([...recist, ...medianOs, ...survival].map(({ arm }) => arm))];
}
