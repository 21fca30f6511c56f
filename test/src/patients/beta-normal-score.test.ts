// Evidence: independent tool (mpmath in 45 digits, test/fixtures/patients/beta-normal-score.py) · law (a draw at u has the score of u).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../src/numerics/normal-quantile.js';
import { betaQuantile } from '../../../src/patients/beta-marginal.js';
import { betaNormalScores } from '../../../src/patients/beta-normal-score.js';

const fixture: { rows: [number, number, number, number, number, number, number][] } = JSON.parse(
  readFileSync(new URL('../../fixtures/patients/beta-normal-score.json', import.meta.url), 'utf8'),
);

/** Absolute up to 1, relative above; measured 7e-13, with shapes of 3,000, whose densities lose three digits to cancellation. */
const SCORE_TOLERANCE = 2e-12;
/** Relative; measured 1e-11 with shapes of 10,000. */
const DERIVATIVE_TOLERANCE = 5e-11;

const scoreOf = (alpha: number, beta: number, logX: number, log1mX: number) => {
  const score = { z: Number.NaN, byAlpha: Number.NaN, byBeta: Number.NaN };
  betaNormalScores({ alpha, beta })({ logX, log1mX }, score);
  return score;
};

describe('betaNormalScores', () => {
  test.each(fixture.rows)('Beta(%d, %d) at log x = %d agrees with 45-digit arithmetic', (...row) => {
    const [alpha, beta, logX, log1mX, z, byAlpha, byBeta] = row;
    const score = scoreOf(alpha, beta, logX, log1mX);
    expect(Math.abs(score.z - z)).toBeLessThan(SCORE_TOLERANCE * Math.max(1, Math.abs(z)));
    expect(Math.abs(score.byAlpha / byAlpha - 1)).toBeLessThan(DERIVATIVE_TOLERANCE);
    expect(Math.abs(score.byBeta / byBeta - 1)).toBeLessThan(DERIVATIVE_TOLERANCE);
  });

  test('the draw at probability u has the normal quantile of u as its score', () => {
    for (const [alpha, beta] of [
      [8, 4],
      [0.6, 0.3],
      [0.05, 8],
      [200, 3],
    ] as const) {
      for (const u of [1e-9, 0.02, 0.5, 0.9, 0.9999]) {
        const { logX, log1mX } = betaQuantile({ name: 'x', min: 0, max: 1, alpha, beta }, u);
        // The quantile itself is accurate to 1e-13 relative
        expect(Math.abs(scoreOf(alpha, beta, logX, log1mX).z - normalQuantile(u))).toBeLessThan(1e-10);
      }
    }
  });

  test('stays finite where the tail is below every double', () => {
    const { z, byAlpha, byBeta } = scoreOf(4, 2, -708.4, -(2 ** -1022));
    // log F = 4 log x - log(4 B(4, 2)) up to rounding, a tail of e^-2832
    expect(z).toBeLessThan(-75);
    expect(Number.isFinite(byAlpha) && Number.isFinite(byBeta)).toBe(true);
  });
});
