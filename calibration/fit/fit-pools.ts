import { joinPools, type ProposedPool } from '../pool/fit-pool.js';
import type { FitProblem } from './fit-problem.js';
import { type MinimiseResult, minimise } from './minimise.js';
import { type PoolObjective, poolObjective } from './pool-objective.js';

export interface FitPoolsOptions {
  /** Coordinates to start from: those the newest pool was drawn at. */
  readonly start: readonly number[];
  /** Least effective sample size as a share of the pooled patients. */
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
}

export interface PooledFit extends MinimiseResult {
  readonly objective: PoolObjective;
  readonly pooled: number;
}

/** How the trust region shrinks, and how often at most. */
const SHRINK = 0.6;
const MOST_SHRINKS = 8;

/**
 * Fits to pools that are already simulated, without leaving the region where their weights can be trusted.
 *
 * Shapes may move within a box around the start; where the solution leaves too few effective patients the box is shrunk
 * and the fit repeated. The next pool is drawn from the solution, and the region moves with it.
 */
export function fitPools(problem: FitProblem, pools: readonly ProposedPool[], options: FitPoolsOptions): PooledFit {
  const pool = joinPools(pools);
  const objective = poolObjective(problem, pool);
  const { start, leastEffectiveShare, maxIterations, tolerance } = options;
  const least = leastEffectiveShare * pool.patients;
  let radius = problem.settings.logShapeBound;
  for (let shrinks = 0; ; shrinks++) {
    const limits = problem.parameters.map(({ role, lower, upper }, index) => {
      if (role.kind !== 'shape') return { lower, upper };
      return { lower: Math.max(lower, start[index]! - radius), upper: Math.min(upper, start[index]! + radius) };
    });
    const result = minimise(problem, objective, {
      start,
      lower: limits.map((limit) => limit.lower),
      upper: limits.map((limit) => limit.upper),
      maxIterations,
      tolerance,
    });
    if (result.evaluation.effectiveSampleSize >= least || shrinks === MOST_SHRINKS) {
      return { ...result, objective, pooled: pool.patients };
    }
    radius *= SHRINK;
  }
}
