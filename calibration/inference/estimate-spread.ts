import { Matrix, pseudoInverse } from 'ml-matrix';
import { quantileSorted, square } from '../../src/index.js';
import type { JobPool } from '../fit/fit-job.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem } from '../fit/problem.js';

export interface EstimateSpread {
  /** Standard error of a quantity from the curvature of the objective and the gradient of the quantity with respect to the transformed parameters. */
  standardError(gradient: readonly { readonly parameter: number; readonly slope: number }[]): number;
}

/**
 * Covariance of the estimates: the inverse Gauss-Newton Hessian of the objective at a point, prior included.
 *
 * @param problem - the fitted problem
 * @param pool - simulated patients
 * @param values - the point
 */
export function estimateSpread(problem: FitProblem, pool: JobPool, values: readonly number[]): EstimateSpread {
  const objective = poolObjective(problem, pool.pool);
  const rows = new Matrix(
    objective
      .jacobian(values)
      .slice(0, -1)
      .map((row) => Array.from(row)),
  );
  const covariance = pseudoInverse(rows.transpose().mmul(rows));
  return {
    standardError: (gradient) => {
      const slopes = Matrix.zeros(problem.parameters.length, 1);
      for (const { parameter, slope } of gradient) slopes.set(parameter, 0, slope);
      return Math.sqrt(slopes.transpose().mmul(covariance).mmul(slopes).get(0, 0));
    },
  };
}

/** Mean and sample standard deviation of the finite values; NaN where there are too few. */
export function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const known = values.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + square(value - mean), 0) / (known.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

/** Lower and upper quantile with the share `level` between them; over the finite values. */
export function centralInterval(values: readonly number[], level: number): readonly [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [Number.NaN, Number.NaN];
  return [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)];
}
