// Evidence: scipy 1.17.1 (stats.qmc.Sobol(d=1024, scramble=False, bits=32), points 1 to 8 and 31); the net property of the sequence.
import { describe, expect, it } from 'vitest';
import { MAX_SOBOL_DIMENSIONS, sobolSequence } from '../../../src/random/sobol-sequence.js';

/** Coordinates times 2^32 by dimension (from 1): points 1 to 8, then point 31. */
const scipy: Readonly<Record<number, readonly number[]>> = {
  1: [2147483648, 3221225472, 1073741824, 1610612736, 3758096384, 2684354560, 536870912, 805306368, 134217728],
  2: [2147483648, 1073741824, 3221225472, 1610612736, 3758096384, 536870912, 2684354560, 1342177280, 2281701376],
  3: [2147483648, 1073741824, 3221225472, 2684354560, 536870912, 3758096384, 1610612736, 4026531840, 3892314112],
  6: [2147483648, 3221225472, 1073741824, 536870912, 2684354560, 3758096384, 1610612736, 1342177280, 3355443200],
  21: [2147483648, 1073741824, 3221225472, 536870912, 2684354560, 1610612736, 3758096384, 805306368, 1744830464],
  42: [2147483648, 3221225472, 1073741824, 2684354560, 536870912, 1610612736, 3758096384, 268435456, 2818572288],
  431: [2147483648, 1073741824, 3221225472, 536870912, 2684354560, 1610612736, 3758096384, 1879048192, 134217728],
  862: [2147483648, 3221225472, 1073741824, 1610612736, 3758096384, 2684354560, 536870912, 2952790016, 134217728],
  1024: [2147483648, 3221225472, 1073741824, 3758096384, 1610612736, 536870912, 2684354560, 268435456, 1476395008],
};

const options = {
  points: 32,
  dimensions: MAX_SOBOL_DIMENSIONS,
  scrambling: 'none',
  seed: '1',
  streamName: 'test',
} as const;

/** How many of 2^m points lie in each of 2^a x 2^b equal boxes of two dimensions. */
function boxCounts(
  uniforms: Float64Array,
  dimensions: number,
  [i, j]: readonly [number, number],
  [a, b]: readonly [number, number],
) {
  const counts = new Array<number>(2 ** (a + b)).fill(0);
  for (let row = 0; row < uniforms.length; row += dimensions) {
    counts[Math.floor(uniforms[row + i]! * 2 ** a) * 2 ** b + Math.floor(uniforms[row + j]! * 2 ** b)]! += 1;
  }
  return counts;
}

describe('sobolSequence', () => {
  it('without scrambling is scipy’s, digit by digit, in the first and the last dimensions', () => {
    const points = sobolSequence(options);
    for (const [dimension, digits] of Object.entries(scipy)) {
      const column = [1, 2, 3, 4, 5, 6, 7, 8, 31].map(
        (point) => points[point * MAX_SOBOL_DIMENSIONS + Number(dimension) - 1],
      );
      expect(column).toEqual(digits.map((value) => value / 2 ** 32));
    }
    expect(points.subarray(0, MAX_SOBOL_DIMENSIONS).every((value) => value === 0)).toBe(true);
  });

  it('scrambled puts one of 2^m points into each of 2^m strata of every dimension, and into each elementary box of the first two', () => {
    for (const seed of ['1', '2']) {
      const dimensions = 300;
      const points = sobolSequence({ ...options, points: 256, dimensions, scrambling: 'matrix', seed });
      for (let j = 0; j < dimensions; j++) {
        expect(new Set(boxCounts(points, dimensions, [j, j], [8, 0]))).toEqual(new Set([1]));
      }
      for (let a = 0; a <= 8; a++)
        expect(new Set(boxCounts(points, dimensions, [0, 1], [a, 8 - a]))).toEqual(new Set([1]));
    }
  });

  it('scrambled lies strictly inside the cube, keeps points when there are more, and differs by seed, stream name and dimension', () => {
    const few = sobolSequence({ ...options, scrambling: 'matrix', dimensions: 3 });
    const more = sobolSequence({ ...options, scrambling: 'matrix', dimensions: 3, points: 64 });
    expect([...more.subarray(0, few.length)]).toEqual([...few]);
    expect(Math.min(...few)).toBeGreaterThan(0);
    expect(Math.max(...few)).toBeLessThan(1);
    const others = [{ seed: '2' }, { streamName: 'other' }].map((change) =>
      sobolSequence({ ...options, scrambling: 'matrix', dimensions: 3, ...change }),
    );
    for (const other of others) expect(other[0]).not.toBe(few[0]);
  });

  it('scrambled is unbiased: the mean of a square over 400 seeds of 4 points is 1/3', () => {
    const means = Array.from({ length: 400 }, (_, seed) => {
      const points = sobolSequence({ ...options, points: 4, dimensions: 5, scrambling: 'matrix', seed: String(seed) });
      return [0, 5, 10, 15].reduce((sum, row) => sum + points[row + 4]! ** 2 / 4, 0);
    });
    const mean = means.reduce((sum, value) => sum + value, 0) / 400;
    const sd = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
    expect(Math.abs(mean - 1 / 3)).toBeLessThan((4 * sd) / 20);
  });

  it.each([
    [{ points: 0 }, 'sobolSequence.points: must be an integer in [1, 16777216]; got 0'],
    [{ points: Number.NaN }, 'got NaN'],
    [{ dimensions: 1025 }, 'sobolSequence.dimensions: must be an integer in [1, 1024]; got 1025'],
  ])('refuses %j', (change, message) => {
    expect(() => sobolSequence({ ...options, ...change })).toThrow(message);
  });
});
