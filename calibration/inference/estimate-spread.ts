import { Matrix, pseudoInverse } from 'ml-matrix';
import { quantileSorted } from '../../src/index.js';
import type { JobPool } from '../fit/fit-job.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem } from '../fit/problem.js';

export interface EstimateSpread {
  /** Standard error of a quantity by the curvature of the objective, from its derivatives by the coordinates. */
  standardError(gradient: readonly { readonly parameter: number; readonly slope: number }[]): number;
}

/**
 * The valley of an objective around a point: inverse of its Gauss-Newton curvature, prior included.
 *
 * @param problem - what was fitted
 * @param pool - on which
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
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

/** Lower and upper quantile that leave `level` between them; NaN-free values alone are counted. */
export function centralInterval(values: readonly number[], level: number): readonly [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [Number.NaN, Number.NaN];
  return [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)];
}
