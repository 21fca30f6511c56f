// Evidence: independent tool (mpmath) · closed form (uniform distribution, powers of it) · central finite differences of the
// expectations.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaLogCovariances } from '../../../src/patients/beta-log-covariances.js';
import { betaMeanLogs } from '../../../src/patients/beta-moments.js';

type Row = readonly [alpha: number, beta: number, logX: number, log1mX: number, between: number];
const fixture: { readonly rows: readonly Row[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/patients/beta-log-covariances.json', import.meta.url), 'utf8'),
);

/** Of the larger of the two values of psi' that are subtracted. */
const ROUNDING = 4e-15;

describe('betaLogCovariances', () => {
  it.each(fixture.rows)('of alpha %d and beta %d is what mpmath says', (alpha, beta, logX, log1mX, between) => {
    const found = betaLogCovariances({ alpha, beta });
    expect(Math.abs(found.logX - logX)).toBeLessThan(ROUNDING * (logX - between));
    expect(Math.abs(found.log1mX - log1mX)).toBeLessThan(ROUNDING * (log1mX - between));
    expect(Math.abs(found.between / between - 1)).toBeLessThan(ROUNDING);
  });

  it('is 1 for the uniform distribution, 1 - pi^2 / 6 between, and 1 / alpha^2 for x^(1/alpha)', () => {
    const { logX, log1mX, between } = betaLogCovariances({ alpha: 1, beta: 1 });
    expect(logX).toBeCloseTo(1, 13);
    expect(log1mX).toBeCloseTo(1, 13);
    expect(between).toBeCloseTo(1 - Math.PI ** 2 / 6, 13);
    for (const alpha of [0.1, 0.5, 3, 40]) {
      expect(betaLogCovariances({ alpha, beta: 1 }).logX * alpha ** 2).toBeCloseTo(1, 11);
    }
  });

  it('is the derivative of the expected logarithms by the shapes', () => {
    const step = 1e-5;
    /** Rounding of psi over the step, and the square of the step. */
    const differenceError = 1e-9;
    for (const [alpha, beta] of [
      [3, 2],
      [0.7, 5],
      [12, 0.4],
    ] as const) {
      const { logX, log1mX, between } = betaLogCovariances({ alpha, beta });
      const [above, below] = [step, -step].map((shift) => betaMeanLogs({ alpha: alpha + shift, beta })) as [
        ReturnType<typeof betaMeanLogs>,
        ReturnType<typeof betaMeanLogs>,
      ];
      expect(Math.abs((above.logX - below.logX) / (2 * step) - logX)).toBeLessThan(differenceError);
      expect(Math.abs((above.log1mX - below.log1mX) / (2 * step) - between)).toBeLessThan(differenceError);
      const mirrored = betaLogCovariances({ alpha: beta, beta: alpha });
      expect(mirrored).toEqual({ logX: log1mX, log1mX: logX, between });
    }
  });
});
