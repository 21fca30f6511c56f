import { describe, expect, test } from 'vitest';
import { DormandPrince } from '../../../src/ode/dormand-prince.js';
import type { SolverSettings } from '../../../src/ode/initial-value-problem.js';
import { type Problem, problems } from './problems.js';
import { largestDifference, nothing, solve, tight } from './solve-problem.js';

/** Slope of the least-squares line. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [u, v]) => sum + (u - x) * (v - y), 0);
  return above / points.reduce((sum, [u]) => sum + (u - x) ** 2, 0);
}

describe('observed order of convergence', () => {
  /** Steps of one size: the tolerance is so wide that every stretch is one accepted step. */
  const fixedStep: SolverSettings = { relativeTolerance: 1e3, absoluteTolerance: 1e-9, maxSteps: 1_000_000 };

  function errorWithSteps({ derivatives, start, end, solution }: Problem, count: number): number {
    const solver = new DormandPrince(start.length, derivatives, fixedStep);
    solver.start(0, start);
    for (let step = 1; step <= count; step++) solver.integrateTo((end * step) / count, nothing);
    expect(solver.steps).toBe(count);
    return largestDifference(solver.state, solution(end));
  }

  test.each(Object.entries(problems))('%s: with fixed steps the error falls with the fifth power', (_name, problem) => {
    const points = [60, 90, 135, 200].map(
      (count) => [Math.log(count), Math.log(errorWithSteps(problem, count))] as const,
    );
    // Measured within 0.25 of 5 on all four; a method of order 4 or 6 is 1 away.
    expect(Math.abs(slope(points) + 5)).toBeLessThan(0.3);
  });

  test.each(Object.entries(problems))(
    '%s: driven by tolerance, the error falls about with the fifth power of the steps',
    (_name, problem) => {
      const points = [7, 7.5, 8, 8.5, 9, 9.5, 10].map((digits) => {
        const { solver, worst } = solve(problem, { ...tight, relativeTolerance: 10 ** -digits });
        return [Math.log(solver.steps), Math.log(worst)] as const;
      });
      // Start-up steps and cancelling errors bend the line by up to a half; a method of order 4 or 6 is 1 away.
      expect(Math.abs(slope(points) + 5)).toBeLessThan(0.7);
    },
  );

  function singleStep({ derivatives, start, solution }: Problem, step: number) {
    const solver = new DormandPrince(start.length, derivatives, fixedStep);
    solver.start(0, start);
    solver.integrateTo(step, nothing);
    expect(solver.steps).toBe(1);
    const inside = [0.2, 0.4, 0.6, 0.8].map((theta) =>
      Math.abs(solver.component(0, theta * step) - solution(theta * step)[0]!),
    );
    return { end: largestDifference(solver.state, solution(step)), inside: Math.max(...inside) };
  }

  test.each(Object.entries(problems))(
    '%s: one step errs with the sixth power of its size, the extension inside it with the fifth',
    (_name, problem) => {
      const runs = [0.4, 0.3, 0.2, 0.15].map((step) => ({ step, ...singleStep(problem, step) }));
      const order = (kind: 'end' | 'inside') =>
        slope(runs.map((run) => [Math.log(run.step), Math.log(run[kind])] as const));
      expect(Math.abs(order('end') - 6)).toBeLessThan(0.5);
      expect(Math.abs(order('inside') - 5)).toBeLessThan(0.5);
    },
  );
});
