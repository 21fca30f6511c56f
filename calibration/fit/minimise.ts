import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { NumericalError } from '../../src/index.js';
import type { FitProblem } from './fit-problem.js';
import type { Evaluation, PoolObjective } from './pool-objective.js';

export interface MinimiseOptions {
  readonly start: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly maxIterations: number;
  /** Relative decrease of the objective in a step below which the step counts as small. */
  readonly tolerance: number;
}

export interface MinimiseResult {
  readonly values: readonly number[];
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Half the sum of squares of a vector of residuals. */
export function halfSquares(residuals: Float64Array): number {
  let total = 0;
  for (const residual of residuals) total += residual * residual;
  return total / 2;
}

/**
 * The library takes a step whether it gains or not, and never stops on its own. So it is asked for one step at a time: a
 * step that gained is kept and the damping falls, one that did not is tried again shorter. Damping is in units of the
 * standardised coordinates' curvature (prior 1).
 */
const FIRST_DAMPING = 1;
const DAMPING_FALL = 5;
const DAMPING_RISE = 4;
const LEAST_DAMPING = 1e-4;
const MOST_DAMPING = 1e6;

/** The search has ended after this many kept steps in a row with a gain below the tolerance. */
const SMALL_STEPS = 2;

/**
 * Minimises half the sum of squared residuals (data, prior and trust guard) inside a box.
 *
 * Levenberg-Marquardt of ml-levenberg-marquardt with the objective's derivatives. Coordinates are scaled by their prior's standard
 * deviation, so that damping is the same in each; residuals are handed over as points x = 0, 1, ... with targets 0.
 */
export function minimise(problem: FitProblem, objective: PoolObjective, options: MinimiseOptions): MinimiseResult {
  const { start, lower, upper, maxIterations, tolerance } = options;
  const scales = problem.parameters.map(({ prior }) => prior.sd);
  const toNatural = (scaled: readonly number[]) => scaled.map((value, index) => value * scales[index]!);
  const toScaled = (natural: readonly number[]) => natural.map((value, index) => value / scales[index]!);
  const residualCount = problem.columns.length + problem.parameters.length + 1;
  const x = Array.from({ length: residualCount }, (_, index) => index);
  const data = { x, y: new Array<number>(residualCount).fill(0) };
  const residualsAt = remembering((scaled: readonly number[]) => {
    const { data: fit, prior, guard } = objective.evaluate(toNatural(scaled));
    return [...fit, ...prior, guard];
  });
  const [lowest, highest] = [toScaled(lower), toScaled(upper)];
  const jacobianAt = remembering((scaled: readonly number[]) => {
    const rows = objective.jacobian(toNatural(scaled)).map((row) => row.map((value, index) => value * scales[index]!));
    const residuals = residualsAt(scaled);
    // A coordinate that is held by its bound takes no part in the step; otherwise the step is spent on it and cut off
    const free = scaled.map((value, index) => {
      const slope = rows.reduce((sum, row, residual) => sum + row[index]! * residuals[residual]!, 0);
      return !((value <= lowest[index]! && slope > 0) || (value >= highest[index]! && slope < 0));
    });
    const stepRows = rows.map((row) => Array.from(row, (value, index) => (free[index] ? value : 0)));
    return (index: number) => stepRows[index]!;
  });
  const loss = (scaled: readonly number[]) => residualsAt(scaled).reduce((sum, value) => sum + value * value, 0) / 2;

  let best = toScaled(start);
  let bestLoss = loss(best);
  if (!Number.isFinite(bestLoss)) {
    throw new NumericalError(`fit: the objective must be finite at the start; got ${bestLoss}`);
  }
  let iterations = 0;
  let damping = FIRST_DAMPING;
  let smallSteps = 0;
  let converged = problem.parameters.length === 0;
  while (!converged && iterations < maxIterations) {
    iterations++;
    const { parameterValues } = levenbergMarquardt(data, (scaled) => (index) => residualsAt(scaled)[index]!, {
      initialValues: best,
      minValues: lowest,
      maxValues: highest,
      damping,
      maxIterations: 1,
      errorTolerance: 0,
      jacobianFunction: jacobianAt,
    });
    const reached = loss(parameterValues);
    const gain = bestLoss - reached;
    if (gain > 0) {
      smallSteps = gain <= tolerance * (1 + bestLoss) ? smallSteps + 1 : 0;
      best = parameterValues;
      bestLoss = reached;
      damping = Math.max(damping / DAMPING_FALL, LEAST_DAMPING);
    } else {
      damping *= DAMPING_RISE;
    }
    converged = smallSteps >= SMALL_STEPS || damping > MOST_DAMPING;
  }
  const values = toNatural(best);
  return { values, evaluation: objective.evaluate(values), iterations, converged };
}

/** The library asks for the same point several times in a row; the last answer is kept. */
function remembering<Value>(compute: (point: readonly number[]) => Value): (point: readonly number[]) => Value {
  let key: readonly number[] | undefined;
  let value: Value;
  return (point) => {
    if (key === undefined || key.some((coordinate, index) => coordinate !== point[index])) {
      value = compute(point);
      key = [...point];
    }
    return value;
  };
}
