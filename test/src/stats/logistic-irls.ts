import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../../../src/errors.js';
import { type Separation, separationAlong } from '../../../src/stats/separation.js';
import { splitByLabel } from '../../../src/stats/split-by-label.js';
import { standardise } from '../../../src/stats/standardise.js';

/** A logistic regression fitted by maximum likelihood. */
export interface LogisticFit {
  readonly intercept: number;
  /** Per unit of each column. */
  readonly weights: readonly number[];
  /** Per standard deviation of each column. */
  readonly standardisedWeights: readonly number[];
  /** Of the intercept and of `weights`, from the inverse of the information; null where the fit did not converge. */
  readonly standardErrors: { readonly intercept: number; readonly weights: readonly number[] } | null;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Other than `none`: the likelihood has no maximum, and the weights are those at which that was noticed. */
  readonly separation: Separation;
}

const MAX_ITERATIONS = 50;
const MAX_HALVINGS = 30;
/** Largest Newton step at convergence, per 1 + |weight|: Newton squares the error, so what is left is rounding. */
const STEP_TOLERANCE = 1e-10;
/** Newton steps of a quasi-separated fit tend to the separating direction; by this margin they have reached it. */
const BORDER_TOLERANCE = 1e-6;
/** Fall of the log-likelihood, per its size, that rounding alone can cause. */
const LIKELIHOOD_ROUNDING = 1e-12;
/** Share of a column's weighted variance that the others must leave, else the information matrix is singular. */
const LEAST_UNEXPLAINED_VARIANCE = 1e-12;

/**
 * Logistic regression by iteratively reweighted least squares (Newton's method, step halved while the likelihood falls).
 *
 * P(label = 1) = 1 / (1 + exp(-eta)), eta = intercept + sum_j weight_j column_j. Each step solves
 * (X'WX) step = X'(y - p) with W = diag(p (1 - p)), in float64 on standardised columns.
 *
 * @param columns - k >= 0 columns of n values; each in its own unit; finite, varying, not collinear
 * @param labels - 1 or 0 per row; length n; both occur
 * @returns weights, standard errors, log-likelihood, and whether the fit converged or the labels are separated
 * @throws InputError - when lengths differ, a value is not finite, a label is not 0 or 1 or is absent, a column is
 * constant, or columns are collinear
 * @see McCullagh & Nelder 1989, Generalized Linear Models, section 4.4, doi:10.1201/9780203753736
 */
export function logisticIrls(columns: readonly ArrayLike<number>[], labels: ArrayLike<number>): LogisticFit {
  const standardised = columns.map((column, index) => standardise(column, `logisticIrls.columns[${index}]`));
  const rowCount = labels.length;
  const ones = new Float64Array(rowCount).fill(1);
  splitByLabel(ones, labels, 'logisticIrls');
  const design = [ones, ...standardised.map((column) => column.values)];
  design.forEach((column, index) => {
    if (column.length !== rowCount) {
      throw new InputError(`logisticIrls.columns[${index - 1}]: must hold ${rowCount} values; got ${column.length}`);
    }
  });
  const { coefficients, inverseInformation, ...outcome } = newton(design, labels);
  const slopes = coefficients.slice(1);
  const toUnit = [1, ...standardised.map((column) => -column.mean / column.standardDeviation)];
  return {
    intercept: coefficients.reduce((sum, value, index) => sum + value * toUnit[index]!, 0),
    weights: slopes.map((value, index) => value / standardised[index]!.standardDeviation),
    standardisedWeights: slopes,
    standardErrors: inverseInformation && {
      intercept: Math.sqrt(quadraticForm(inverseInformation, toUnit)),
      weights: standardised.map(
        (column, index) => Math.sqrt(inverseInformation.get(index + 1, index + 1)) / column.standardDeviation,
      ),
    },
    ...outcome,
  };
}

