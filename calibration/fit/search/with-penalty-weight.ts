import type { PoolObjective } from '../objective/pool-objective.js';

/**
 * The same objective with a steeper guard.
 *
 * @param objective - with the guard as its last residual
 * @param factor - by which the guard's residual and its derivatives are multiplied; at least 1
 */
export function withPenaltyWeight(objective: PoolObjective, factor: number): PoolObjective {
  return {
    evaluate: (values) => {
      const evaluation = objective.evaluate(values);
      return { ...evaluation, essPenalty: factor * evaluation.essPenalty };
    },
    jacobian: (values) => {
      const rows = objective.jacobian(values);
      const last = rows.length - 1;
      return rows.map((row, index) => (index === last ? row.map((slope) => factor * slope) : row));
    },
  };
}
