import { joinPools, type MixturePool, type ProposedPool } from '../pool/fit-pool.js';
import { PENALTY_STEEPNESS } from './objective/ess-penalty.js';
import { type PoolObjective, poolObjective } from './objective/pool-objective.js';
import type { FitProblem } from './problem.js';
import { type MinimiseResult, minimise } from './search/minimise.js';
import { withPenaltyWeight } from './search/search-objective.js';

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
  readonly pool: MixturePool;
}

/** A solution may fall short of the least effective sample size by this share of it. */
const PENALTY_SLACK = 0.1;

/** Figures of large trials, or in tolerances, can pull harder than the guard holds: it is then made steeper, step by step. */
const PENALTY_WEIGHT_FACTOR = 4;
const MOST_PENALTY_WEIGHT_INCREASES = 4;

/**
 * Fits to pools that are already simulated, without leaving the region where their weights are reliable.
 *
 * Reliable means a least effective sample size of the newest pool: below it a penalty is added as a residual. So the solution
 * stays where patients were drawn almost as they are weighted; the next pool is drawn from it, and the region moves on.
 * A solution that the figures pull out of that region by more than a tenth of the size is sought again behind a steeper
 * guard, from where it ended.
 */
export function fitPools(problem: FitProblem, pools: readonly ProposedPool[], options: FitPoolsOptions): PooledFit {
  const pool = joinPools(pools);
  const { start, leastEffectiveShare, maxIterations, tolerance } = options;
  const gentle = poolObjective(problem, pool, leastEffectiveShare * pool.newest);
  const bounds = {
    lower: problem.parameters.map(({ lower }) => lower),
    upper: problem.parameters.map(({ upper }) => upper),
  };
  let factor = 1;
  let iterations = 0;
  let from = start;
  for (let penaltyWeightIncreases = 0; ; penaltyWeightIncreases++) {
    const objective = factor === 1 ? gentle : withPenaltyWeight(gentle, factor);
    const result = minimise(problem, objective, { start: from, ...bounds, maxIterations, tolerance });
    iterations += result.iterations;
    const missing = 1 - Math.exp(-result.evaluation.essPenalty / (factor * PENALTY_STEEPNESS));
    if (missing <= PENALTY_SLACK || penaltyWeightIncreases === MOST_PENALTY_WEIGHT_INCREASES) {
      return { ...result, iterations, objective, pooled: pool.patients, pool };
    }
    from = result.values;
    factor *= PENALTY_WEIGHT_FACTOR;
  }
}
