import { describe, expect, test } from 'vitest';
import { ERROR_FLOOR, largestRelativeError, matchedTolerance } from '../../../calibration/bench/measure-error.js';
import { precisionRow } from './sample-bench.js';

// Evidence: closed forms.

const of = (...values: readonly number[]) => Float64Array.from(values);

describe('largestRelativeError', () => {
  test('is relative above the floor and absolute over the floor below it', () => {
    expect(largestRelativeError(of(2.5e8), of(2e8))).toBe(0.25);
    expect(largestRelativeError(of(10), of(0))).toBe(10 / ERROR_FLOOR);
    expect(largestRelativeError(of(-3e6), of(-4e6))).toBe(0.25);
  });

  test('the worst entry counts, at any position', () => {
    const reference = of(1e6, 1e6, 1e6);
    for (let index = 0; index < 3; index++) {
      const solution = reference.slice();
      solution[index] = 1.5e6;
      expect(largestRelativeError(solution, reference)).toBe(0.5);
    }
    expect(largestRelativeError(reference, reference)).toBe(0);
    expect(largestRelativeError(of(), of())).toBe(0);
  });

  test('a NaN or an infinite entry, and another length, have no error', () => {
    expect(largestRelativeError(of(1e6, Number.NaN, 1e6), of(1e6, 1e6, 2e6))).toBeNull();
    expect(largestRelativeError(of(Number.POSITIVE_INFINITY), of(1e6))).toBeNull();
    expect(largestRelativeError(of(1), of(1, 2))).toBeNull();
  });
});

// Evidence: the documented rule.

const rows = (errors: Readonly<Record<string, number | null>>) =>
  Object.entries(errors).map(([tolerance, error]) => precisionRow({ relativeTolerance: Number(tolerance), error }));

describe('matchedTolerance', () => {
  test('is the loosest one below the default that reaches the class', () => {
    expect(matchedTolerance(rows({ '1e-6': 1e-4, '1e-7': 2e-5, '1e-8': 3e-6, '1e-9': 1e-7 }))).toBe(1e-8);
  });

  test('a peer of the class at the default tolerance, or within a factor of two, needs none', () => {
    expect(matchedTolerance(rows({ '1e-6': 1e-7, '1e-7': 1e-8 }))).toBeNull();
    expect(matchedTolerance(rows({ '1e-6': 5.9e-6, '1e-7': 1e-8 }))).toBeNull();
    expect(matchedTolerance(rows({ '1e-6': 6.1e-6, '1e-7': 1e-8 }))).toBe(1e-7);
  });

  test('a looser tolerance that happens to be fine does not count', () => {
    expect(matchedTolerance(rows({ '1e-5': 1e-7, '1e-6': 1e-4, '1e-7': 1e-5 }))).toBeNull();
  });

  test('without an error at the default tolerance, or without any row, there is none', () => {
    expect(matchedTolerance(rows({ '1e-6': null, '1e-7': 1e-8 }))).toBeNull();
    expect(matchedTolerance(rows({ '1e-7': 1e-8 }))).toBeNull();
    expect(matchedTolerance([])).toBeNull();
  });

  test('a tolerance without an error is passed over', () => {
    expect(matchedTolerance(rows({ '1e-6': 1e-4, '1e-7': null, '1e-8': 1e-6 }))).toBe(1e-8);
  });
});
