import { Matrix } from 'ml-matrix';
import { exp, square } from '../numerics/elementary.js';
import { type CoxData, type CoxInput, type CoxTies, coxData } from './cox-data.js';
import { coxLikelihood, coxScoreResiduals } from './cox-likelihood.js';
import { type CoxLoss, type CoxMaximum, searchCox } from './cox-search.js';
import { chiSquareTail } from './heterogeneity.js';
import { inverseForm } from './inverse-form.js';
import { type NormalEstimate, normalInterval } from './normal-interval.js';
import type { WeightMeaning } from './risk-table.js';

export interface CoxOptions {
  /** Default: Efron. */
  readonly ties?: CoxTies | undefined;
  /** Coverage of the intervals; proportion in (0, 1); default 0.95. */
  readonly level?: number | undefined;
  /** What the weights are; default: numbers of patients. */
  readonly weightsAre?: WeightMeaning | undefined;
}

/** A chi-square test that all coefficients are 0. */
export interface CoxTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

export interface CoxCoefficient extends NormalEstimate {
  /** exp(estimate), per unit of the covariate, with the ends of its Wald interval. */
  readonly hazardRatio: number;
  readonly hazardRatioLow: number;
  readonly hazardRatioHigh: number;
}

/** A term of a regression: estimated, or lost for itself alone. */
export type CoxTerm = ({ readonly kind: 'estimated' } & CoxCoefficient) | { readonly kind: CoxLoss };

/** What is the same however the search ends. */
export interface CoxCommon {
  /** Patients and deaths: rows, or the patients that they count for. */
  readonly n: number;
  readonly deaths: number;
  readonly ties: CoxTies;
  /** At coefficients of 0, and where the search ended: the maximum, or the limit of a monotone likelihood. */
  readonly logLikelihood: readonly [atZero: number, reached: number];
  /** At coefficients of 0, robust under sampling weights; null where the covariates tell no death from the others at risk. */
  readonly scoreTest: CoxTest | null;
  readonly iterations: number;
}

/** What a search that ended leaves. */
export interface CoxEnded extends CoxCommon {
  /** One per covariate. */
  readonly terms: readonly CoxTerm[];
  /** On as many degrees as covariates have information; null without, and under sampling weights, where it has no chi-square distribution. */
  readonly likelihoodRatioTest: CoxTest | null;
}

/**
 * A Cox regression, by how it ended. `completed`: every covariate has an estimate. `monotone`: the likelihood increases without
 * bound, first along `direction` (per unit of the covariates, 1 at most); the other terms are those of its limit.
 * `not-identified`: the covariates `columns` are, in the risk sets, constant or linear functions of the others, which are estimated
 * without them.
 */
export type CoxFit =
  | (CoxEnded & {
      readonly kind: 'completed';
      readonly coefficients: readonly CoxCoefficient[];
      /** Of the coefficients; robust under sampling weights. */
      readonly covariance: readonly (readonly number[])[];
      readonly waldTest: CoxTest;
    })
  | (CoxEnded & { readonly kind: 'monotone'; readonly direction: readonly number[] })
  | (CoxEnded & {
      readonly kind: 'not-identified';
      readonly columns: readonly number[];
      /** Of the terms with an estimate; null where there is none. */
      readonly waldTest: CoxTest | null;
    })
  | (CoxCommon & { readonly kind: 'not-converged' });

/** Parts of a direction, as shares of the largest, that are rounding. */
const NO_PART = 1e-6;

/**
 * Cox proportional hazards regression by maximum partial likelihood (Newton's method, step halved while the likelihood
 * falls).
 *
 * hazard(t | x) = baseline_s(t) exp(sum_j b_j x_j) in stratum s. Standard errors are those of the inverse information, or
 * under sampling weights of the sandwich with weighted score residuals. A covariate without a finite estimate is lost for itself
 * alone (see `searchCox`). Weights that count patients give what a row for each patient would give. Costs n k^2 per iteration.
 *
 * @param input - follow-up, k >= 1 covariates, strata, weights
 * @param options - ties, level, meaning of the weights
 * @returns the fit, by how it ended
 * @throws InputError - when lengths differ or a value lies outside its domain
 * @see Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x; Therneau & Grambsch 2000, Modeling Survival Data
 */
