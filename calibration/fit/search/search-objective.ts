import { square } from '../../../src/index.js';
import type { Evaluation, PoolObjective } from '../objective/pool-objective.js';
import type { FitProblem } from '../problem.js';

/** An objective in parameters scaled to a prior standard deviation of 1. */
export interface ScaledObjective {
  toScaled(natural: readonly number[]): readonly number[];
  toNatural(scaled: readonly number[]): readonly number[];
  evaluate(scaled: readonly number[]): Evaluation;
  /** All residuals as one vector: data, prior, penalty. */
  residuals(scaled: readonly number[]): readonly number[];
  /** Their derivatives by the scaled parameters, one row each. */
  rows(scaled: readonly number[]): readonly Float64Array[];
}

/** The iterate of a search and its next trial point, which are evaluated repeatedly. */
const KEPT_POINTS = 2;

/** The objective of a search; evaluations at the last few points are kept. */
export function scaledObjective(problem: FitProblem, objective: PoolObjective): ScaledObjective {
  const scales = problem.parameters.map(({ prior }) => prior.sd);
  const toNatural = (scaled: readonly number[]) => scaled.map((value, index) => value * scales[index]!);
  const evaluated = remembering((scaled) => {
    const evaluation = objective.evaluate(toNatural(scaled));
    return { evaluation, residuals: [...evaluation.data, ...evaluation.prior, evaluation.essPenalty] };
  });
  return {
    toScaled: (natural) => natural.map((value, index) => value / scales[index]!),
    toNatural,
    evaluate: (scaled) => evaluated(scaled).evaluation,
    residuals: (scaled) => evaluated(scaled).residuals,
    rows: remembering((scaled) =>
      objective.jacobian(toNatural(scaled)).map((row) => row.map((value, index) => value * scales[index]!)),
    ),
  };
}

function remembering<Value>(compute: (point: readonly number[]) => Value): (point: readonly number[]) => Value {
  const kept: { readonly point: readonly number[]; readonly value: Value }[] = [];
  return (point) => {
    const at = kept.findIndex((entry) =>
      entry.point.every((transformedParameter, index) => transformedParameter === point[index]),
    );
    const [entry = { point: [...point], value: compute(point) }] = at < 0 ? [] : kept.splice(at, 1);
    kept.unshift(entry);
    if (kept.length > KEPT_POINTS) kept.pop();
    return entry.value;
  };
}

/**
 * The same objective with a larger penalty weight.
 *
 * @param objective - with the penalty as its last residual
 * @param factor - by which the penalty's residual and its derivatives are multiplied; at least 1
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

/** Half the sum of squares of a vector of residuals. */
export function costOf(residuals: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < residuals.length; index++) total += square(residuals[index]!);
  return total / 2;
}
