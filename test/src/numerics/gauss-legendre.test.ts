import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { gaussLegendre } from '../../../src/numerics/gauss-legendre.js';

/** Independent tool: numpy's leggauss, `test/fixtures/numerics/gauss-legendre.py`. */
const fixture: { rules: Record<string, [nodes: number[], weights: number[]]> } = JSON.parse(
  readFileSync(new URL('../../fixtures/numerics/gauss-legendre.json', import.meta.url), 'utf8'),
);

/** Both are computed in double precision; near the ends numpy's own weights carry errors of a few 1e-15. */
const AGREEMENT = 2e-14;
/** Rounding of a sum of up to 33 terms of size below 1. */
const ROUNDING = 1e-14;

const counts = [1, 2, 3, 4, 5, 8, 16, 33];

/** Mean of x^degree under the rule. */
function moment(count: number, degree: number): number {
  return gaussLegendre(count).reduce((sum, { node, weight }) => sum + weight * node ** degree, 0);
}

describe('gaussLegendre', () => {
  test.each(Object.entries(fixture.rules))('%s nodes and weights agree with numpy', (count, [nodes, weights]) => {
    const rule = [...gaussLegendre(Number(count))].reverse();
    expect(rule).toHaveLength(nodes.length);
    rule.forEach(({ node, weight }, index) => {
      expect(Math.abs(node - nodes[index]!)).toBeLessThan(AGREEMENT);
      expect(Math.abs(weight - weights[index]!)).toBeLessThan(AGREEMENT);
    });
  });

  test.each(counts)('%i nodes: exact for every power up to degree 2 n - 1 (closed form)', (count) => {
    for (let degree = 0; degree <= 2 * count - 1; degree++) {
      const exact = degree % 2 === 0 ? 1 / (degree + 1) : 0;
      expect(Math.abs(moment(count, degree) - exact)).toBeLessThan(ROUNDING);
    }
  });

  test.each([1, 2, 3, 4, 5, 8])('%i nodes: the error at degree 2 n is (2^n n!^2 / (2n)!)^2 / (2n + 1)', (n) => {
    // Error of the rule for x^(2n), with the weights of the uniform distribution: the squared norm of the monic polynomial.
    let norm = 1 / (2 * n + 1);
    for (let k = 1; k <= n; k++) norm *= (k / (2 * k - 1)) ** 2;
    expect(1 / (2 * n + 1) - moment(n, 2 * n)).toBeCloseTo(norm, 14);
  });

  test.each(counts)(
    '%i nodes: inside (-1, 1), descending, symmetric, with positive weights that add up to 1',
    (count) => {
      const rule = gaussLegendre(count);
      rule.forEach(({ node, weight }, index) => {
        const mirrored = rule[count - 1 - index]!;
        expect(Math.abs(node)).toBeLessThan(1);
        expect(weight).toBeGreaterThan(0);
        expect(Math.abs(node + mirrored.node)).toBeLessThan(ROUNDING);
        expect(Math.abs(weight - mirrored.weight)).toBeLessThan(ROUNDING);
        if (index > 0) expect(node).toBeLessThan(rule[index - 1]!.node);
      });
      expect(Math.abs(moment(count, 0) - 1)).toBeLessThan(ROUNDING);
    },
  );

  test('a smooth function converges: mean of exp over [-1, 1]', () => {
    const mean = gaussLegendre(10).reduce((sum, { node, weight }) => sum + weight * Math.exp(node), 0);
    expect(mean).toBeCloseTo(Math.sinh(1), 14);
  });

  test('the middle node of an odd rule is zero', () => {
    for (const count of [1, 3, 5, 33])
      expect(Math.abs(gaussLegendre(count)[(count - 1) / 2]!.node)).toBeLessThan(1e-16);
  });

  test.each([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d nodes', (count) => {
    expect(() => gaussLegendre(count)).toThrow(InputError);
    expect(() => gaussLegendre(count)).toThrow(`gaussLegendre.count: must be an integer >= 1; got ${count}`);
  });
});
