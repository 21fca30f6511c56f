// Evidence: closed form (quadratic objectives on a plane) · brute force over the condition.
import { describe, expect, it } from 'vitest';
import { poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { costOf, minimise } from '../../../../calibration/fit/search/minimise.js';
import {
  type LinearCondition,
  minimiseConstrained,
  objectiveOf,
} from '../../../../calibration/fit/search/minimise-constrained.js';
import { toyContext } from '../../inference/toy-context.js';
import { type Formula, formulaObjective } from '../formula-objective.js';

/** Absolute, on parameters of size one. */
const AT_MINIMUM = 1e-5;

const priors = [
  { mean: 1, sd: 1 },
  { mean: -1, sd: 2 },
  { mean: 0, sd: 0.5 },
];

/** Half of |v - (2, 1, 3)|^2 and the prior. */
const ball: Formula = {
  residuals: ({ 0: a, 1: b, 2: c }) => [a! - 2, b! - 1, c! - 3],
  jacobian: () => [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  priors,
  lower: -10,
  upper: 10,
};

function search(formula: Formula, condition: LinearCondition, bounds: { lower?: number[]; upper?: number[] } = {}) {
  const { problem, objective } = formulaObjective(formula);
  return minimiseConstrained(problem, objective, condition, {
    start: problem.parameters.map(({ start }) => start),
    lower: bounds.lower ?? problem.parameters.map(({ lower }) => lower),
    upper: bounds.upper ?? problem.parameters.map(({ upper }) => upper),
    maxIterations: 200,
    tolerance: 1e-14,
  });
}

/** Minimum of sum w_k (v_k - m_k)^2 / 2 on sum f_k v_k = level: v_k = m_k + t f_k / w_k. */
function lagrange(factors: readonly number[], level: number) {
  const weights = priors.map(({ sd }) => 1 + 1 / sd ** 2);
  const means = priors.map(({ mean, sd }, k) => ([2, 1, 3][k]! + mean / sd ** 2) / weights[k]!);
  const now = factors.reduce((sum, factor, k) => sum + factor * means[k]!, 0);
  const room = factors.reduce((sum, factor, k) => sum + factor ** 2 / weights[k]!, 0);
  return means.map((mean, k) => mean + (((level - now) / room) * factors[k]!) / weights[k]!);
}

describe('minimiseConstrained', () => {
  it.each([
    [[{ parameter: 1, factor: 1 }], -2],
    [[{ parameter: 0, factor: 2 }], 3],
    [
      [
        { parameter: 0, factor: 1 },
        { parameter: 2, factor: -3 },
      ],
      1,
    ],
    [
      [
        { parameter: 2, factor: 0.3 },
        { parameter: 1, factor: 2 },
      ],
      4,
    ],
  ])('finds the minimum of a quadratic on the plane %j = %d, its prior counted', (terms, level) => {
    const factors = [0, 1, 2].map((k) => terms.find(({ parameter }) => parameter === k)?.factor ?? 0);
    const { values, converged } = search(ball, { terms, level });
    expect(converged).toBe(true);
    const expected = lagrange(factors, level);
    values.forEach((value, k) => {
      expect(Math.abs(value - expected[k]!)).toBeLessThan(AT_MINIMUM);
    });
    const sum = terms.reduce((total, { parameter, factor }) => total + factor * values[parameter]!, 0);
    expect(Math.abs(sum - level)).toBeLessThan(1e-9);
  });

  it('keeps the solved parameter inside its bounds by bounds on the other', () => {
    // Without a box the minimum has c = 5/7
    const condition = {
      terms: [
        { parameter: 0, factor: 1 },
        { parameter: 2, factor: -1 },
      ],
      level: 0.5,
    };
    const { values } = search(ball, condition, { upper: [10, 10, 0.5] });
    expect(values[2]).toBeCloseTo(0.5, 9);
    expect(values[0]).toBeCloseTo(1, 9);
  });

  it('a factor of 0 fixes the last parameter alone', () => {
    const condition = {
      terms: [
        { parameter: 0, factor: 0 },
        { parameter: 2, factor: 1 },
      ],
      level: 0.25,
    };
    const { values } = search(ball, condition);
    expect(values[2]).toBe(0.25);
    expect(Math.abs(values[0]! - lagrange([0, 0, 1], 0.25)[0]!)).toBeLessThan(AT_MINIMUM);
  });

  it('ends on the one point that the boxes leave, though rounding may leave less than that', () => {
    for (const level of [0.1 + 0.2, 0.3, 0.3 + 1e-16]) {
      const condition = {
        terms: [
          { parameter: 0, factor: 1 },
          { parameter: 2, factor: 1 },
        ],
        level,
      };
      const { values, evaluation } = search(ball, condition, { lower: [0.1, -10, 0.2] });
      expect(values[0]).toBeCloseTo(0.1, 9);
      expect(values[2]).toBeCloseTo(0.2, 9);
      expect(Number.isFinite(costOf(evaluation.data))).toBe(true);
    }
  });

  it('is what brute force over one parameter finds: the least over the condition is the free minimum, on a pool', () => {
    const { problem, pool, tolerance } = toyContext({ patients: 150 });
    const objective = poolObjective(problem, pool.pool);
    const bounds = {
      start: problem.parameters.map(({ start }) => start),
      lower: problem.parameters.map(({ lower }) => lower),
      upper: problem.parameters.map(({ upper }) => upper),
      maxIterations: 100,
      tolerance: tolerance / 100,
    };
    const free = minimise(problem, objective, bounds);
    const parameter = problem.parameters.findIndex(({ name }) => name.startsWith('treated: logit'));
    const at = free.values[parameter]!;
    const profile = [-0.4, -0.2, 0, 0.2, 0.4].map((shift) =>
      objectiveOf(
        minimiseConstrained(
          problem,
          objective,
          { terms: [{ parameter, factor: 1 }], level: at + shift },
          { ...bounds, start: free.values },
        ),
      ),
    );
    // Nothing off the condition is better than the free minimum, and on it is the free minimum itself
    expect(Math.abs(profile[2]! - objectiveOf(free))).toBeLessThan(1e-6);
    expect(profile[0]).toBeGreaterThan(profile[1]!);
    expect(profile[1]).toBeGreaterThan(profile[2]!);
    expect(profile[3]).toBeGreaterThan(profile[2]!);
    expect(profile[4]).toBeGreaterThan(profile[3]!);
    // The same by a box that leaves no room in that parameter
    const pinned = (values: readonly number[]) => values.map((value, k) => (k === parameter ? at + 0.4 : value));
    const boxed = minimise(problem, objective, {
      ...bounds,
      start: pinned(free.values),
      lower: pinned(bounds.lower),
      upper: pinned(bounds.upper),
    });
    expect(Math.abs(profile[4]! - objectiveOf(boxed))).toBeLessThan(1e-5);
  });
});
