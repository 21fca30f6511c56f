import { DormandPrince } from '../../../src/ode/dormand-prince.js';
import type { SolverSettings } from '../../../src/ode/initial-value-problem.js';
import type { Problem } from './problems.js';

export const tight: SolverSettings = { relativeTolerance: 1e-9, absoluteTolerance: 1e-12, maxSteps: 100_000 };

export function nothing(): void {}

export function largestDifference(values: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((value, index) => Math.abs(values[index]! - value)));
}

/** A problem solved to its end, with the worst error at any step. */
export function solve({ derivatives, start, end, solution }: Problem, settings: SolverSettings) {
  const solver = new DormandPrince(start.length, derivatives, settings);
  solver.start(0, start);
  let worst = 0;
  const outcome = solver.integrateTo(end, () => {
    worst = Math.max(worst, largestDifference(solver.state, solution(solver.time)));
  });
  return { outcome, solver, worst };
}
