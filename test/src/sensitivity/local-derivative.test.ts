// Evidence: closed forms.
import { describe, expect, it } from 'vitest';
import { type LogStencil, logDerivative } from '../../../src/sensitivity/local-derivative.js';

const STEP = 0.02;
const stencil = (f: (x: number) => number, x: number): LogStencil => {
  const [a = 0, b = 0, c = 0, d = 0] = [-2, -1, 1, 2].map((times) => f(x * Math.exp(times * STEP)));
  return [a, b, c, d];
};

describe('logDerivative', () => {
  it('of a power is its exponent times the output, to the fourth order of the step', () => {
    for (const power of [-2, 0.5, 1, 3]) {
      const f = (x: number) => x ** power;
      const { slope, error, elasticity } = logDerivative(stencil(f, 1.7), f(1.7), STEP);
      // Next term of the expansion: power^5 h^4 / 30 at most, times 4
      const bound = (4 * Math.abs(power) ** 5 * STEP ** 4) / 30 + 1e-12;
      expect(Math.abs(elasticity! - power)).toBeLessThan(bound);
      expect(Math.abs(slope - power * f(1.7))).toBeLessThanOrEqual(error + bound);
    }
  });

  it('has no elasticity where the output is not positive, and a slope all the same', () => {
    const f = (x: number) => x - 2;
    const { slope, elasticity } = logDerivative(stencil(f, 1), f(1), STEP);
    expect(elasticity).toBeNull();
    expect(slope).toBeCloseTo(1, 7);
  });
});
