// Evidence: closed form (sums of reciprocals for integer shapes) · independent tool (mpmath) · slow oracle (mean over quantiles).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../../src/patients/beta-marginal.js';
import { betaMeanLogs } from '../../../src/patients/beta-moments.js';

const fixture: { readonly rows: readonly (readonly [number, number, number, number])[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/patients/beta-moments.json', import.meta.url), 'utf8'),
);

/** Of the larger of the two values of psi that are subtracted; the library states a few units in the last place. */
const ROUNDING = 1e-14;

/** Absolute, for shapes of size one. */
const EXACT = 1e-13;

describe('betaMeanLogs', () => {
  it.each(fixture.rows)('of alpha %d and beta %d is what mpmath says', (alpha, beta, logX, log1mX) => {
    const means = betaMeanLogs({ alpha, beta });
    const size = 1 + Math.abs(Math.log(alpha + beta));
    expect(Math.abs(means.logX - logX)).toBeLessThan(ROUNDING * (size + Math.abs(logX)));
    expect(Math.abs(means.log1mX - log1mX)).toBeLessThan(ROUNDING * (size + Math.abs(log1mX)));
  });

  it('of integers is minus a sum of reciprocals', () => {
    for (let alpha = 1; alpha <= 9; alpha++) {
      for (let beta = 1; beta <= 9; beta++) {
        let expected = 0;
        for (let k = alpha; k < alpha + beta; k++) expected -= 1 / k;
        expect(Math.abs(betaMeanLogs({ alpha, beta }).logX - expected)).toBeLessThan(EXACT);
      }
    }
  });

  it('of the uniform distribution is -1 twice, and of x^(1/alpha) is -1/alpha', () => {
    expect(betaMeanLogs({ alpha: 1, beta: 1 }).logX).toBeCloseTo(-1, 13);
    expect(betaMeanLogs({ alpha: 1, beta: 1 }).log1mX).toBeCloseTo(-1, 13);
    for (const alpha of [0.1, 0.5, 3, 40]) expect(betaMeanLogs({ alpha, beta: 1 }).logX * alpha).toBeCloseTo(-1, 12);
  });

  it('mirrors: the one of (alpha, beta) is the other of (beta, alpha)', () => {
    const [straight, mirrored] = [betaMeanLogs({ alpha: 0.7, beta: 3.2 }), betaMeanLogs({ alpha: 3.2, beta: 0.7 })];
    expect(straight.logX).toBe(mirrored.log1mX);
    expect(straight.log1mX).toBe(mirrored.logX);
  });

  it('is the mean of the logarithms that patients are drawn with', () => {
    const STRATA = 20_000;
    for (const [alpha, beta] of [
      [8, 4],
      [0.6, 0.3],
      [3, 7],
    ] as const) {
      let [logX, log1mX] = [0, 0];
      for (let stratum = 0; stratum < STRATA; stratum++) {
        const drawn = betaQuantile({ name: 'x', min: 0, max: 1, alpha, beta }, (stratum + 0.5) / STRATA);
        logX += drawn.logX / STRATA;
        log1mX += drawn.log1mX / STRATA;
      }
      const means = betaMeanLogs({ alpha, beta });
      // The midpoint rule misses about half of the outermost stratum, where the logarithm is of size 1 / shape
      expect(Math.abs(logX - means.logX)).toBeLessThan(1 / alpha / STRATA);
      expect(Math.abs(log1mX - means.log1mX)).toBeLessThan(1 / beta / STRATA);
    }
  });
});
