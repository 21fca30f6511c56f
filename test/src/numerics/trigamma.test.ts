// Evidence: independent tool (mpmath) · closed form (pi^2 / 6, recurrence, reflection).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { trigamma } from '../../../src/numerics/trigamma.js';

const fixture: { readonly rows: readonly (readonly [x: number, value: number])[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/numerics/trigamma.json', import.meta.url), 'utf8'),
);

/** Relative; a dozen sums of positive numbers. */
const ROUNDING = 2e-15;

describe('trigamma', () => {
  it.each(fixture.rows)('of %d is what mpmath says', (x, expected) => {
    expect(Math.abs(trigamma(x) / expected - 1)).toBeLessThan(ROUNDING);
  });

  it('is pi^2 / 6 at 1, less the squares of reciprocals at whole numbers', () => {
    let expected = Math.PI ** 2 / 6;
    for (let n = 1; n <= 20; n++) {
      expect(Math.abs(trigamma(n) - expected)).toBeLessThan(ROUNDING * 2);
      expected -= 1 / n ** 2;
    }
  });

  it("has psi'(x) + psi'(1 - x) = (pi / sin(pi x))^2", () => {
    for (const x of [0.05, 0.2, 0.5, 0.7, 0.93]) {
      const expected = (Math.PI / Math.sin(Math.PI * x)) ** 2;
      expect(Math.abs((trigamma(x) + trigamma(1 - x)) / expected - 1)).toBeLessThan(ROUNDING);
    }
  });

  it.each([0, -1, Number.NaN])('refuses %d', (x) => {
    expect(() => trigamma(x)).toThrow(InputError);
  });
});
