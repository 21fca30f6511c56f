import { type BestRates, bestRateNames } from '../endpoints/best-response.js';
import { type Curve, type CurveName, type curves, forEachCurve } from '../endpoints/curves.js';
import { type Endpoint, type Rates, rateNames } from '../endpoints/endpoints.js';
import { type PooledMedian, poolMedian } from './pool-median.js';
import { poolBestResponse, poolResponse } from './pool-response.js';
import { type PooledSurvival, poolSurvival } from './pool-survival.js';
import {
  exponentialDensityAtMedian,
  medianStandardError,
  survivalStandardError,
  trialRateStandardError,
} from './standard-errors.js';
import type { TrialTables } from './trial-tables.js';

/** Pooled response rates; percent. */
export interface ResponseTarget extends Rates {
  readonly n: number;
  readonly standardErrors: Rates;
  readonly source: string;
}

/**
 * What the target of a median is: `mean` of the trials' medians (eq. 18), as in the paper, or the median of the pooled `curve` where the arm
 * has one that reaches 50 %.
 */
export const medianRules = ['mean', 'curve'] as const;
export type MedianRule = (typeof medianRules)[number];

/** Pooled median of a curve; months of 30.4375 days. */
export interface MedianTarget {
  /** Number of patients as in the paper, and with every patient counted once. */
  readonly n: number;
  readonly distinctPatients: number;
  /** Eq. 18 over all rows, as in the paper; and over the distinct rows. Of the pooled curve both are the same. */
  readonly months: number;
  readonly distinctMonths: number;
  /** Sampling error for the distinct patients. */
  readonly standardError: number;
  /** Basis of the density at the median. */
  readonly standardErrorBasis: 'pooled curve' | 'exponential curve';
  readonly source: string;
}

/** Pooled landmarks of a curve; percent at months of 30.4375 days. */
export interface LandmarksTarget {
  /** Number of patients of all curves, each counted once. */
  readonly n: number;
  readonly months: readonly number[];
  /** Number of patients of the curves that state each month. */
  readonly patients: readonly number[];
  readonly percent: readonly number[];
  readonly standardErrors: readonly number[];
  /** Median of the pooled curve, which differs from the pooled medians; null when the curve ends above 50 %. */
  readonly medianMonths: number | null;
  readonly source: string;
}

/** Targets of a time-to-event endpoint of one arm. */
export interface CurveTarget {
  readonly median: MedianTarget;
  readonly landmarks: LandmarksTarget;
}

/** The same where trials need not report it; null where none does. */
export type ReportedCurve = { readonly [Part in keyof CurveTarget]: CurveTarget[Part] | null };

/** Pooled best responses; percent. PD and NE are null where not every trial tells them apart. */
export interface BestResponseTarget extends BestRates<number | null> {
  readonly cr: number;
  readonly pr: number;
  readonly sd: number;
  readonly orr: number;
  readonly dcr: number;
  /** Number of patients, each counted once. */
  readonly n: number;
  readonly standardErrors: BestRates<number | null>;
  readonly source: string;
}

/** Clinical targets of one arm: every endpoint with its number of patients and sampling error. */
export interface ClinicalTargets {
  readonly arm: string;
  /** Null only where the trials report best responses alone. */
  readonly response: ResponseTarget | null;
  /** Null where no trial reports it. */
  readonly bestResponse: BestResponseTarget | null;
  readonly curves: {
    readonly [Name in CurveName]: (typeof curves)[Name]['required'] extends true ? CurveTarget : ReportedCurve;
  };
}

const sourceOf = (how: string, trials: readonly string[]): string => `${how}: ${trials.join('; ')}`;

function toResponseTarget(tables: TrialTables, arm: string): ResponseTarget {
  const { n, trials, ...rates } = poolResponse(tables.recist, arm);
  const errors = rateNames.map((rate) => [rate, trialRateStandardError({ percent: rates[rate], n })]);
  return {
    n,
    ...rates,
    standardErrors: Object.fromEntries(errors) as Rates,
    source: sourceOf('mean of trials weighted by patients (eq. 18)', trials),
  };
}

/** Best responses of an arm; null where no trial reports them. */
function toBestResponseTarget({ bestResponse }: TrialTables, arm: string): BestResponseTarget | null {
  const rows = bestResponse.filter((row) => row.arm === arm);
  if (rows.length === 0) return null;
  const { n, trials, ne, ...pooled } = poolBestResponse(rows, arm);
  const rates = { ...pooled, pd: ne === null ? null : pooled.pd, ne };
  const errorOf = (percent: number | null) => (percent === null ? null : trialRateStandardError({ percent, n }));
  const errors = bestRateNames.map((rate) => [rate, errorOf(rates[rate])]);
  return {
    n,
    ...rates,
    standardErrors: Object.fromEntries(errors) as BestRates<number | null>,
    source: sourceOf('mean of trials weighted by patients (eq. 18)', trials),
  };
}

