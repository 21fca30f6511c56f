import { Matrix } from 'ml-matrix';

/** An iterate of the search: scaled parameters, residuals, and their derivatives (one row per residual). */
export interface SearchPoint {
  readonly transformedParameters: readonly number[];
  readonly residuals: ArrayLike<number>;
  readonly rows: readonly ArrayLike<number>[];
}

/** A smaller change of the slope along a step is rounding and does not update the estimate. */
const LEAST_CHANGE = 1e-12;

/**
 * Second-order part of the Hessian of half a sum of squares, which Gauss-Newton neglects, estimated from the steps of the search.
 *
 * The Hessian is J'J + S with S = sum of r times the second derivatives of r. After a step s the slopes J'r give the action of S
 * along it: S s = J'r - (old J)'r, with r at the new point. Among the matrices that agree, the one nearest to the last in
 * the metric of the step; the last is shrunk first where it predicts more than was observed.
 *
 * @param curvature - S before the step
 * @param from - where the step began
 * @param to - where it ended
 * @returns S after it; the same matrix where the step is not informative
 * @see Dennis, Gay & Welsch 1981, doi:10.1145/355958.355965 (NL2SOL)
 */
export function secantCurvature(curvature: Matrix, from: SearchPoint, to: SearchPoint): Matrix {
  const step = to.transformedParameters.map((value, index) => value - from.transformedParameters[index]!);
  const slope = slopesOf(to.rows, to.residuals, step.length);
  const before = slopesOf(from.rows, from.residuals, step.length);
  const stale = slopesOf(from.rows, to.residuals, step.length);
  const change = slope.map((value, index) => value - before[index]!);
  const wanted = slope.map((value, index) => value - stale[index]!);
  const scale = dot(change, step);
  if (!(scale > LEAST_CHANGE)) return curvature;
  const known = curvature.mmul(Matrix.columnVector(step)).to1DArray();
  const along = Math.abs(dot(step, known));
  const shrink = along > 0 ? Math.min(1, Math.abs(dot(step, wanted)) / along) : 1;
  const missing = wanted.map((value, index) => value - shrink * known[index]!);
  const share = dot(missing, step) / scale;
  const next = Matrix.mul(curvature, shrink);
  for (let i = 0; i < step.length; i++) {
    for (let j = 0; j < step.length; j++) {
      const update = missing[i]! * change[j]! + change[i]! * missing[j]! - share * change[i]! * change[j]!;
      next.set(i, j, next.get(i, j) + update / scale);
    }
  }
  return next;
}

/** J'r: the slope of half the sum of squares. */
export function slopesOf(
  rows: readonly ArrayLike<number>[],
  residuals: ArrayLike<number>,
  transformedParameters: number,
): readonly number[] {
  const slopes = new Array<number>(transformedParameters).fill(0);
  rows.forEach((row, index) => {
    const residual = residuals[index]!;
    for (let j = 0; j < transformedParameters; j++) slopes[j]! += row[j]! * residual;
  });
  return slopes;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
