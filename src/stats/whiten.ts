import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import { standardise } from './standardise.js';

/** Columns turned into uncorrelated ones of unit variance, and the way back for weights. */
export interface WhitenedColumns {
  /** n x k, row by row; dimensionless; Z'Z = (n - 1) I and every column sums to 0. */
  readonly rows: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Of the original columns, in their units. */
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
  /** Turns weights of the whitened columns into weights of the standardised ones (per standard deviation); length k. */
  readonly toStandardisedWeights: (whitenedWeights: ArrayLike<number>) => Float64Array;
}

/**
 * Share of a column's variance that the columns before it must leave unexplained: the least difference between two
 * columns that still exceeds the rounding of numbers given to six or seven digits.
 */
const LEAST_UNEXPLAINED_VARIANCE = 1e-8;

/**
 * Standardises and whitens columns, so that a gradient method on them is as well conditioned as it can be.
 *
 * R = L L' is the Cholesky factorisation of the correlation matrix and z = inverse(L) x of a standardised row x, so
 * the z are uncorrelated. As w'z = (inverse(L)' w)'x, weights go back through one triangular solve. All in float64.
 *
 * @param columns - k >= 1 columns of n values; each in its own unit; finite, varying, none a linear function of others
 * @returns whitened rows, means, standard deviations and the map of the weights
 * @throws InputError - when columns differ in length, one is constant or not finite, or they are collinear
 */
export function whiten(columns: readonly ArrayLike<number>[]): WhitenedColumns {
  const columnCount = columns.length;
  if (!(columnCount >= 1)) throw new InputError('whiten.columns: must hold at least one column; got none');
  const standardised = columns.map((column, index) => standardise(column, `whiten.columns[${index}]`));
  const rowCount = columns[0]!.length;
  columns.forEach((column, index) => {
    if (column.length !== rowCount) {
      throw new InputError(`whiten.columns[${index}]: must hold ${rowCount} values; got ${column.length}`);
    }
  });
  const lower = choleskyOfCorrelation(standardised.map((column) => column.values));
  const rows = new Float64Array(rowCount * columnCount);
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < columnCount; i++) {
      let rest = standardised[i]!.values[row]!;
      for (let j = 0; j < i; j++) rest -= lower.get(i, j) * rows[row * columnCount + j]!;
      rows[row * columnCount + i] = rest / lower.get(i, i);
    }
  }
  return {
    rows,
    rowCount,
    columnCount,
    means: Float64Array.from(standardised, (column) => column.mean),
    standardDeviations: Float64Array.from(standardised, (column) => column.standardDeviation),
    toStandardisedWeights: (whitenedWeights) => solveTransposed(lower, whitenedWeights),
  };
}

function choleskyOfCorrelation(columns: readonly Float64Array[]): Matrix {
  const correlation = new Matrix(
    columns.map((a) => columns.map((b) => a.reduce((sum, value, row) => sum + value * b[row]!, 0) / (a.length - 1))),
  );
  const lower = new CholeskyDecomposition(correlation).lowerTriangularMatrix;
  for (let i = 0; i < columns.length; i++) {
    const unexplained = square(lower.get(i, i));
    if (!(unexplained > LEAST_UNEXPLAINED_VARIANCE)) {
      throw new InputError(
        `whiten.columns[${i}]: the columns before it must leave more than ${LEAST_UNEXPLAINED_VARIANCE} of its variance unexplained; got ${unexplained}`,
      );
    }
  }
  return lower;
}

/** Solves L' x = b from the last unknown up. */
function solveTransposed(lower: Matrix, right: ArrayLike<number>): Float64Array {
  const solution = Float64Array.from(right);
  for (let i = solution.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < solution.length; j++) solution[i]! -= lower.get(j, i) * solution[j]!;
    solution[i]! /= lower.get(i, i);
  }
  return solution;
}