function toMedianTarget({ trials, ...pooled }: PooledMedian, curve: PooledSurvival | null): MedianTarget {
  const densityPerMonth = curve?.median?.densityPerMonth ?? exponentialDensityAtMedian(pooled.distinctMonths);
  return {
    ...pooled,
    standardError: medianStandardError({ n: pooled.distinctPatients, densityPerMonth }),
    standardErrorBasis: (curve?.median ?? null) === null ? 'exponential curve' : 'pooled curve',
    source: sourceOf('mean of trial medians weighted by patients (eq. 18)', trials),
  };
}

function toLandmarksTarget({ n, months, patients, percent, median, trials }: PooledSurvival): LandmarksTarget {
  return {
    n,
    months,
    patients,
    percent,
    // At the start everybody is alive for certain
    standardErrors: percent.map((each, index) =>
      months[index] === 0 ? 0 : survivalStandardError({ percent: each, n: patients[index]! }),
    ),
    medianMonths: median === null ? null : median.months,
    source: sourceOf('mean of survival curves weighted by patients, none counted twice', trials),
  };
}

/** Median of the pooled curve as the target; null where the curve ends above 50 %. */
function curveMedianTarget({ n, median, trials }: PooledSurvival): MedianTarget | null {
  if (median === null) return null;
  const { months, densityPerMonth } = median;
  return {
    n,
    distinctPatients: n,
    months,
    distinctMonths: months,
    standardError: medianStandardError({ n, densityPerMonth }),
    standardErrorBasis: 'pooled curve',
    source: sourceOf('median of the mean of survival curves weighted by patients', trials),
  };
}

function toCurveTarget(curve: Curve, tables: TrialTables, arm: string, rule: MedianRule): ReportedCurve {
  const isStated = (rows: readonly { readonly arm: string }[]) => curve.required || rows.some((row) => row.arm === arm);
  const [curveRows, medianRows] = [tables[curve.curveTable], tables[curve.medianTable]];
  const pooled = isStated(curveRows) ? poolSurvival(curve, curveRows, arm) : null;
  const ofCurve = rule === 'curve' && pooled !== null ? curveMedianTarget(pooled) : null;
  const ofMedians = () => (isStated(medianRows) ? toMedianTarget(poolMedian(curve, medianRows, arm), pooled) : null);
  return { median: ofCurve ?? ofMedians(), landmarks: pooled === null ? null : toLandmarksTarget(pooled) };
}

/**
 * Pools the trial tables into one set of clinical targets per arm.
 *
 * @param tables - from `parseTrialTables`
 * @param arms - the requested arms
 * @param rule - what the target of a median is
 * @returns targets, in the order of the arms
 * @throws DataError - when a table that is required has no row for one of the arms: overall survival, and response or best response
 */
export function clinicalTargets(
  tables: TrialTables,
  arms: readonly string[],
  rule: MedianRule = 'mean',
): readonly ClinicalTargets[] {
  return arms.map((arm) => {
    const bestResponse = toBestResponseTarget(tables, arm);
    const hasResponse = bestResponse === null || tables.recist.some((row) => row.arm === arm);
    return {
      arm,
      response: hasResponse ? toResponseTarget(tables, arm) : null,
      bestResponse,
      // A required curve has both parts, or its rows were missed above
      curves: forEachCurve((curve) => toCurveTarget(curve, tables, arm, rule)) as ClinicalTargets['curves'],
    };
  });
}

/** A pooled endpoint with its sampling error and source; percent, and months for a median. */
export interface ClinicalValue {
  readonly value: number;
  /** Number of patients, each counted once. */
  readonly patients: number;
  /** Patients of the rows behind the value: more where a subgroup is listed in addition to its trial. */
  readonly pooledPatients: number;
  /** Sampling error. */
  readonly standardError: number;
  readonly source: string;
}

/** An endpoint of pooled targets; null where the trials do not report it. */
export function clinicalValue(targets: ClinicalTargets, endpoint: Endpoint): ClinicalValue | null {
  if (endpoint.kind === 'rate') return rateOf(targets.response, endpoint.rate);
  if (endpoint.kind === 'best') return rateOf(targets.bestResponse, endpoint.rate);
  const { median, landmarks }: ReportedCurve = targets.curves[endpoint.curve.name];
  if (endpoint.kind === 'median') {
    if (median === null) return null;
    const { months, n, distinctPatients, standardError, source } = median;
    return { value: months, patients: distinctPatients, pooledPatients: n, standardError, source };
  }
  if (landmarks === null) return null;
  const { months, patients, percent, standardErrors, source } = landmarks;
  const place = months.indexOf(endpoint.month);
  if (place < 0) return null;
  const n = patients[place]!;
  return { value: percent[place]!, patients: n, pooledPatients: n, standardError: standardErrors[place]!, source };
}

type RateTarget<Rate extends string> = Readonly<Record<Rate, number | null>> & {
  readonly n: number;
  readonly standardErrors: Readonly<Record<Rate, number | null>>;
  readonly source: string;
};

function rateOf<Rate extends string>(target: RateTarget<Rate> | null, rate: Rate): ClinicalValue | null {
  if (target === null) return null;
  const { n, standardErrors, source } = target;
  const [value, standardError] = [target[rate] as number | null, standardErrors[rate]];
  if (value === null || standardError === null) return null;
  return { value, patients: n, pooledPatients: n, standardError, source };
}
