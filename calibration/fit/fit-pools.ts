import { joinPools, type ProposedPool } from '../pool/fit-pool.js';
import type { FitProblem } from './fit-problem.js';
import { type MinimiseResult, minimise } from './minimise.js';
import { type PoolObjective, poolObjective } from './pool-objective.js';

export interface FitPoolsOptions {
  /** Coordinates to start from: those the newest pool was drawn at. */
  readonly start: readonly number[];
  /** Least effective sample size of the newest pool as a share of its patients. */
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
}

export interface PooledFit extends MinimiseResult {
  readonly objective: PoolObjective;
  readonly pooled: number;
}

/**
 * Fits to pools that are already simulated, without leaving the region where their weights can be trusted.
 *
 * Trust is a least effective sample size of the newest pool: below it a residual of its own pulls back. So the solution
 * stays where patients were drawn almost as they are weighted; the next pool is drawn from it, and the region moves on.
 */
export function fitPools(problem: FitProblem, pools: readonly ProposedPool[], options: FitPoolsOptions): PooledFit {
  const pool = joinPools(pools);
  const { start, leastEffectiveShare, maxIterations, tolerance } = options;
  const objective = poolObjective(problem, pool, leastEffectiveShare * pool.newest);
  const result = minimise(problem, objective, {
    start,
    lower: problem.parameters.map(({ lower }) => lower),
    upper: problem.parameters.map(({ upper }) => upper),
    maxIterations,
    tolerance,
  });
  return { ...result, objective, pooled: pool.patients };
}
