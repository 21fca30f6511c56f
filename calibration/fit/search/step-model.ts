import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { cholesky, type SquareMatrix } from './cholesky.js';
import { costOf } from './search-objective.js';
import { type SearchPoint, slopesOf } from './secant-curvature.js';
import { choleskyStep, type StepRule } from './step-rule.js';

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
 * @param rule - how damped steps are solved for
 */
export function stepModel(
  point: SearchPoint,
  curvature: Matrix,
  { lowest, highest }: Box,
  rule: StepRule = choleskyStep,
): StepModel {
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
      const step = rule(
        hessian,
        free.map((index) => slopes[index]!),
        damping,
      );
      if (step === undefined) return transformedParameters;
      const reached = [...transformedParameters];
      free.forEach((index, i) => {
        reached[index] = Math.min(Math.max(reached[index]! + step[i]!, lowest[index]!), highest[index]!);
      });
      return reached;
    },
  };
}

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
  const roots = realEigenvalues.flatMap((value, k) =>
    value > 0 ? [Float64Array.from(free, (_, i) => Math.sqrt(value) * eigenvectorMatrix.get(i, k))] : [],
  );
  const positive = squaresOf(
    roots,
    free.map((_, i) => i),
  );
  const place = new Map(free.map((index, at) => [index, at]));
  return (i, j) => positive[place.get(i)!]![place.get(j)!]!;
}
