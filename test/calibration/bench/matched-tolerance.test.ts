// Evidence: the documented rule.
import { describe, expect, test } from 'vitest';
import { matchedTolerance } from '../../../calibration/bench/matched-tolerance.js';
import { precisionRow } from './sample-bench.js';

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
