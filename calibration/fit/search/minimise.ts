import { Matrix } from 'ml-matrix';
import { NumericalError, power } from '../../../src/index.js';
import type { Evaluation, PoolObjective } from '../objective/pool-objective.js';
import type { FitProblem } from '../problem.js';
import { costOf, scaledObjective } from './search-objective.js';
import { type SearchPoint, secantCurvature } from './secant-curvature.js';
import { type StepModel, stepModel } from './step-model.js';
import type { StepRule } from './step-rule.js';

export { costOf } from './search-objective.js';

export interface MinimiseOptions {
  readonly start: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly maxIterations: number;
  /** Relative decrease of the objective in a step below which the step counts as small. */
  readonly tolerance: number;
  /** How damped steps are solved for; by a Cholesky factor unless given. */
  readonly stepRule?: StepRule;
  /** Called after each accepted step. */
  readonly onIterate?: (iteration: number, evaluation: Evaluation) => void;
}

export interface MinimiseResult {
  readonly values: readonly number[];
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * A step that lowers the objective is accepted, any other is retried with more damping. Damping is in units of the curvature of the
 * standardised parameters (prior 1). It follows the ratio of the actual to the predicted decrease: divided by up to three
 * where they agree, unchanged at a half, and doubled, then quadrupled and so on, after rejected steps.
 *
 * See Nielsen 1999, Damping parameter in Marquardt's method, IMM-REP-1999-05.
 */
const FIRST_DAMPING = 1;
const MOST_FALL = 3;
const FIRST_DAMPING_GROWTH = 2;
const LEAST_DAMPING = 1e-4;
const MOST_DAMPING = 1e6;

/** The search has ended after this many accepted steps in a row with a decrease below the tolerance. */
const SMALL_STEPS = 2;

/**
 * Minimises half the sum of squared residuals (data, prior and effective-sample-size penalty) inside a box.
 *
 * Levenberg-Marquardt with the objective's derivatives, and with a secant estimate of the curvature beyond them (see
 * `secantCurvature`). Parameters are scaled by their prior's standard deviation, so that damping is the same in each.
 */
export function minimise(problem: FitProblem, objective: PoolObjective, options: MinimiseOptions): MinimiseResult {
  const { maxIterations, tolerance } = options;
  const scaled = scaledObjective(problem, objective);
  const box = { lowest: scaled.toScaled(options.lower), highest: scaled.toScaled(options.upper) };
  const lossAt = (point: readonly number[]) => costOf(scaled.residuals(point));
  let best = scaled.toScaled(options.start);
  let bestLoss = lossAt(best);
  if (!Number.isFinite(bestLoss)) {
    throw new NumericalError(`fit: the objective must be finite at the start; got ${bestLoss}`);
  }
  let curvature = Matrix.zeros(best.length, best.length);
  let iterate: SearchPoint | undefined;
  let model: StepModel | undefined;
  let iterations = 0;
  let damping = FIRST_DAMPING;
  let dampingGrowth = FIRST_DAMPING_GROWTH;
  let smallSteps = 0;
  let converged = problem.parameters.length === 0;
  while (!converged && iterations < maxIterations) {
    iterations++;
    if (model === undefined) {
      const next = { transformedParameters: best, residuals: scaled.residuals(best), rows: scaled.rows(best) };
      if (iterate !== undefined) curvature = secantCurvature(curvature, iterate, next);
      iterate = next;
      model = stepModel(next, curvature, box, options.stepRule);
    }
    const reachedPoint = model.reachedBy(damping);
    const reached = lossAt(reachedPoint);
    const gain = bestLoss - reached;
    if (gain > 0) {
      smallSteps = gain <= tolerance * (1 + bestLoss) ? smallSteps + 1 : 0;
      damping = Math.max(damping * dampingFactor(gain, bestLoss - model.lossAfter(reachedPoint)), LEAST_DAMPING);
      dampingGrowth = FIRST_DAMPING_GROWTH;
      best = reachedPoint;
      bestLoss = reached;
      model = undefined;
      options.onIterate?.(iterations, scaled.evaluate(best));
    } else {
      damping *= dampingGrowth;
      dampingGrowth *= 2;
    }
    converged = smallSteps >= SMALL_STEPS || damping > MOST_DAMPING;
  }
  return { values: scaled.toNatural(best), evaluation: scaled.evaluate(best), iterations, converged };
}

/** Factor on the damping after an accepted step; 1 without a predicted decrease. */
function dampingFactor(gain: number, promised: number): number {
  return promised > 0 ? Math.max(1 / MOST_FALL, 1 - power(2 * (gain / promised) - 1, 3)) : 1;
}
