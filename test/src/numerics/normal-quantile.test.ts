// Evidence: independent tools (R 4.2.2: formatC(qnorm(p), digits = 17); mpmath 1.3.0: root of log(erfc(t / sqrt(2)) / 2) = log p in 40 digits,
// below every double, where qnorm of R 4.2.2 loses its digits) · law (inverse of the distribution function).
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { describe, expect, test } from 'vitest';
import { normalQuantile, normalQuantileOfLog } from '../../../src/numerics/normal-quantile.js';

/** Relative; R states 1e-16 for the central part, and both are functions of a logarithm in the tail. */
const ROUNDING = 1e-13;

describe('normalQuantile', () => {
  test.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.27345356096532],
    [1e-30, -11.464024688443617],
    [1e-16, -8.222082216130435],
    [1e-9, -5.9978070150076865],
    [1e-3, -3.090232306167813],
    [0.02, -2.0537489106318225],
    [0.2, -0.8416212335729142],
  ])('at %d is %d, as in R', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(ROUNDING);
    // The upper tail has the digits of 1 - p
    if (p >= 1e-3) expect(Math.abs(normalQuantile(1 - p) / -z - 1)).toBeLessThan(ROUNDING);
  });

  test('is 0 at one half, and finite at the ends of what doubles hold', () => {
    expect(Math.abs(normalQuantile(0.5))).toBeLessThan(ROUNDING);
    expect(normalQuantile(2 ** -1022)).toBeCloseTo(-37.5193793471445, 10);
    // R: qnorm(2^-53, lower.tail = FALSE)
    expect(normalQuantile(1 - 2 ** -53)).toBeCloseTo(8.209536151601387, 12);
  });

  test('turns the distribution function back into its argument', () => {
    for (let z = -8; z <= 5; z += 0.37) {
      expect(Math.abs(normalQuantile(normalCdf(z, 0, 1)) - z)).toBeLessThan(1e-9);
    }
  });
});

describe('normalQuantileOfLog', () => {
  test.each([
    [-800, -39.88469483825668],
    [-2000, -63.16541860878361],
    [-1e5, -447.1978936785251],
  ])('of a probability e^%d, below every double, is %d', (log, z) => {
    expect(Math.abs(normalQuantileOfLog(log) / z - 1)).toBeLessThan(ROUNDING);
  });
});
