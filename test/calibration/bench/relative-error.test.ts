// Evidence: closed forms.
import { describe, expect, test } from 'vitest';
import { ERROR_FLOOR, largestRelativeError } from '../../../calibration/bench/relative-error.js';

const of = (...values: readonly number[]) => Float64Array.from(values);

describe('largestRelativeError', () => {
  test('is relative above the floor and absolute over the floor below it', () => {
    expect(largestRelativeError(of(2.5e8), of(2e8))).toBe(0.25);
    expect(largestRelativeError(of(10), of(0))).toBe(10 / ERROR_FLOOR);
    expect(largestRelativeError(of(-3e6), of(-4e6))).toBe(0.25);
  });

  test('the worst entry counts, wherever it stands', () => {
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
