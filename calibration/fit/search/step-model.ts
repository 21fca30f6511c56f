import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { costOf } from './search-objective.js';
import { type SearchPoint, slopesOf } from './secant-curvature.js';

/** Bounds of the scaled parameters. */
export interface Box {
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** The quadratic that a step is taken on. */
export interface StepModel {
  readonly point: SearchPoint;
  /** Derivatives of the residuals by the parameters that may move, then rows R with R'R = curvature beyond J'J. */
  readonly rows: readonly ArrayLike<number>[];
  /** Half the sum of squares that the quadratic predicts at a point. */
  lossAfter(transformedParameters: readonly number[]): number;
}

/**
 * The quadratic around a point of a search.
 *
 * A parameter that is held at its bound takes no part in the step. Negative curvature beyond J'J is dropped; damping takes
 * its place.
 *
 * @param point - the iterate
 * @param curvature - beyond J'J
 * @param box - bounds of the scaled parameters
 */
export function stepModel(point: SearchPoint, curvature: Matrix, { lowest, highest }: Box): StepModel {
  const { transformedParameters, residuals } = point;
  const slopes = slopesOf(point.rows, residuals, transformedParameters.length);
  const free = transformedParameters.map(
    (value, index) =>
      !((value <= lowest[index]! && slopes[index]! > 0) || (value >= highest[index]! && slopes[index]! < 0)),
  );
  const rows = [
    ...point.rows.map((row) => Float64Array.from(row, (value, index) => (free[index] ? value : 0))),
    ...positiveRoot(curvature, free),
  ];
  return {
    point,
    rows,
    lossAfter: (reached) => {
      const step = reached.map((value, index) => value - transformedParameters[index]!);
      return costOf(
        rows.map((row, index) => step.reduce((sum, value, j) => sum + row[j]! * value, residuals[index] ?? 0)),
      );
    },
  };
}

/** Rows R with R'R = the positive part of a symmetric matrix, in the free parameters. */
function positiveRoot(matrix: Matrix, free: readonly boolean[]): readonly Float64Array[] {
  const part = Matrix.zeros(matrix.rows, matrix.columns);
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) if (free[i] && free[j]) part.set(i, j, matrix.get(i, j));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(part, { assumeSymmetric: true });
  return realEigenvalues.map((value, column) => {
    const root = Math.sqrt(Math.max(value, 0));
    return Float64Array.from({ length: matrix.rows }, (_, row) => root * eigenvectorMatrix.get(row, column));
  });
}
