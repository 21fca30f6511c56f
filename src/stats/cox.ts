import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { type CoxData, type CoxInput, type CoxTies, coxData } from './cox-data.js';
import { type CoxLikelihood, coxLikelihood, coxScoreResiduals } from './cox-likelihood.js';
import { isMonotoneAlong } from './cox-monotone.js';
import { halvedStep, LIKELIHOOD_ROUNDING } from './halved-step.js';
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

/** What is the same however the search ends. */
interface CoxCommon {
  readonly n: number;
  readonly deaths: number;
  readonly ties: CoxTies;
  /** At coefficients of 0, and where the search ended. */
  readonly logLikelihood: readonly [atZero: number, reached: number];
  /** At coefficients of 0, robust under sampling weights; null where the covariates tell no death from the others at risk. */
  readonly scoreTest: CoxTest | null;
  readonly iterations: number;
}

/**
 * A Cox regression, by how it ended. `monotone`: the likelihood increases without bound along `direction` (per unit of the covariates,
 * 1 at most), so coefficients with a non-zero part in it have no finite estimate. `not-identified`: the covariates
 * `columns` are, in the risk sets, constant or linear functions of the others.
 */
export type CoxFit =
  | (CoxCommon & {
      readonly kind: 'completed';
      readonly coefficients: readonly CoxCoefficient[];
      /** Of the coefficients; robust under sampling weights. */
      readonly covariance: readonly (readonly number[])[];
      readonly waldTest: CoxTest;
      /** null under sampling weights, where twice the difference of log likelihoods has no chi-square distribution. */
      readonly likelihoodRatioTest: CoxTest | null;
    })
  | (CoxCommon & {
      readonly kind: 'monotone';
      readonly direction: readonly number[];
      readonly likelihoodRatioTest: CoxTest | null;
    })
  | (CoxCommon & { readonly kind: 'not-identified'; readonly columns: readonly number[] })
  | (CoxCommon & { readonly kind: 'not-converged' });

const MAX_ITERATIONS = 60;
/** Largest Newton step at convergence, per 1 + |coefficient| in standard deviations: taken once more, its square is left. */
const STEP_TOLERANCE = 1e-9;
/** Newton steps of a monotone likelihood tend to its direction; by this margin they have reached it. */
const BORDER_TOLERANCE = 1e-6;
/** Share of a covariate's information that the others must leave. */
const LEAST_LEFT = 1e-12;

