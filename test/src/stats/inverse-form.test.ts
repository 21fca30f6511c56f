// Evidence: by hand (2 x 2 inverse; generalised inverse of a contrast matrix).
import { expect, test } from 'vitest';
import { inverseForm } from '../../../src/stats/inverse-form.js';

test('inverseForm of a regular matrix is vector inverse(matrix) vector', () => {
  // [[4, 1], [1, 3]] has the inverse [[3, -1], [-1, 4]] / 11
  const { value, rank } = inverseForm(
    [
      [4, 1],
      [1, 3],
    ],
    [2, 5],
  );
  expect(value).toBeCloseTo((3 * 4 - 2 * 10 + 4 * 25) / 11, 13);
  expect(rank).toBe(2);
});

test('inverseForm of a singular matrix takes a generalised inverse for a vector in its range', () => {
  // Rows sum to 0; any one element omitted gives the same
  const matrix = [
    [2, -1, -1],
    [-1, 2, -1],
    [-1, -1, 2],
  ];
  expect(inverseForm(matrix, [1, 1, -2]).value).toBeCloseTo(2, 13);
  expect(inverseForm(matrix, [1, 1, -2]).rank).toBe(2);
});

test('inverseForm of zeros and of nothing has rank 0', () => {
  expect(inverseForm([[0]], [0])).toEqual({ value: 0, rank: 0 });
  expect(inverseForm([], [])).toEqual({ value: 0, rank: 0 });
});