export function coxRegression(
  input: CoxInput,
  { ties = 'efron', level = 0.95, weightsAre = 'patients' }: CoxOptions = {},
): CoxFit {
  const data = coxData({ ...input, weightsAre }, 'coxRegression');
  const zero = data.scales.map(() => 0);
  const atZero = coxLikelihood(data, zero, ties);
  const isRobust = weightsAre === 'sampling' && input.weights !== undefined;
  const found = searchCox(data, atZero, ties);
  // What is left of the scores of a constant column is rounding, which a robust variance cannot tell from information
  const varying = [...zero.keys()].filter((column) => found?.losses[column] !== 'constant');
  const scoreVariance = isRobust ? spreadOfScores(data, zero, ties) : atZero.information;
  const common: CoxCommon = {
    n: data.patients,
    deaths: data.deaths,
    ties,
    logLikelihood: [atZero.logLikelihood, found?.logLikelihood ?? atZero.logLikelihood],
    scoreTest: testOf(
      inverseForm(
        varying.map((row) => varying.map((column) => scoreVariance[row]![column]!)),
        varying.map((column) => atZero.score[column]!),
      ),
    ),
    iterations: found?.iterations ?? 0,
  };
  if (found === null) return { ...common, kind: 'not-converged' };
  const { losses, direction, active, inverse } = found;
  const estimated = active.filter((column) => losses[column] === null);
  const covariance = inverse === null ? [] : covarianceOf(found, inverse, isRobust ? ties : null);
  const within = estimated.map((column) => active.indexOf(column));
  const estimates = within.map((place) => found.coefficients[place]! / data.scales[active[place]!]!);
  const own = within.map((row) => within.map((column) => covariance[row]![column]!));
  const coefficients = estimates.map((estimate, index) => coefficientOf(estimate, own[index]![index]!, level));
  const gain = Math.max(0, 2 * (common.logLikelihood[1] - common.logLikelihood[0]));
  const rank = losses.filter((loss) => loss !== 'constant' && loss !== 'collinear').length;
  const ended: CoxEnded = {
    ...common,
    terms: losses.map((loss, column) =>
      loss === null ? { kind: 'estimated', ...coefficients[estimated.indexOf(column)]! } : { kind: loss },
    ),
    likelihoodRatioTest: isRobust ? null : testOf({ value: gain, rank }),
  };
  if (direction !== null) return { ...ended, kind: 'monotone', direction: perUnit(direction, data) };
  const waldTest = testOf(inverseForm(own, estimates));
  if (estimated.length < losses.length) {
    return { ...ended, kind: 'not-identified', columns: columnsLost(losses), waldTest };
  }
  return {
    ...ended,
    kind: 'completed',
    coefficients,
    covariance: own,
    waldTest: waldTest ?? { statistic: 0, degreesOfFreedom: 0, p: 1 },
  };
}

const columnsLost = (losses: readonly (CoxLoss | null)[]) =>
  [...losses.keys()].filter((column) => losses[column] !== null);

/** A direction per unit of the covariates, 1 at most, without rounding. */
function perUnit(direction: readonly number[], { scales }: CoxData): readonly number[] {
  const parts = direction.map((part, j) => part / scales[j]!);
  const largest = Math.max(...parts.map(Math.abs));
  return parts.map((part) => (Math.abs(part) > NO_PART * largest ? part / largest : 0));
}

/** Covariance of the coefficients of the columns that the search moved, per unit of them; of the sandwich where ties are given. */
function covarianceOf(
  { data, active, coefficients }: CoxMaximum,
  inverse: Matrix,
  robustTies: CoxTies | null,
): readonly (readonly number[])[] {
  const scaled = robustTies === null ? inverse : sandwich(inverse, spreadOfScores(data, coefficients, robustTies));
  return active.map((a, j) => active.map((b, l) => scaled.get(j, l) / data.scales[a]! / data.scales[b]!));
}

function coefficientOf(estimate: number, variance: number, level: number): CoxCoefficient {
  const interval = normalInterval(estimate, Math.sqrt(variance), level);
  return {
    ...interval,
    hazardRatio: exp(estimate),
    hazardRatioLow: exp(interval.low),
    hazardRatioHigh: exp(interval.high),
  };
}

function testOf({ value, rank }: { readonly value: number; readonly rank: number }): CoxTest | null {
  return rank > 0 ? { statistic: value, degreesOfFreedom: rank, p: chiSquareTail(value, rank) } : null;
}

/** Sum over patients of squared weights times the outer product of their score residuals. */
function spreadOfScores(data: CoxData, coefficients: readonly number[], ties: CoxTies): readonly Float64Array[] {
  const residuals = coxScoreResiduals(data, coefficients, ties);
  return residuals.map((first) =>
    Float64Array.from(residuals, (second) =>
      data.weights.reduce((sum, weight, place) => sum + square(weight) * first[place]! * second[place]!, 0),
    ),
  );
}

function sandwich(inverse: Matrix, spread: readonly Float64Array[]): Matrix {
  return inverse.mmul(new Matrix(spread.map((row) => [...row]))).mmul(inverse);
}
