// Evidence: closed form (all orders counted) · law (p values are uniform where there is nothing to find).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { permutationTest } from '../../../src/stats/permutation-test.js';

const streamOf = (seed: string) => (index: number) => randomStream({ seed, streamName: 'permutations', index });

/** Sum of the values of the rows labelled 1. */
const sumOf = (values: readonly number[]) => (labels: Uint8Array) =>
  values.reduce((sum, value, row) => sum + (labels[row] === 1 ? value : 0), 0);

describe('permutationTest', () => {
  it('comes close to the exact p over all orders', () => {
    // Of the 20 ways to choose 3 of 6 values, only 4 + 5 + 6 reaches 15
    const { p, observed } = permutationTest(Uint8Array.of(0, 0, 0, 1, 1, 1), sumOf([1, 2, 3, 4, 5, 6]), {
      permutations: 4000,
      streamOf: streamOf('0'),
    });
    expect(observed).toBe(15);
    // Four standard errors of a share of 1/20
    expect(Math.abs(p - 1 / 20)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 4000));
  });

  it('is uniform on its steps where labels and values have nothing to do with each other', () => {
    const permutations = 19;
    const tests = 600;
    const seen = new Array<number>(permutations + 1).fill(0);
    for (let test = 0; test < tests; test++) {
      const uniform = randomStream({ seed: 'null', streamName: 'data', index: test });
      const values = Array.from({ length: 12 }, () => uniform());
      const labels = Uint8Array.from(values, (_, row) => row % 2);
      const { p } = permutationTest(labels, sumOf(values), { permutations, streamOf: streamOf(`null ${test}`) });
      seen[Math.round(p * (permutations + 1)) - 1]!++;
    }
    const expected = tests / (permutations + 1);
    const chiSquare = seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 0.999 quantile of chi-square on 19 degrees of freedom
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('is never 0 and is 1 for a statistic that does not look at the labels', () => {
    const labels = Uint8Array.of(0, 1, 0, 1);
    expect(permutationTest(labels, () => 7, { permutations: 9, streamOf: streamOf('1') }).p).toBe(1);
    const best = permutationTest(labels, (order) => (order === labels ? 1 : 0), {
      permutations: 9,
      streamOf: streamOf('1'),
    });
    expect(best.p).toBe(0.1);
  });

  it('shuffles copies: the labels stay as they are and keep their number', () => {
    const labels = Uint8Array.of(1, 1, 0, 0, 0);
    const counts: number[] = [];
    permutationTest(labels, (order) => counts.push(order.reduce((sum, label) => sum + label, 0)), {
      permutations: 5,
      streamOf: streamOf('2'),
    });
    expect(labels).toEqual(Uint8Array.of(1, 1, 0, 0, 0));
    expect(counts).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('refuses a statistic that is not a number and no permutation at all', () => {
    const labels = Uint8Array.of(0, 1);
    expect(() => permutationTest(labels, () => Number.NaN, { permutations: 1, streamOf: streamOf('3') })).toThrow(
      InputError,
    );
    expect(() => permutationTest(labels, () => 1, { permutations: 0, streamOf: streamOf('3') })).toThrow(InputError);
  });
});
