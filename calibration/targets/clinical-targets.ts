import { type PooledMedianOs, poolMedianOs } from './pool-median-os.js';
import { poolResponse, type ResponseRates } from './pool-response.js';
import { type PooledSurvival, poolSurvival } from './pool-survival.js';
import {
  exponentialDensityAtMedian,
  medianStandardError,
  rateStandardError,
  survivalStandardError,
} from './standard-errors.js';
import type { TrialTables } from './trial-tables.js';

/** Pooled response rates; percent. */
export interface ResponseTarget extends ResponseRates {
  readonly n: number;
  readonly standardErrors: ResponseRates;
  readonly source: string;
}

/** Pooled median overall survival; months of 30.4375 days. */
export interface MedianOsTarget {
  /** Patients as the paper counts them, and counted once. */
  readonly n: number;
  readonly distinctPatients: number;
  /** Eq. 18 over all rows, as the paper did; and over the rows that hold every patient once. */
  readonly months: number;
  readonly distinctMonths: number;
  /** Sampling error for the distinct patients. */
  readonly standardError: number;
  /** Where the density at the median comes from. */
  readonly standardErrorBasis: 'pooled curve' | 'exponential curve';
  readonly source: string;
}

/** Pooled survival landmarks; percent at months of 30.4375 days. */
export interface SurvivalTarget {
  readonly n: number;
  readonly months: readonly number[];
  readonly percent: readonly number[];
  readonly standardErrors: readonly number[];
  /** Median of the pooled curve, which differs from the pooled medians; null when the curve ends above 50 %. */
  readonly medianMonths: number | null;
  readonly source: string;
}

/** What the trials say about one arm: every figure with the patients behind it and its sampling error. */
export interface ClinicalTargets {
  readonly arm: string;
  readonly response: ResponseTarget;
  readonly medianOs: MedianOsTarget;
  readonly survival: SurvivalTarget;
}

const sourceOf = (how: string, trials: readonly string[]): string => `${how}: ${trials.join('; ')}`;

function toResponseTarget(tables: TrialTables, arm: string): ResponseTarget {
  const { n, trials, ...rates } = poolResponse(tables.recist, arm);
  const errorOf = (percent: number): number => rateStandardError({ percent, n });
  return {
    n,
    ...rates,
    standardErrors: {
      cr: errorOf(rates.cr),
      pr: errorOf(rates.pr),
      sd: errorOf(rates.sd),
      pd: errorOf(rates.pd),
      orr: errorOf(rates.orr),
      dcr: errorOf(rates.dcr),
    },
    source: sourceOf('mean of trials weighted by patients (eq. 18)', trials),
  };
}

function toMedianOsTarget({ trials, ...pooled }: PooledMedianOs, curve: PooledSurvival): MedianOsTarget {
  const densityPerMonth = curve.median?.densityPerMonth ?? exponentialDensityAtMedian(pooled.distinctMonths);
  return {
    ...pooled,
    standardError: medianStandardError({ n: pooled.distinctPatients, densityPerMonth }),
    standardErrorBasis: curve.median === null ? 'exponential curve' : 'pooled curve',
    source: sourceOf('mean of trial medians weighted by patients (eq. 18)', trials),
  };
}

function toSurvivalTarget({ n, months, percent, median, trials }: PooledSurvival): SurvivalTarget {
  return {
    n,
    months,
    percent,
    standardErrors: percent.map((each) => survivalStandardError({ percent: each, n })),
    medianMonths: median === null ? null : median.months,
    source: sourceOf('mean of survival curves weighted by patients, none counted twice', trials),
  };
}

/**
 * Pools the trial tables into one set of clinical figures per arm.
 *
 * @param tables - as `parseTrialTables` reads them
 * @param arms - the arms wanted
 * @returns targets, in the order of the arms
 * @throws DataError - when a table has no row for one of the arms
 */
export function clinicalTargets(tables: TrialTables, arms: readonly string[]): readonly ClinicalTargets[] {
  return arms.map((arm) => {
    const curve = poolSurvival(tables.survival, arm);
    return {
      arm,
      response: toResponseTarget(tables, arm),
      medianOs: toMedianOsTarget(poolMedianOs(tables.medianOs, arm), curve),
      survival: toSurvivalTarget(curve),
    };
  });
}
