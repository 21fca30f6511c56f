import type { FitProblem } from './problem.js';

/** A parameter this close to its bound, relative to the distance between the bounds, counts as at the bound. */
const AT_BOUND_SHARE = 1e-3;

/** Names of the transformed parameters that ended at a bound. */
export function parametersAtBound(problem: FitProblem, values: ArrayLike<number>): readonly string[] {
  return problem.parameters.filter((_, index) => isAtBound(problem, values, index)).map(({ name }) => name);
}

/** Whether one of the transformed parameters ended at a bound. */
export function isAtBound(problem: FitProblem, values: ArrayLike<number>, index: number): boolean {
  const { lower, upper } = problem.parameters[index]!;
  const slack = AT_BOUND_SHARE * (upper - lower);
  return values[index]! <= lower + slack || values[index]! >= upper - slack;
}
