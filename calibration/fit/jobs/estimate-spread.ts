import { Matrix, pseudoInverse } from 'ml-matrix';
import { poolObjective } from '../objective/pool-objective.js';
import type { FitProblem } from '../problem.js';
import type { JobPool } from './fit-job.js';

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
