import { exp } from '../../src/index.js';
import type { ProposedPool } from '../pool/fit-pool.js';
import { joinPools, type MixturePool } from '../pool/mixture-pool.js';
import { PENALTY_STEEPNESS } from './objective/ess-penalty.js';
import { type Evaluation, type PoolObjective, poolObjective } from './objective/pool-objective.js';
import type { FitProblem } from './problem.js';
import { type MinimiseResult, minimise } from './search/minimise.js';
import { withPenaltyWeight } from './search/search-objective.js';
import { packageStep } from './search/step-rule.js';

export interface FitPoolsOptions {
  /** Starting values of the transformed parameters: those of the newest pool. */
  readonly start: readonly number[];
  /** Least effective sample size of the newest pool as a share of its patients. */
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  /** Patients beyond which the objective holds nothing of them after the fit. */
  readonly mostPatientsBound?: number;
  /** Called after each accepted step of the search. */
  readonly onIterate?: (iterate: FitIterate) => void;
}

/** A point on the way to the fit. */
export interface FitIterate {
  readonly iteration: number;
  readonly evaluation: Evaluation;
  /** Patients of the pools. */
  readonly pooled: number;
}

export interface PooledFit extends MinimiseResult {
  readonly objective: PoolObjective;
  readonly pooled: number;
  readonly pool: MixturePool;
}

/** A solution may fall short of the least effective sample size by this share of it. */
const PENALTY_SLACK = 0.1;

/** Targets of large trials, or residuals in tolerances, can outweigh the penalty; its weight is then increased step by step. */
const PENALTY_WEIGHT_FACTOR = 4;
const MOST_PENALTY_WEIGHT_INCREASES = 4;

/** What an objective holds of larger pools, about 1 kB per patient, is released after the fit and made again where it is asked for. */
const MOST_PATIENTS_BOUND = 60_000;

/**
 * Fits to pools that are already simulated, within the region where their importance weights are reliable.
 *
 * Weights are reliable while the newest pool has a least effective sample size; below it a penalty is added as a residual.
 * The next pool is drawn from the solution, so the region moves with the rounds. A solution whose effective sample size is
 * more than a tenth too small is refitted with a larger penalty weight, starting from that solution.
 */
export function fitPools(problem: FitProblem, pools: readonly ProposedPool[], options: FitPoolsOptions): PooledFit {
  const pool = joinPools(pools);
  const { start, leastEffectiveShare, maxIterations, tolerance, mostPatientsBound = MOST_PATIENTS_BOUND } = options;
  const gentle = poolObjective(problem, pool, leastEffectiveShare * pool.newest);
  const settings = {
    maxIterations,
    tolerance,
    stepRule: packageStep,
    lower: problem.parameters.map(({ lower }) => lower),
    upper: problem.parameters.map(({ upper }) => upper),
  };
  let factor = 1;
  let iterations = 0;
  let from = start;
  for (let penaltyWeightIncreases = 0; ; penaltyWeightIncreases++) {
    const objective = factor === 1 ? gentle : withPenaltyWeight(gentle, factor);
    const before = iterations;
    const result = minimise(problem, objective, {
      ...settings,
      start: from,
      onIterate: (iteration, evaluation) =>
        options.onIterate?.({ iteration: before + iteration, evaluation, pooled: pool.patients }),
    });
    iterations += result.iterations;
    const missing = 1 - exp(-result.evaluation.essPenalty / (factor * PENALTY_STEEPNESS));
    if (missing <= PENALTY_SLACK || penaltyWeightIncreases === MOST_PENALTY_WEIGHT_INCREASES) {
      const least = leastEffectiveShare * pool.newest;
      const kept = pool.patients <= mostPatientsBound ? objective : boundWhenAsked(problem, pool, least, factor);
      return { ...result, iterations, objective: kept, pooled: pool.patients, pool };
    }
    from = result.values;
    factor *= PENALTY_WEIGHT_FACTOR;
  }
}

/** The same objective, bound to its pool for each call: it holds nothing of the patients in between. */
function boundWhenAsked(problem: FitProblem, pool: MixturePool, least: number, factor: number): PoolObjective {
  const bound = () => {
    const objective = poolObjective(problem, pool, least);
    return factor === 1 ? objective : withPenaltyWeight(objective, factor);
  };
  return { evaluate: (values) => bound().evaluate(values), jacobian: (values) => bound().jacobian(values) };
}
