import { type Curve, type CurveName, forEachCurve } from '../../endpoints/curves.js';
import type { Rates } from '../../endpoints/endpoints.js';
import type { CurveMedian } from '../curve-median.js';
import { countPatients, patientMean } from '../patient-mean.js';
import { type PooledBestResponse, poolBestResponse, poolResponse } from '../pool-response.js';
import { poolSurvival } from '../pool-survival.js';
import { distinctRows } from '../select-rows.js';
import type { TrialRow } from '../trial-row.js';
import { allRows, mapTables, type TrialTables } from '../trial-tables.js';

/** A time-to-event endpoint of one arm, pooled; null where no row reports it. */
export interface PooledCurve {
  /** Mean of the trials' medians; months of 30.4375 days. */
  readonly median: { readonly n: number; readonly months: number } | null;
  /** Percent without the event at the months that curves state, and the pooled curve's median. */
  readonly landmarks: {
    readonly n: number;
    readonly months: readonly number[];
    /** Number of patients of the curves that state each month. */
    readonly patients: readonly number[];
    readonly percent: readonly number[];
    readonly median: CurveMedian | null;
  } | null;
}

/** Pooled endpoints of one arm. */
export interface PooledEndpoints {
  /** Percent; null where no row reports a response. */
  readonly response: (Rates & { readonly n: number }) | null;
  /** Percent; null where no row reports best responses. */
  readonly bestResponse: Omit<PooledBestResponse, 'trials'> | null;
  readonly curves: Readonly<Record<CurveName, PooledCurve>>;
}

export interface ArmPooling {
  readonly arm: string;
  /** Over all rows, as in the paper: patients in two rows are counted twice. */
  readonly allRows: PooledEndpoints;
  /** Over distinct rows: every patient is counted once. */
  readonly distinct: PooledEndpoints;
}

/**
 * Pools the endpoints of one arm by eq. 18, over all rows and over the distinct rows, in which every patient is counted once.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @returns both sets of pooled endpoints
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18)
 */
export function poolBothWays(tables: TrialTables, arm: string): ArmPooling {
  const asOwn = mapTables(tables, (rows) => rows.map((row) => ({ ...row, subsetOf: null })));
  return {
    arm,
    allRows: pooledEndpoints(asOwn, arm),
    distinct: pooledEndpoints(tables, arm),
  };
}

/** Pools the distinct rows of one arm, in which every patient is counted once. */
export function pooledEndpoints(tables: TrialTables, arm: string): PooledEndpoints {
  const { recist, bestResponse } = tables;
  return {
    response: recist.some(isOf(arm)) ? responseOf(recist, arm) : null,
    bestResponse: bestResponse.some(isOf(arm)) ? bestResponseOf(bestResponse, arm) : null,
    curves: forEachCurve((curve) => pooledCurve(curve, tables, arm)),
  };
}

const isOf =
  (arm: string) =>
  (row: TrialRow): boolean =>
    row.arm === arm;

function pooledCurve(curve: Curve, tables: TrialTables, arm: string): PooledCurve {
  const medians = distinctRows(tables[curve.medianTable].filter(isOf(arm)));
  const rows = tables[curve.curveTable];
  return {
    median:
      medians.length === 0
        ? null
        : { n: countPatients(medians), months: patientMean(medians, (row) => row.medianMonths) },
    landmarks: rows.some(isOf(arm)) ? landmarksOf(curve, rows, arm) : null,
  };
}

function responseOf(recist: TrialTables['recist'], arm: string): PooledEndpoints['response'] {
  const { trials: _, ...response } = poolResponse(recist, arm);
  return response;
}

function bestResponseOf(rows: TrialTables['bestResponse'], arm: string): PooledEndpoints['bestResponse'] {
  const { trials: _, ...pooled } = poolBestResponse(rows, arm);
  return pooled;
}

function landmarksOf(curve: Curve, rows: TrialTables[Curve['curveTable']], arm: string): PooledCurve['landmarks'] {
  const { trials: _, ...landmarks } = poolSurvival(curve, rows, arm);
  return landmarks;
}

/** Arms of all tables, in the order of their first row. */
export function armsOf(tables: TrialTables): readonly string[] {
  return [...new Set(allRows(tables).map(({ arm }) => arm))];
}