function newton(design: readonly Float64Array[], labels: ArrayLike<number>) {
  let coefficients = design.map(() => 0);
  let eta = linearPredictor(design, coefficients);
  let logLikelihood = logLikelihoodOf(eta, labels);
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    const information = choleskyOfInformation(design, eta);
    const step = information.solve(scoreVector(design, eta, labels)).getColumn(0);
    const converged = step.every(
      (change, index) => Math.abs(change) <= STEP_TOLERANCE * (1 + Math.abs(coefficients[index]!)),
    );
    if (converged) {
      const inverseInformation = information.solve(Matrix.eye(design.length));
      return { coefficients, inverseInformation, logLikelihood, iterations, converged, separation: 'none' as const };
    }
    let share = 1;
    let next = { coefficients, eta, logLikelihood };
    for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++, share /= 2) {
      const tried = coefficients.map((value, index) => value + share * step[index]!);
      const triedEta = linearPredictor(design, tried);
      next = { coefficients: tried, eta: triedEta, logLikelihood: logLikelihoodOf(triedEta, labels) };
      if (next.logLikelihood >= logLikelihood - LIKELIHOOD_ROUNDING * Math.abs(logLikelihood)) break;
    }
    ({ coefficients, eta, logLikelihood } = next);
    const ofStep = separationAlong(linearPredictor(design, step), labels, BORDER_TOLERANCE);
    const separation = separationAlong(eta, labels, 0) === 'complete' ? 'complete' : ofStep;
    if (separation !== 'none') {
      return { coefficients, inverseInformation: null, logLikelihood, iterations, converged: false, separation };
    }
  }
  const separation: Separation = 'none';
  return {
    coefficients,
    inverseInformation: null,
    logLikelihood,
    iterations: MAX_ITERATIONS,
    converged: false,
    separation,
  };
}

function linearPredictor(design: readonly Float64Array[], coefficients: readonly number[]): Float64Array {
  return design[0]!.map((_, row) => coefficients.reduce((sum, value, j) => sum + value * design[j]![row]!, 0));
}

/** -sum log(1 + exp(-margin)), with the exponential of a negative number only, so that it cannot overflow. */
function logLikelihoodOf(eta: Float64Array, labels: ArrayLike<number>): number {
  return eta.reduce((sum, value, row) => {
    const margin = labels[row] === 1 ? value : -value;
    return sum - Math.log1p(Math.exp(-Math.abs(margin))) + Math.min(margin, 0);
  }, 0);
}

function scoreVector(design: readonly Float64Array[], eta: Float64Array, labels: ArrayLike<number>): Matrix {
  const residual = eta.map((value, row) => labels[row]! - 1 / (1 + Math.exp(-value)));
  return Matrix.columnVector(
    design.map((column) => column.reduce((sum, value, row) => sum + value * residual[row]!, 0)),
  );
}

function choleskyOfInformation(design: readonly Float64Array[], eta: Float64Array): CholeskyDecomposition {
  const variance = eta.map((value) => 1 / (2 + Math.exp(value) + Math.exp(-value)));
  const information = new Matrix(
    design.map((a) => design.map((b) => variance.reduce((sum, weight, row) => sum + weight * (a[row]! * b[row]!), 0))),
  );
  const cholesky = new CholeskyDecomposition(information);
  design.forEach((_, index) => {
    const unexplained = cholesky.lowerTriangularMatrix.get(index, index) ** 2 / information.get(index, index);
    if (!(unexplained > LEAST_UNEXPLAINED_VARIANCE)) {
      throw new InputError(
        `logisticIrls.columns[${index - 1}]: must not be a linear function of the columns before it; got ${unexplained} of its variance left unexplained`,
      );
    }
  });
  return cholesky;
}

function quadraticForm(matrix: Matrix, vector: readonly number[]): number {
  return vector.reduce((sum, a, i) => sum + vector.reduce((inner, b, j) => inner + a * b * matrix.get(i, j), 0), 0);
}