/**
 * Cox proportional hazards regression by maximum partial likelihood (Newton's method, step halved while the likelihood
 * falls).
 *
 * hazard(t | x) = baseline_s(t) exp(sum_j b_j x_j) in stratum s. Standard errors are those of the inverse information, or
 * under sampling weights of the sandwich with weighted score residuals. Likelihoods without a maximum are found by
 * checking each covariate alone, and the direction of every Newton step. Costs n k^2 per iteration.
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
  const data = coxData(input, 'coxRegression');
  const zero = data.scales.map(() => 0);
  const atZero = coxLikelihood(data, zero, ties);
  const isRobust = weightsAre === 'sampling' && input.weights !== undefined;
  const found = search(data, atZero, ties);
  const logLikelihood = [atZero.logLikelihood, found.logLikelihood] as const;
  const scoreVariance = isRobust ? spreadOfScores(data, zero, ties) : atZero.information;
  const common: CoxCommon = {
    n: input.times.length,
    deaths: data.deaths,
    ties,
    logLikelihood,
    scoreTest: testOf(inverseForm(scoreVariance, atZero.score)),
    iterations: found.iterations,
  };
  const { kind } = found;
  if (kind === 'not-converged') return { ...common, kind };
  if (kind === 'not-identified') return { ...common, kind, columns: found.columns };
  const ratio = isRobust
    ? null
    : testOf({ value: Math.max(0, 2 * (logLikelihood[1] - logLikelihood[0])), rank: data.scales.length });
  if (kind === 'monotone') {
    const perUnit = found.direction.map((part, j) => part / data.scales[j]!);
    const largest = Math.max(...perUnit.map(Math.abs));
    const direction = perUnit.map((part) => (Math.abs(part) > BORDER_TOLERANCE * largest ? part / largest : 0));
    return { ...common, kind, direction, likelihoodRatioTest: ratio };
  }
  const { coefficients, inverse } = found;
  const scaled = isRobust ? sandwich(inverse, spreadOfScores(data, coefficients, ties)) : inverse;
  const covariance = data.scales.map((a, j) => data.scales.map((b, l) => scaled.get(j, l) / a / b));
  const estimates = coefficients.map((b, j) => b / data.scales[j]!);
  return {
    ...common,
    kind,
    coefficients: estimates.map((estimate, j) => coefficientOf(estimate, covariance[j]![j]!, level)),
    covariance,
    waldTest: testOf(inverseForm(covariance, estimates)) ?? { statistic: 0, degreesOfFreedom: 0, p: 1 },
    likelihoodRatioTest: ratio,
  };
}

function coefficientOf(estimate: number, variance: number, level: number): CoxCoefficient {
  const interval = normalInterval(estimate, Math.sqrt(variance), level);
  return {
    ...interval,
    hazardRatio: Math.exp(estimate),
    hazardRatioLow: Math.exp(interval.low),
    hazardRatioHigh: Math.exp(interval.high),
  };
}

function testOf({ value, rank }: { readonly value: number; readonly rank: number }): CoxTest | null {
  return rank > 0 ? { statistic: value, degreesOfFreedom: rank, p: chiSquareTail(value, rank) } : null;
}

type Found = { readonly logLikelihood: number; readonly iterations: number } & (
  | { readonly kind: 'completed'; readonly coefficients: readonly number[]; readonly inverse: Matrix }
  | { readonly kind: 'monotone'; readonly direction: readonly number[] }
  | { readonly kind: 'not-identified'; readonly columns: readonly number[] }
  | { readonly kind: 'not-converged' }
);

function search(data: CoxData, atZero: CoxLikelihood, ties: CoxTies): Found {
  const zero = data.scales.map(() => 0);
  let coefficients: readonly number[] = zero;
  let current = atZero;
  let iterations = 0;
  const ended = () => ({ logLikelihood: current.logLikelihood, iterations });
  const columns = dependentColumns(atZero.information, data.deaths);
  if (columns.length > 0) return { ...ended(), kind: 'not-identified', columns };
  const axes = zero.flatMap((_, axis) => [1, -1].map((sign) => zero.map((__, j) => (j === axis ? sign : 0))));
  const endless = axes.find((axis) => isMonotoneAlong(data, axis, 0));
  for (iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    const information = choleskyOf(current);
    if (!information.isPositiveDefinite()) break;
    const step = information.solve(Matrix.columnVector([...current.score])).getColumn(0);
    const isSmall = step.every((change, j) => Math.abs(change) <= STEP_TOLERANCE * (1 + Math.abs(coefficients[j]!)));
    if (isSmall && endless === undefined) {
      coefficients = coefficients.map((b, j) => b + step[j]!);
      current = coxLikelihood(data, coefficients, ties);
      return { ...ended(), kind: 'completed', coefficients, inverse: inverseOf(current) };
    }
    const [from, along] = [coefficients, step];
    const next = halvedStep(
      current.logLikelihood,
      (share) => {
        const tried = from.map((b, j) => b + share * along[j]!);
        return { coefficients: tried, likelihood: coxLikelihood(data, tried, ties) };
      },
      ({ likelihood }) => likelihood.logLikelihood,
    );
    const gained = next.likelihood.logLikelihood - current.logLikelihood;
    ({ coefficients, likelihood: current } = next);
    if (endless !== undefined) {
      // Its supremum is approached as fast as 1 / e a step
      if (!(gained > LIKELIHOOD_ROUNDING * Math.abs(current.logLikelihood))) break;
    } else if (isMonotoneAlong(data, step, BORDER_TOLERANCE)) {
      return { ...ended(), kind: 'monotone', direction: step };
    }
  }
  if (endless !== undefined) return { ...ended(), kind: 'monotone', direction: endless };
  return { ...ended(), kind: 'not-converged' };
}

function choleskyOf({ information }: CoxLikelihood): CholeskyDecomposition {
  return new CholeskyDecomposition(new Matrix(information.map((row) => [...row])));
}

function inverseOf(likelihood: CoxLikelihood): Matrix {
  return choleskyOf(likelihood).solve(Matrix.eye(likelihood.score.length));
}

/** Columns whose information is a linear function of that of the columns before them, or none at all. */
function dependentColumns(information: readonly Float64Array[], deaths: number): readonly number[] {
  const kept: number[] = [];
  return [...information.keys()].filter((column) => {
    const own = information[column]![column]!;
    // In standard deviations, squared, per death
    if (!(own > LEAST_LEFT * Math.max(1, deaths))) return true;
    const block = kept.map((row) => kept.map((other) => information[row]![other]!));
    const explained = inverseForm(
      block,
      kept.map((row) => information[row]![column]!),
    ).value;
    if (!(own - explained > 1e-10 * own)) return true;
    kept.push(column);
    return false;
  });
}

/** Sum over patients of squared weights times the outer product of their score residuals. */
function spreadOfScores(data: CoxData, coefficients: readonly number[], ties: CoxTies): readonly Float64Array[] {
  const residuals = coxScoreResiduals(data, coefficients, ties);
  return residuals.map((first) =>
    Float64Array.from(residuals, (second) =>
      data.weights.reduce((sum, weight, place) => sum + weight ** 2 * first[place]! * second[place]!, 0),
    ),
  );
}

function sandwich(inverse: Matrix, spread: readonly Float64Array[]): Matrix {
  return inverse.mmul(new Matrix(spread.map((row) => [...row]))).mmul(inverse);
}
