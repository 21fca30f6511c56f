import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import {
  dailyDeathProbability,
  deathProbabilityFromLogits,
  deathProbabilityThrough,
  logistic,
  logit,
  softplus,
} from '../../../src/simulation/death-probability.js';

const shape = { mu: 0.7, sigma: 0.08 };

/** Closed forms, eqs. (17) and (25). */
describe('dailyDeathProbability', () => {
  test('is one half at mu', () => {
    expect(dailyDeathProbability(0.7, shape)).toBe(0.5);
  });

  test('is symmetric about mu', () => {
    for (const step of [0.01, 0.2, 1]) {
      const [above, below] = [0.7 + step, 0.7 - step].map((chi) => dailyDeathProbability(chi, shape));
      expect(above! + below!).toBeCloseTo(1, 15);
    }
  });

  test('increases with the burden', () => {
    const values = [-1, 0, 0.3, 0.6, 0.7, 0.8, 1].map((chi) => dailyDeathProbability(chi, shape));
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  });

  test('tends to 0 and 1 and stays a probability far out', () => {
    expect(dailyDeathProbability(-1e6, shape)).toBe(0);
    expect(dailyDeathProbability(1e6, shape)).toBe(1);
  });
});

describe('softplus', () => {
  test.each([-30, -5, -0.1, 0, 0.1, 5, 30])('at z = %d is minus the log of the daily survival', (z) => {
    expect(Math.exp(-softplus(z))).toBeCloseTo(1 - logistic(z), 15);
    expect(softplus(z)).toBeCloseTo(Math.log(1 + Math.exp(z)), 13);
  });

  test('neither overflows nor vanishes: z far above, exp(z) far below', () => {
    expect(softplus(1000)).toBe(1000);
    expect(softplus(-700) / Math.exp(-700)).toBeCloseTo(1, 12);
    expect(softplus(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(softplus(Number.NEGATIVE_INFINITY)).toBe(0);
  });

  test('softplus(z) - softplus(-z) = z', () => {
    for (const z of [0, 0.3, 2, 40]) expect(softplus(z) - softplus(-z)).toBeCloseTo(z, 13);
  });
});

describe('deathProbabilityThrough', () => {
  test.each([
    [1e-5, 0.01],
    [0.001, 0.5],
    [0.2, 0.999],
  ])('passes through P(0) = %d and P(1) = %d', (atZero, atOne) => {
    const through = deathProbabilityThrough(atZero, atOne);
    expect(dailyDeathProbability(0, through) / atZero).toBeCloseTo(1, 12);
    expect(dailyDeathProbability(1, through) / atOne).toBeCloseTo(1, 12);
  });

  test('is the inverse of reading the two probabilities', () => {
    const [atZero, atOne] = [0, 1].map((chi) => dailyDeathProbability(chi, shape));
    const back = deathProbabilityThrough(atZero!, atOne!);
    // 1 - P(1) has lost three digits to the closeness of P(1) to 1.
    expect(back.mu).toBeCloseTo(shape.mu, 12);
    expect(back.sigma).toBeCloseTo(shape.sigma, 12);
  });

  test('agrees with the form in logits', () => {
    const [a, b] = [deathProbabilityThrough(0.01, 0.3), deathProbabilityFromLogits(logit(0.01), logit(0.3))];
    expect(a).toEqual(b);
  });

  test.each([
    [0, 0.5],
    [0.5, 0.5],
    [0.5, 0.1],
    [0.1, 1],
    [-0.1, 0.5],
    [Number.NaN, 0.5],
    [0.1, Number.NaN],
  ])('refuses P(0) = %d, P(1) = %d', (atZero, atOne) => {
    expect(() => deathProbabilityThrough(atZero, atOne)).toThrow(InputError);
    expect(() => deathProbabilityThrough(atZero, atOne)).toThrow(
      `death probability: must satisfy 0 < P(0) < P(1) < 1; got P(0) = ${atZero}, P(1) = ${atOne}`,
    );
  });
});

describe('logit and logistic', () => {
  test('are inverse to each other', () => {
    for (const z of [-30, -1, 0, 0.5, 20]) expect(logit(logistic(z))).toBeCloseTo(z, z > 10 ? 6 : 12);
    for (const p of [1e-12, 0.1, 0.5, 0.9]) expect(logistic(logit(p)) / p).toBeCloseTo(1, 13);
  });

  test('reach their limits', () => {
    expect([logit(0), logit(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([logistic(-1000), logistic(1000)]).toEqual([0, 1]);
  });
});
