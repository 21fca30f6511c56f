// Evidence: closed form · independent tool (numpy 2.4.6, numpy.quantile, whose default method is type 7).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { quantileSorted } from '../../../src/stats/quantile-sorted.js';

/** Decimal places; one multiplication and two sums. */
const ROUNDING = 14;

describe('quantileSorted', () => {
  it('agrees with numpy on [-1, 1.5, 2.6, 3.1, 4, 5.3, 9]', () => {
    const sorted = [-1, 1.5, 2.6, 3.1, 4, 5.3, 9];
    const quartiles = [0, 0.25, 0.5, 0.75, 1].map((p) => quantileSorted(sorted, p));
    [-1, 2.05, 3.1, 4.65, 9].forEach((expected, i) => {
      expect(quartiles[i]).toBeCloseTo(expected, ROUNDING);
    });
  });

  it('is linear between order statistics: the p-quantile of 0, 1, ..., n - 1 is (n - 1) p', () => {
    const sorted = Float64Array.from({ length: 11 }, (_, i) => i);
    for (const p of [0, 0.05, 0.333, 0.95, 1]) expect(quantileSorted(sorted, p)).toBeCloseTo(10 * p, ROUNDING);
  });

  it('of one value is that value', () => {
    for (const p of [0, 0.3, 1]) expect(quantileSorted([7], p)).toBe(7);
  });

  it('refuses no values and a probability outside [0, 1]', () => {
    expect(() => quantileSorted([], 0.5)).toThrow(InputError);
    for (const p of [-0.01, 1.01, Number.NaN]) expect(() => quantileSorted([1], p)).toThrow(InputError);
  });
});
