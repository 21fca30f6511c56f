import {
  type CoxCoefficient,
  type CoxTest,
  type CoxTies,
  coxRegression as fitCox,
  InputError,
  type WeightMeaning,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, type IntervalOptions } from './coverage.js';

/** Follow-up and covariates of a Cox regression. */
export interface CoxData {
  /** Follow-up times; any unit; length n; finite, >= 0. */
  readonly times: ArrayLike<number>;
  /** 1 for an event, 0 for censored; length n. */
  readonly observed: ArrayLike<number>;
  /** Covariates by name; each of n values. */
  readonly covariates: Readonly<Record<string, ArrayLike<number>>>;
  /** Stratum of each patient; each has a baseline hazard of its own; default: one stratum. */
  readonly strata?: ArrayLike<number>;
  /** Weight of each patient; default: 1. */
  readonly weights?: ArrayLike<number>;
}

/** How a Cox regression is computed. */
export interface CoxRegressionOptions extends IntervalOptions {
  /** Approximation for events at one time; default: Efron's. */
  readonly ties?: CoxTies;
  /** What weights are: numbers of patients, or sampling weights with robust errors; default: numbers of patients. */
  readonly weightsAre?: WeightMeaning;
}

/** A covariate of a Cox regression. */
export interface CoxTermResult {
  readonly name: string;
  /** Estimate with hazard ratio, interval and p; null where the data give the covariate none. */
  readonly coefficient: CoxCoefficient | null;
  /** `estimated`, or why there is no estimate: the likelihood is monotone in it, or it is not identified beside the others. */
  readonly status: string;
}

/** A Cox regression. */
export interface CoxRegression {
  /** `completed`; otherwise some covariates have no finite estimate, or the search did not converge. */
  readonly status: 'completed' | 'monotone' | 'not-identified' | 'not-converged';
  /** Patients and events. */
  readonly n: number;
  readonly events: number;
  /** One per covariate, in their order; empty where the search did not converge. */
  readonly terms: readonly CoxTermResult[];
  /** At coefficients of 0, and at the maximum. */
  readonly logLikelihood: readonly [atZero: number, reached: number];
  /** Covariance of the coefficients; null unless completed. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly likelihoodRatioTest: CoxTest | null;
  readonly waldTest: CoxTest | null;
  readonly scoreTest: CoxTest | null;
}

/**
 * Cox proportional-hazards regression by maximum partial likelihood.
 *
 * @param data - follow-up, covariates by name, strata, weights
 * @returns coefficients with hazard ratios; a covariate without a finite estimate is reported by its term
 * @throws InputError - when lengths differ, a value lies outside its domain, or there is no covariate
 * @see Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x (R: `coxph`, lifelines: `CoxPHFitter`)
 * @example
 * const fit = coxRegression({ times: [1, 2, 3, 4, 5, 6], observed: [1, 1, 0, 1, 1, 1], covariates: { arm: [0, 1, 0, 1, 0, 1] } });
 * console.log(fit.terms[0].coefficient?.hazardRatio);
 */
export function coxRegression(
  { covariates, ...data }: CoxData,
  { level = DEFAULT_LEVEL, ...options }: CoxRegressionOptions = {},
): CoxRegression {
  const names = Object.keys(covariates);
  if (names.length === 0) throw new InputError('coxRegression.covariates: must hold a covariate at least; got none');
  const fit = fitCox({ ...data, columns: Object.values(covariates) }, { ...options, level });
  const terms = fit.kind === 'not-converged' ? [] : fit.terms;
  return {
    status: fit.kind,
    n: fit.n,
    events: fit.deaths,
    terms: terms.map(({ kind, ...coefficient }, index) => ({
      name: names[index]!,
      status: kind,
      coefficient: kind === 'estimated' ? (coefficient as CoxCoefficient) : null,
    })),
    logLikelihood: fit.logLikelihood,
    covariance: fit.kind === 'completed' ? fit.covariance : null,
    likelihoodRatioTest: fit.kind === 'not-converged' ? null : fit.likelihoodRatioTest,
    waldTest: fit.kind === 'completed' || fit.kind === 'not-identified' ? fit.waldTest : null,
    scoreTest: fit.scoreTest,
  };
}
