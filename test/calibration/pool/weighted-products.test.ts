import { describe, expect, it } from 'vitest';
import {
  weightedMean,
  weightedMeansInto,
  weightedMeansOfSomeInto,
  weightedProducts,
  weightedSquares,
} from '../../../calibration/pool/weighted-products.js';
import { randomStream } from '../../../src/index.js';

// Evidence: closed form.

it('weightedMean is the sum of weights times values, negative weights included', () => {
  expect(weightedMean(Float64Array.of(0.5, 0.75, -0.25), Float64Array.of(2, 4, 8))).toBe(2);
});

it('weightedMean of nobody is 0', () => {
  expect(weightedMean(new Float64Array(0), new Float64Array(0))).toBe(0);
});

// Evidence: slow oracle (plain sums).

/** Absolute, on sums of up to a thousand products below one. */
const ROUNDING = 1e-11;

const uniform = randomStream({ seed: '0', streamName: 'columns', index: 0 });
const column = (rows: number) => Float64Array.from({ length: rows }, () => 2 * uniform() - 1);
const columns = (count: number, rows: number) => Array.from({ length: count }, () => column(rows));

function plainSum(weights: Float64Array, left: Float64Array, right: Float64Array): number {
  return weights.reduce((sum, weight, row) => sum + weight * left[row]! * right[row]!, 0);
}

/** Rows below, at and above a block, left and right columns that do and do not fill their tiles. */
const sizes = [
  { rows: 0, left: 2, right: 4 },
  { rows: 1, left: 1, right: 1 },
  { rows: 255, left: 2, right: 3 },
  { rows: 256, left: 3, right: 4 },
  { rows: 257, left: 4, right: 5 },
  { rows: 1000, left: 7, right: 9 },
  { rows: 30, left: 0, right: 3 },
  { rows: 30, left: 3, right: 0 },
];

it('weightedMeansInto has the bits of weightedMean at the wanted places, and leaves the others', () => {
  const weights = column(301);
  const all = columns(11, 301);
  for (const wanted of [[], [3], [0, 1, 2, 3], [10, 2, 7, 5, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8]]) {
    const means = new Float64Array(all.length).fill(7);
    weightedMeansInto(weights, all, wanted, means);
    const expected = all.map((each, place) => (wanted.includes(place) ? weightedMean(weights, each) : 7));
    expect([...means]).toEqual(expected);
  }
});

it('weightedMeansOfSomeInto has the bits of weightedMean over these patients alone', () => {
  const weights = column(301);
  const all = columns(6, 301);
  for (const patients of [
    Int32Array.of(),
    Int32Array.of(300),
    Int32Array.from([...weights.keys()].filter((i) => i % 3 > 0)),
  ]) {
    const own = (values: Float64Array) => Float64Array.from(patients, (patient) => values[patient]!);
    for (const wanted of [[], [5], [0, 1, 2, 3, 4]]) {
      const means = new Float64Array(all.length).fill(7);
      weightedMeansOfSomeInto(patients, weights, all, wanted, means);
      const expected = all.map((each, place) => (wanted.includes(place) ? weightedMean(own(weights), own(each)) : 7));
      expect([...means]).toEqual(expected);
    }
  }
});

describe('weightedProducts', () => {
  it.each(sizes)('is the plain sum over $rows rows of $left left and $right right columns', ({ rows, left, right }) => {
    const weights = column(rows);
    const [a, b] = [columns(left, rows), columns(right, rows)];
    const products = weightedProducts(weights, a, b);
    expect(products).toHaveLength(left * right);
    a.forEach((one, j) => {
      b.forEach((other, k) => {
        expect(Math.abs(products[j * right + k]! - plainSum(weights, one, other))).toBeLessThan(ROUNDING);
      });
    });
  });

  it('does not change its columns', () => {
    const weights = column(300);
    const a = columns(3, 300);
    const copy = structuredClone(a);
    weightedProducts(weights, a, a);
    expect(a).toEqual(copy);
  });
});

describe('weightedSquares', () => {
  it.each(sizes)('is the plain sum over $rows rows of $right columns, and symmetric to the bit', ({ rows, right }) => {
    const weights = column(rows);
    const a = columns(right, rows);
    const squares = weightedSquares(weights, a);
    expect(squares).toHaveLength(right * right);
    a.forEach((one, j) => {
      a.forEach((other, k) => {
        expect(Math.abs(squares[j * right + k]! - plainSum(weights, one, other))).toBeLessThan(ROUNDING);
        expect(squares[j * right + k]).toBe(squares[k * right + j]);
      });
    });
  });
});
