import { Matrix, pseudoInverse } from 'ml-matrix';
import type { FitProblem } from '../fit-problem.js';
import { poolObjective } from '../pool-objective.js';
import type { JobPool } from './fit-job.js';

/** A direction in which a quantity moves while everything else follows. */
export interface Direction {
  /** Standard error of the quantity by the curvature of the objective. */
  readonly standardError: number;
  /** Change of each coordinate per unit of the quantity along the bottom of the valley. */
  readonly perUnit: readonly number[];
}

export interface EstimateSpread {
  along(gradient: readonly { readonly parameter: number; readonly slope: number }[]): Direction;
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
    along: (gradient) => {
      const slopes = Matrix.zeros(problem.parameters.length, 1);
      for (const { parameter, slope } of gradient) slopes.set(parameter, 0, slope);
      const moved = covariance.mmul(slopes);
      const variance = slopes.transpose().mmul(moved).get(0, 0);
      return {
        standardError: Math.sqrt(variance),
        perUnit: problem.parameters.map((_, index) => moved.get(index, 0) / variance),
      };
    },
  };
}
