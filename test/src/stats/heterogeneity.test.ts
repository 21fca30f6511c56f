// Evidence: independent tool (numpy and scipy, test/fixtures/stats/kaplan-meier.py; mpmath 1.3.0 gammainc at 40 digits) · closed form.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { chiSquareTail, heterogeneity } from '../../../src/stats/heterogeneity.js';

interface Spread {
  readonly estimates: readonly number[];
  readonly errors: readonly number[];
  readonly mean: number;
  readonly standardError: number;
  readonly q: number;
  readonly p: number;
  readonly iSquared: number;
  readonly betweenVariance: number;
}

const { spreads }: { spreads: readonly Spread[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/kaplan-meier.json', import.meta.url), 'utf8'),
);

/** Relative; sums of ten squares, and the incomplete gamma function. */
const ROUNDING = 1e-12;
const expectClose = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(ROUNDING * Math.abs(expected));

describe('heterogeneity', () => {
  test.each(spreads.map((each) => [each.estimates.length, each] as const))(
    'agrees with numpy on %i studies',
    (_, each) => {
      const result = heterogeneity(each.estimates, each.errors);
      expect([result.studies, result.degreesOfFreedom]).toEqual([each.estimates.length, each.estimates.length - 1]);
      for (const figure of ['mean', 'standardError', 'q', 'p', 'iSquared', 'betweenVariance'] as const) {
        expectClose(result[figure], each[figure]);
      }
    },
  );

  test('equal studies: Q = 0, p = 1, I2 = 0', () => {
    expect(heterogeneity([0.25, 0.25], [1, 2])).toMatchObject({ q: 0, p: 1, iSquared: 0, betweenVariance: 0 });
  });

  test('two studies of one error: Q is half the squared difference in errors, p that of a z-test', () => {
    const { q, p } = heterogeneity([0, 3.92], [Math.SQRT2, Math.SQRT2]);
    expectClose(q, 3.92 ** 2 / 4);
    // 2 (1 - Phi(1.96)), mpmath 1.3.0
    expectClose(p, 0.04999579029644087);
  });

  test('does not depend on the unit, and its mean lies among the estimates', () => {
    const { q, mean } = heterogeneity([1, 2, 4], [0.5, 0.5, 1]);
    const scaled = heterogeneity([1e6, 2e6, 4e6], [0.5e6, 0.5e6, 1e6]);
    expectClose(scaled.q, q);
    expectClose(scaled.mean, mean * 1e6);
    expect(mean).toBeGreaterThan(1);
    expect(mean).toBeLessThan(4);
  });

  test.each([
    ['one study', [1], [1], 'heterogeneity.estimates: must hold two studies at least; got 1'],
    ['an error too few', [1, 2], [1], 'heterogeneity.standardErrors: must hold 2 errors; got 1'],
    ['an error of 0', [1, 2], [1, 0], 'heterogeneity.standardErrors[1]: must be positive and finite; got 0'],
    [
      'an error that is no number',
      [1, 2],
      [Number.NaN, 1],
      'heterogeneity.standardErrors[0]: must be positive and finite; got NaN',
    ],
    [
      'an endless estimate',
      [1, Number.POSITIVE_INFINITY],
      [1, 1],
      'heterogeneity.estimates[1]: must be finite; got Infinity',
    ],
  ])('refuses %s', (_, estimates, errors, message) => {
    expect(() => heterogeneity(estimates, errors)).toThrow(new InputError(message));
  });
});

describe('chiSquareTail', () => {
  // mpmath 1.3.0: gammainc(df / 2, x / 2, regularized=True) at 40 digits
  test.each([
    [0, 1, 1],
    [1, 1, 0.3173105078629141],
    [3.84, 1, 0.0500435212487051],
    [10, 3, 0.018566135463043233],
    [50, 5, 1.3857973367009593e-9],
    [300, 4, 1.083439491947826e-63],
    [1400, 3, 2.9456193610163087e-303],
  ])('of %f on %i degrees of freedom agrees with mpmath', (x, degreesOfFreedom, expected) => {
    expectClose(chiSquareTail(x, degreesOfFreedom), expected);
  });

  test('is exp(-x/2) on two degrees of freedom and 0 at infinity', () => {
    for (const x of [1e-8, 0.5, 7, 200]) expectClose(chiSquareTail(x, 2), Math.exp(-x / 2));
    expect(chiSquareTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });

  test.each([
    [-1, 1],
    [Number.NaN, 1],
    [1, 0],
    [1, Number.NaN],
  ])('refuses x = %f, df = %f', (x, degreesOfFreedom) => {
    expect(() => chiSquareTail(x, degreesOfFreedom)).toThrow(InputError);
  });
});
