// Evidence: closed form (by the definition).
import { describe, expect, it } from 'vitest';
import { separationAlong } from '../../../src/stats/separation.js';

describe('separationAlong', () => {
  it.each([
    ['complete', 'all rows lie on their side', [-2, -1, 1, 3], [0, 0, 1, 1], 0],
    ['quasi', 'rows of both labels lie on the border', [-2, 0, 0, 3], [0, 0, 1, 1], 0],
    ['none', 'one row lies on the wrong side', [-2, 1, -1, 3], [0, 0, 1, 1], 0],
    ['none', 'the direction is reversed', [2, 1, -1, -3], [0, 0, 1, 1], 0],
    ['none', 'the direction is zero', [0, 0, 0, 0], [0, 0, 1, 1], 0],
    ['quasi', 'a row is wrong by less than the tolerance', [-2, 1e-8, 1, 3], [0, 0, 1, 1], 1e-6],
    ['quasi', 'a row is right by less than the tolerance', [-2, -1e-8, 1, 3], [0, 0, 1, 1], 1e-6],
    ['none', 'a row is wrong by more than the tolerance', [-2, 1e-4, 1, 3], [0, 0, 1, 1], 1e-6],
    ['none', 'the predictor is not a number', [Number.NaN, 1], [0, 1], 0],
  ] as const)('is %s where %s', (kind, _, predictor, labels, tolerance) => {
    expect(separationAlong(predictor, labels, tolerance)).toBe(kind);
  });
});
