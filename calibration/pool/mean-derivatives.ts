import { Matrix } from 'ml-matrix';
import { betaLogCovariances } from '../../src/index.js';
import type { ControlCovariance, WeightControls } from './calibrate-weights.js';
import type { Shapes } from './importance-weights.js';
import { weightedMean, weightedProducts, weightedSquares } from './weighted-products.js';

/** Weights of a pool at some shapes, as `calibrateOnControls` left them. */
export interface CalibratedWeights {
  readonly shapes: readonly Shapes[];
  /** Before and after calibration; the same numbers where `covariance` is null. */
  readonly raw: Float64Array;
  readonly calibrated: Float64Array;
  readonly covariance: ControlCovariance | null;
  /**
   * d log density / d shape of every control's shape, up to a constant, in the order of the controls: the controls themselves where
   * dimensions are independent.
   */
  readonly scores: () => readonly Float64Array[];
}

/**
 * Derivatives of weighted means of columns by the logarithms of the shapes: exactly those of what the weights give.
 *
 * The score of log a_j is a_j s_j up to a constant, with s_j = log x_j and what a copula adds (see `copulaScores`), so before calibration
 * d(sum W g)/d log a_j = a_j Cov_W(s_j, g). A calibrated mean is the regression sum W g + beta . (E c - sum W c) with beta = Cov_W(c, c)^-1 Cov_W(c, g). Its residuals
 * r have sum W r = 0 and sum W r c = 0, so beta itself may be held: d = sum W' s r + beta . dE c. As r is linear in g and c, both
 * together are, for the row of scores of all a_j and b_j,
 *
 *   shape_j (Cov_W'(s_j, g) - (Cov_W'(s_j, c) - dE c / d shape_j) . beta).
 *
 * Expectations of c depend on the marginals alone, with a copula as without: their derivatives are covariances under the target shapes,
 * block by block of log x_j and log(1 - x_j).
 *
 * @param controls - of the pool
 * @param at - weights at the point
 * @param columns - g; each of length patients
 * @param wanted - controls whose shapes the derivatives are taken by
 * @returns derivatives: one array per column, one number per wanted control
 */
export function meanDerivatives(
  controls: WeightControls,
  at: CalibratedWeights,
  columns: readonly Float64Array[],
  wanted: readonly number[],
): readonly Float64Array[] {
  const derivatives = columns.map(() => new Float64Array(wanted.length));
  if (wanted.length === 0 || columns.length === 0) return derivatives;
  const { shapes, raw, calibrated, covariance } = at;
  const scores = at.scores();
  const wantedScores = wanted.map((control) => scores[control]!);
  const moved = covariances(calibrated, wantedScores, columns);
  if (covariance !== null) {
    const regression = covariance.solve(covariances(raw, controls.columns, columns));
    // Without a copula scores are controls, whose covariances are symmetric
    const excess =
      scores === controls.columns && 2 * wanted.length > scores.length
        ? ownCovariances(calibrated, controls.columns, wanted)
        : covariances(calibrated, wantedScores, controls.columns);
    moved.sub(excess.sub(expectationSlopes(shapes, wanted)).mmul(regression));
  }
  const dimensions = shapes.length;
  wanted.forEach((control, index) => {
    const { alpha, beta } = shapes[control % dimensions]!;
    const shape = control < dimensions ? alpha : beta;
    for (let k = 0; k < columns.length; k++) derivatives[k]![index] = shape * moved.get(index, k);
  });
  return derivatives;
}

/** Weighted covariances of left with right columns. */
function covariances(weights: Float64Array, left: readonly Float64Array[], right: readonly Float64Array[]): Matrix {
  const products = weightedProducts(weights, left, right);
  const [leftMeans, rightMeans] = [left, right].map((columns) =>
    columns.map((column) => weightedMean(weights, column)),
  ) as [number[], number[]];
  const matrix = new Matrix(left.length, right.length);
  for (let j = 0; j < left.length; j++) {
    for (let k = 0; k < right.length; k++) {
      matrix.set(j, k, products[j * right.length + k]! - leftMeans[j]! * rightMeans[k]!);
    }
  }
  return matrix;
}

/** Weighted covariances of some columns with all of them. */
function ownCovariances(weights: Float64Array, columns: readonly Float64Array[], wanted: readonly number[]): Matrix {
  const squares = weightedSquares(weights, columns);
  const means = columns.map((column) => weightedMean(weights, column));
  const matrix = new Matrix(wanted.length, columns.length);
  wanted.forEach((column, row) => {
    means.forEach((mean, k) => {
      matrix.set(row, k, squares[column * columns.length + k]! - means[column]! * mean);
    });
  });
  return matrix;
}

/** Derivatives of the expectations of all controls by the wanted shapes; only those of the same dimension are not 0. */
function expectationSlopes(shapes: readonly Shapes[], wanted: readonly number[]): Matrix {
  const dimensions = shapes.length;
  const matrix = Matrix.zeros(wanted.length, 2 * dimensions);
  wanted.forEach((control, row) => {
    const dimension = control % dimensions;
    const { logX, log1mX, between } = betaLogCovariances(shapes[dimension]!);
    const [ofLogX, ofLog1mX] = control < dimensions ? [logX, between] : [between, log1mX];
    matrix.set(row, dimension, ofLogX);
    matrix.set(row, dimensions + dimension, ofLog1mX);
  });
  return matrix;
}
