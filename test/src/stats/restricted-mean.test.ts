// Evidence: closed form (no censoring: the mean of min(T, tau) and its variance), by hand. Against R: survival-against-r.test.ts.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { longestRestriction, restrictedMean } from '../../../src/stats/restricted-mean.js';

describe('restrictedMean', () => {
  test('without censoring it is the mean of min(T, tau), with variance sum of squares / n^2', () => {
    const times = [2, 4, 4, 7, 11, 11, 15];
    for (const tau of [3, 4, 10, 15, 40]) {
      const cut = times.map((time) => Math.min(time, tau));
      const mean = cut.reduce((sum, time) => sum + time, 0) / 7;
      const variance = cut.reduce((sum, time) => sum + (time - mean) ** 2, 0) / 49;
      const got = restrictedMean(times, new Uint8Array(7).fill(1), { tau });
      expect(got.mean).toBeCloseTo(mean, 12);
      expect(got.standardError).toBeCloseTo(Math.sqrt(variance), 12);
    }
  });

  test('censoring widens its error: it is not the spread of min(T, tau) over root n', () => {
    const times = [1, 2, 3, 4, 5, 6, 7, 8];
    const free = restrictedMean(times, [1, 1, 1, 1, 1, 1, 1, 1], { tau: 8 });
    const censored = restrictedMean(times, [1, 0, 1, 0, 1, 0, 1, 0], { tau: 8 });
    expect(censored.standardError!).toBeGreaterThan(free.standardError!);
  });

  test('nobody dies before tau, or all at one time: a mean without a standard error', () => {
    expect(restrictedMean([5, 9], [0, 0], { tau: 9 })).toEqual({ mean: 9, standardError: null });
    expect(restrictedMean([5, 9], [1, 0], { tau: 5 })).toEqual({ mean: 5, standardError: null });
    expect(restrictedMean([5], [1], { tau: 20 })).toEqual({ mean: 5, standardError: null });
    expect(restrictedMean([5, 5], [1, 1], { tau: 20 })).toEqual({ mean: 5, standardError: null });
  });

  test('by hand: 1, 2+, 3 to tau = 3 is 1 + 2/3 * 2', () => {
    const { mean, standardError } = restrictedMean([1, 2, 3], [1, 0, 1], { tau: 3 });
    expect(mean).toBeCloseTo(1 + (2 / 3) * 2, 14);
    // Area after day 1 is 4/3; d / (n (n - d)) = 1/6; the death at 3 has no area after it
    expect(standardError).toBeCloseTo(Math.sqrt((4 / 3) ** 2 / 6), 14);
  });

  test('refuses a tau that nobody was followed to', () => {
    expect(() => restrictedMean([1, 4], [1, 0], { tau: 5 })).toThrow(
      new InputError('restrictedMean.tau: must be at most the last follow-up time, 4, while patients survive; got 5'),
    );
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses tau %f', (tau) => {
    expect(() => restrictedMean([1], [1], { tau })).toThrow(InputError);
  });
});

test('longestRestriction is the last follow-up, and without end where the last patients die', () => {
  expect(longestRestriction([3, 8], [1, 0])).toBe(8);
  expect(longestRestriction([3, 8, 8], [1, 1, 0])).toBe(8);
  expect(longestRestriction([3, 8], [0, 1])).toBe(Number.POSITIVE_INFINITY);
});
