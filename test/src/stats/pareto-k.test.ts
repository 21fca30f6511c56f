// Evidence: an independent implementation in numpy (test/fixtures/stats/pareto-k.py); quantiles of Pareto distributions, whose shape is
// known; invariance laws.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exp, paretoK, power } from '../../../src/index.js';

interface Case {
  readonly kind: 'pareto' | 'waves' | 'bounded' | 'tied';
  readonly n: number;
  readonly a: number;
  readonly k: number;
}
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/stats/pareto-k.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

const formulas: Readonly<Record<Case['kind'], (i: number, n: number, a: number) => number>> = {
  pareto: (i, n, a) => power((((i * 7919) % n) + 0.5) / n, -a),
  waves: (i, _, a) => exp(a * Math.sin(i * i * 0.37) + a * Math.cos(1.7 * i)),
  bounded: (i) => 1 + Math.sin(i * 1.3) * Math.sin(i * 1.3),
  tied: (i, n, a) => Math.floor(10 * power((((i * 7919) % n) + 0.5) / n, -a)),
};
const weightsOf = ({ kind, n, a }: Omit<Case, 'k'>) =>
  Float64Array.from({ length: n }, (_, i) => formulas[kind](i, n, a));

/** Weights of the two programs differ in the last digit. */
const FROM_NUMPY = 1e-9;
/** Error of the estimate on the quantiles of a distribution: the weak prior at one half, and the length of the tail. */
const FROM_TRUTH = 0.06;

describe('paretoK(weights)', () => {
  test.each(cases)('is that of numpy: $n $kind weights of $a', (given) => {
    expect(Math.abs(paretoK(weightsOf(given)) - given.k)).toBeLessThan(FROM_NUMPY);
  });

  test.each([0.1, 0.5, 0.7, 1])('is near the shape of a Pareto distribution, %s', (a) => {
    expect(Math.abs(paretoK(weightsOf({ kind: 'pareto', n: 20_000, a })) - a)).toBeLessThan(FROM_TRUTH);
  });

  test('depends neither on the order nor on the scale of the weights, and leaves them as they are', () => {
    const weights = weightsOf({ kind: 'waves', n: 800, a: 2 });
    const before = weights.slice();
    const k = paretoK(weights);
    expect(weights).toEqual(before);
    for (const order of [weights.toReversed(), weights.toSorted(), weights.toSorted().reverse()])
      expect(paretoK(order)).toBe(k);
    // A power of two changes no digit
    expect(paretoK(weights.map((weight) => weight / 1024))).toBe(k);
  });

  test('grows with the power of the weights', () => {
    const ks = [0.5, 1, 2, 3].map((a) => paretoK(weightsOf({ kind: 'waves', n: 3000, a })));
    expect(ks).toEqual(ks.toSorted((left, right) => left - right));
  });

  test('has no value where all weights are equal, or too few', () => {
    expect(paretoK(new Float64Array(500).fill(0.002))).toBeNaN();
    expect(paretoK(Float64Array.of(1, 2, 3, 4, 5, 6))).toBeNaN();
    expect(paretoK(new Float64Array())).toBeNaN();
  });

  test('is infinite where a few patients have all the weight', () => {
    const weights = new Float64Array(500);
    weights.set([0.9, 0.06, 0.04], 17);
    expect(paretoK(weights)).toBe(Number.POSITIVE_INFINITY);
  });
});
