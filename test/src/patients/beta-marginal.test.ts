import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { heterogeneityParameters } from '../../../src/model/parameters/heterogeneity.js';
import {
  type BetaMarginal,
  betaLogDensity,
  betaQuantile,
  checkBetaMarginal,
} from '../../../src/patients/beta-marginal.js';

/** Independent tool: mpmath in 40 digits, `test/fixtures/patients/beta-quantile.py`. */
const fixture: { rows: [number, number, number, number, number, number][] } = JSON.parse(
  readFileSync(new URL('../../fixtures/patients/beta-quantile.json', import.meta.url), 'utf8'),
);

/** Relative error of a logarithm; the library's quantile was measured to 2e-14, its worst tail (1 - u at 1e-3) to 1e-13. */
const LOG_TOLERANCE = 2e-13;
/** Log of the smallest tail that is distinguished from 0, 2^-1022. */
const LOG_SMALLEST_TAIL = -1022 * Math.LN2;

function unit(alpha: number, beta: number): BetaMarginal {
  return { name: 'x', min: 0, max: 1, alpha, beta };
}

describe('betaQuantile', () => {
  test.each(fixture.rows)('Beta(%d, %d) at u = %d agrees with 40-digit arithmetic in both tails', (...row) => {
    const [alpha, beta, u, logX, log1mX] = row;
    const point = betaQuantile(unit(alpha, beta), u);
    const [expectedLogX, expectedLog1mX] = [Math.max(logX, LOG_SMALLEST_TAIL), Math.max(log1mX, LOG_SMALLEST_TAIL)];
    // The last summand is the smallest tail itself, which is all that is left of the other logarithm when a tail underflows.
    expect(Math.abs(point.logX - expectedLogX)).toBeLessThan(LOG_TOLERANCE * -expectedLogX + 2 * 2 ** -1022);
    expect(Math.abs(point.log1mX - expectedLog1mX)).toBeLessThan(LOG_TOLERANCE * -expectedLog1mX + 2 * 2 ** -1022);
    expect(Math.abs(point.value - Math.exp(logX))).toBeLessThan(LOG_TOLERANCE);
  });

  test('the uniform is its own quantile', () => {
    for (const u of [0.001, 0.3, 0.5, 0.7, 0.999]) {
      expect(betaQuantile({ ...unit(1, 1), min: 0.2, max: 0.4 }, u).value).toBeCloseTo(0.2 + 0.2 * u, 15);
    }
  });

  test('mirrored shapes mirror the point', () => {
    for (const u of [2 ** -40, 0.125, 0.5, 0.75, 1 - 2 ** -40]) {
      const [point, mirrored] = [betaQuantile(unit(0.6, 0.3), u), betaQuantile(unit(0.3, 0.6), 1 - u)];
      expect(Math.abs(mirrored.logX / point.log1mX - 1)).toBeLessThan(LOG_TOLERANCE);
      expect(Math.abs(mirrored.log1mX / point.logX - 1)).toBeLessThan(LOG_TOLERANCE);
    }
  });

  test('increases in u, across the seams at 1/2 and 2^-10 too', () => {
    const levels = Array.from({ length: 4001 }, (_, step) => (step + 0.5) / 4001);
    const seams = [0.5, 2 ** -10].flatMap((seam) => [seam - 1e-9, seam, seam + 1e-9]);
    const sorted = [...new Set([...levels, ...seams])].sort((one, other) => one - other);
    for (const [alpha, beta] of [
      [0.6, 0.3],
      [8, 0.05],
      [0.05, 8],
      [8, 4],
    ] as const) {
      let previous = Number.NEGATIVE_INFINITY;
      for (const u of sorted) {
        const { logX, log1mX } = betaQuantile(unit(alpha, beta), u);
        // The log odds tell every two points of the unit interval apart, near 0 and near 1 alike.
        expect(logX - log1mX).toBeGreaterThan(previous);
        previous = logX - log1mX;
      }
    }
  });

  test.each(Object.entries(heterogeneityParameters))(
    '%s stays in [min, max], with finite logs, at the ends',
    (name, p) => {
      for (const u of [Number.MIN_VALUE, 2 ** -53, 0.5, 1 - 2 ** -53]) {
        const point = betaQuantile({ name, ...p }, u);
        expect(point.value).toBeGreaterThanOrEqual(p.min);
        expect(point.value).toBeLessThanOrEqual(p.max);
        expect(Number.isFinite(point.logX) && Number.isFinite(point.log1mX)).toBe(true);
      }
    },
  );

  test('the upper tail of Beta(0.6, 0.3) keeps its digits where x itself rounds to 1', () => {
    // Closed form of the leading term: 1 - u = y^0.3 / (0.3 B(0.6, 0.3)); y below 1e-30, so the next term is below rounding.
    const u = 1 - 2 ** -40;
    const logB = betaLogDensity({ alpha: 0.6, beta: 0.3 }, { logX: 0, log1mX: 0 }) * -1;
    const expected = (Math.log(2 ** -40 * 0.3) + logB) / 0.3;
    const point = betaQuantile(unit(0.6, 0.3), u);
    expect(point.value).toBe(1);
    expect(point.log1mX / expected).toBeCloseTo(1, 13);
  });

  test.each([0, 1, -0.1, Number.NaN])('refuses u = %s', (u) => {
    expect(() => betaQuantile(unit(2, 3), u)).toThrow(InputError);
    expect(() => betaQuantile(unit(2, 3), u)).toThrow(`betaQuantile(x).u: must lie inside (0, 1); got ${u}`);
  });
});

describe('betaLogDensity', () => {
  test.each(fixture.rows)(
    'Beta(%d, %d) at u = %d agrees with 40-digit arithmetic',
    (alpha, beta, _u, logX, log1mX, density) => {
      // The terms that are added reach hundreds while their sum may be small: error relative to the largest term.
      const largest = Math.max(1, Math.abs((alpha - 1) * logX), Math.abs((beta - 1) * log1mX), Math.abs(density));
      expect(Math.abs(betaLogDensity({ alpha, beta }, { logX, log1mX }) - density) / largest).toBeLessThan(
        LOG_TOLERANCE,
      );
    },
  );

  test('is zero everywhere for the uniform', () => {
    expect(betaLogDensity({ alpha: 1, beta: 1 }, { logX: -3, log1mX: -0.05 })).toBeCloseTo(0, 15);
  });
});

describe('checkBetaMarginal', () => {
  test.each([
    ['min equal to max', { min: 1 }, 'marginal x: min must lie below max; got min 1, max 1'],
    ['reversed bounds', { min: 2 }, 'marginal x: min must lie below max; got min 2, max 1'],
    ['a zero shape', { alpha: 0 }, 'marginal x.alpha: must be positive; got 0'],
    ['a negative shape', { beta: -2 }, 'marginal x.beta: must be positive; got -2'],
    ['a shape that is no number', { alpha: Number.NaN }, 'marginal x.alpha: must be a finite number; got NaN'],
    ['an infinite bound', { max: Number.POSITIVE_INFINITY }, 'marginal x.max: must be a finite number; got Infinity'],
  ])('refuses %s', (_name, issue, message) => {
    expect(() => checkBetaMarginal({ ...unit(2, 3), ...issue })).toThrow(InputError);
    expect(() => checkBetaMarginal({ ...unit(2, 3), ...issue })).toThrow(message);
  });

  test('accepts every published marginal', () => {
    for (const [name, parameter] of Object.entries(heterogeneityParameters)) {
      expect(() => checkBetaMarginal({ name, ...parameter })).not.toThrow();
    }
  });
});
