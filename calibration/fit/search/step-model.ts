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
  /** Half the sum of squares that the quadratic predicts at a point. */
  lossAfter(transformedParameters: readonly number[]): number;
  /** The point that a damped step leads to, moved into the box; damping is added to the curvature in every direction. */
  reachedBy(damping: number): readonly number[];
}

/**
 * The quadratic around a point of a search: curvature J'J + S with the secant estimate S.
 *
 * A parameter that is held at its bound takes no part in the step. Where J'J + S is not positive definite, negative curvature of S is
 * dropped; damping takes its place.
 *
 * @param point - the iterate
 * @param curvature - S, beyond J'J
 * @param box - bounds of the scaled parameters
 */
export function stepModel(point: SearchPoint, curvature: Matrix, { lowest, highest }: Box): StepModel {
  const { transformedParameters, residuals } = point;
  const width = transformedParameters.length;
  const slopes = slopesOf(point.rows, residuals, width);
  const free: number[] = [];
  transformedParameters.forEach((value, index) => {
    const isHeld = (value <= lowest[index]! && slopes[index]! > 0) || (value >= highest[index]! && slopes[index]! < 0);
    if (!isHeld) free.push(index);
  });
  const squares = squaresOf(point.rows, free);
  const whole = added(squares, free, (i, j) => curvature.get(i, j));
  const isConvex = cholesky(whole, 0) !== undefined;
  const hessian = isConvex ? whole : added(squares, free, positivePart(curvature, free));
  const cost = costOf(residuals);
  return {
    point,
    lossAfter: (reached) => {
      let change = 0;
      free.forEach((index, i) => {
        const step = reached[index]! - transformedParameters[index]!;
        let along = 0;
        free.forEach((other, j) => {
          along += hessian[i]![j]! * (reached[other]! - transformedParameters[other]!);
        });
        change += step * (slopes[index]! + along / 2);
      });
      return cost + change;
    },
    reachedBy: (damping) => {
      const factor = cholesky(hessian, damping);
      if (factor === undefined) return transformedParameters;
      const step = solved(
        factor,
        free.map((index) => -slopes[index]!),
      );
      const reached = [...transformedParameters];
      free.forEach((index, i) => {
        reached[index] = Math.min(Math.max(reached[index]! + step[i]!, lowest[index]!), highest[index]!);
      });
      return reached;
    },
  };
}

type SquareMatrix = readonly Float64Array[];

/** J'J of the free parameters. Many rows, those of priors, have one entry only. */
function squaresOf(rows: readonly ArrayLike<number>[], free: readonly number[]): SquareMatrix {
  const squares = free.map(() => new Float64Array(free.length));
  for (const row of rows) {
    free.forEach((index, i) => {
      const left = row[index]!;
      if (left === 0) return;
      const target = squares[i]!;
      for (let j = 0; j <= i; j++) target[j]! += left * row[free[j]!]!;
    });
  }
  squares.forEach((row, i) => {
    for (let j = 0; j < i; j++) squares[j]![i] = row[j]!;
  });
  return squares;
}

function added(
  squares: SquareMatrix,
  free: readonly number[],
  entryOf: (i: number, j: number) => number,
): SquareMatrix {
  return squares.map((row, i) => row.map((value, j) => value + entryOf(free[i]!, free[j]!)));
}

/** The positive part of a symmetric matrix, in the free parameters; entries by parameter. */
function positivePart(matrix: Matrix, free: readonly number[]): (i: number, j: number) => number {
  const part = new Matrix(free.map((i) => free.map((j) => matrix.get(i, j))));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(part, { assumeSymmetric: true });
  const place = new Map(free.map((index, at) => [index, at]));
  return (i, j) =>
    realEigenvalues.reduce(
      (sum, value, k) =>
        value > 0
          ? sum + value * eigenvectorMatrix.get(place.get(i)!, k) * eigenvectorMatrix.get(place.get(j)!, k)
          : sum,
      0,
    );
}

/** Lower factor of a matrix with a number added to its diagonal; undefined where that is not positive definite. */
function cholesky(matrix: SquareMatrix, diagonal: number): SquareMatrix | undefined {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    const row = factor[i]!;
    for (let j = 0; j <= i; j++) {
      const other = factor[j]!;
      let rest = matrix[i]![j]! + (i === j ? diagonal : 0);
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      if (i !== j) row[j] = rest / other[j]!;
      else if (rest > 0) row[i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
}

/** Solution of L L' x = right. */
function solved(factor: SquareMatrix, right: readonly number[]): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}
