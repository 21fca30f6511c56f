import type { PoolObjective } from '../objective/pool-objective.js';
import type { FitProblem } from '../problem.js';
import { type MinimiseOptions, type MinimiseResult, minimise } from './minimise.js';
import { costOf } from './search-objective.js';

/** One linear condition on the parameters: sum of factor_k value_k = level, solved for the last parameter named. */
export interface LinearCondition {
  readonly terms: readonly { readonly parameter: number; readonly factor: number }[];
  readonly level: number;
}

/**
 * Minimises an objective on the plane of a linear condition.
 *
 * The last parameter of the condition is a function of the others, which stay free; its bounds become bounds of the one
 * before it. Its prior is part of the objective like the others.
 *
 * @param problem - with all parameters
 * @param objective - of all parameters
 * @param condition - with one or two terms
 * @param options - start and bounds of all parameters; the start is moved onto the plane
 * @returns the point, with all parameters
 */
export function minimiseConstrained(
  problem: FitProblem,
  objective: PoolObjective,
  condition: LinearCondition,
  options: MinimiseOptions,
): MinimiseResult {
  const bound = condition.terms[condition.terms.length - 1]!;
  const others = condition.terms.slice(0, -1);
  const free = problem.parameters.map((_, index) => index).filter((index) => index !== bound.parameter);
  const boundValue = (values: readonly number[]) =>
    others.reduce((rest, { parameter, factor }) => rest - factor * values[parameter]!, condition.level) / bound.factor;
  const whole = (reduced: ArrayLike<number>): number[] => {
    const values = new Array<number>(problem.parameters.length).fill(0);
    free.forEach((parameter, index) => {
      values[parameter] = reduced[index]!;
    });
    values[bound.parameter] = boundValue(values);
    return values;
  };
  const reducedOf = (values: readonly number[]) => free.map((parameter) => values[parameter]!);
  const lower = reducedOf(options.lower);
  const upper = reducedOf(options.upper);
  for (const { parameter, factor } of others) {
    if (factor === 0) continue;
    const place = free.indexOf(parameter);
    const ends = [options.lower, options.upper].map(
      (box) => (condition.level - bound.factor * box[bound.parameter]!) / factor,
    );
    lower[place] = Math.max(lower[place]!, Math.min(...ends));
    upper[place] = Math.min(upper[place]!, Math.max(...ends));
  }
  const reducedProblem: FitProblem = { ...problem, parameters: free.map((index) => problem.parameters[index]!) };
  const reducedObjective: PoolObjective = {
    evaluate: (values) => objective.evaluate(whole(values)),
    jacobian: (values) =>
      objective.jacobian(whole(values)).map((row) =>
        Float64Array.from(free, (parameter) => {
          const term = others.find((each) => each.parameter === parameter);
          return row[parameter]! - (term === undefined ? 0 : (row[bound.parameter]! * term.factor) / bound.factor);
        }),
      ),
  };
  const start = reducedOf(options.start).map((value, index) => Math.min(Math.max(value, lower[index]!), upper[index]!));
  const result = minimise(reducedProblem, reducedObjective, { ...options, start, lower, upper });
  return { ...result, values: whole(result.values) };
}

/** Half the sum of squares of data and prior, without the penalty. */
export function objectiveOf({ evaluation }: Pick<MinimiseResult, 'evaluation'>): number {
  return costOf(evaluation.data) + costOf(evaluation.prior);
}
