// Evidence: independent tool (scipy 1.17.1, binomtest(successes, trials).proportion_ci(level, method='wilson')) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { wilsonInterval } from '../../../src/stats/binomial-interval.js';

/** Decimal places: both sides are a few operations in float64. */
const ROUNDING = 13;
/** Normal quantile of 0.975. */
const Z = 1.959963984540054;

describe('wilsonInterval', () => {
  it.each([
    { successes: 0, trials: 10, level: 0.95, low: 0, high: 0.27753279986288926 },
    { successes: 10, trials: 10, level: 0.95, low: 0.7224672001371109, high: 1 },
    { successes: 7, trials: 50, level: 0.95, low: 0.06950833427016292, high: 0.26186193710585537 },
    { successes: 3, trials: 8, level: 0.99, low: 0.1008105674052619, high: 0.7625297721595259 },
    { successes: 81, trials: 263, level: 0.95, low: 0.2552885198782742, high: 0.36620957698280004 },
  ])('agrees with scipy at $successes of $trials, level $level', ({ low, high, level, ...count }) => {
    const interval = wilsonInterval(count, level);
    expect(interval.low).toBeCloseTo(low, ROUNDING);
    expect(interval.high).toBeCloseTo(high, ROUNDING);
  });

  it('ends where the score test of an effective count is on the edge: |p - q| = z sqrt(q (1 - q) / n)', () => {
    const [successes, trials] = [12.37, 143.5];
    const { low, high } = wilsonInterval({ successes, trials });
    for (const q of [low, high]) {
      expect(Math.abs(successes / trials - q)).toBeCloseTo(Z * Math.sqrt((q * (1 - q)) / trials), ROUNDING);
    }
  });

  it('mirrors when successes and failures change places', () => {
    const interval = wilsonInterval({ successes: 3.5, trials: 20 });
    const mirrored = wilsonInterval({ successes: 16.5, trials: 20 });
    expect(mirrored.low).toBeCloseTo(1 - interval.high, ROUNDING);
    expect(mirrored.high).toBeCloseTo(1 - interval.low, ROUNDING);
  });

  it('is exactly 0 or 1 at no success or no failure, even of a single trial', () => {
    expect(wilsonInterval({ successes: 0, trials: 1 }).low).toBe(0);
    expect(wilsonInterval({ successes: 1, trials: 1 }).high).toBe(1);
  });

  it.each([
    [{ successes: 0, trials: 0 }, 0.95, 'trials'],
    [{ successes: 0, trials: Number.NaN }, 0.95, 'trials'],
    [{ successes: 0, trials: Infinity }, 0.95, 'trials'],
    [{ successes: -1, trials: 5 }, 0.95, 'successes'],
    [{ successes: 6, trials: 5 }, 0.95, 'successes'],
    [{ successes: Number.NaN, trials: 5 }, 0.95, 'successes'],
    [{ successes: 1, trials: 5 }, 1, 'level'],
    [{ successes: 1, trials: 5 }, 0, 'level'],
    [{ successes: 1, trials: 5 }, Number.NaN, 'level'],
  ])('refuses %o at level %d', (count, level, name) => {
    expect(() => wilsonInterval(count, level)).toThrow(InputError);
    expect(() => wilsonInterval(count, level)).toThrow(`wilsonInterval.${name}: `);
  });
});
