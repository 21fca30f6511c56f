// Evidence: by hand.
import { expect, test } from 'vitest';
import { coxData } from '../../../src/stats/cox-data.js';
import { isMonotoneAlong } from '../../../src/stats/cox-monotone.js';

const dataOf = (times: number[], observed: number[], column: number[], strata?: number[]) =>
  coxData({ times, observed, columns: [column], strata }, 'test');

test('isMonotoneAlong: every death has the largest value of those at risk', () => {
  const data = dataOf([1, 2, 3], [1, 1, 0], [5, 4, 1]);
  expect([isMonotoneAlong(data, [1]), isMonotoneAlong(data, [-1])]).toEqual([true, false]);
});

test('isMonotoneAlong: one death below another at risk breaks it', () => {
  expect(isMonotoneAlong(dataOf([1, 2, 3], [1, 1, 0], [5, 1, 4]), [1])).toBe(false);
});

test('isMonotoneAlong: ties count as a risk set, so two values at one death time break it', () => {
  expect(isMonotoneAlong(dataOf([1, 1, 2], [1, 1, 0], [5, 5, 1]), [1])).toBe(true);
  expect(isMonotoneAlong(dataOf([1, 1, 2], [1, 1, 0], [5, 4, 1]), [1])).toBe(false);
});

test('isMonotoneAlong: strata are checked separately', () => {
  const column = [5, 1, 2, 0];
  expect(isMonotoneAlong(dataOf([2, 3, 1, 4], [1, 0, 1, 0], column), [1])).toBe(false);
  expect(isMonotoneAlong(dataOf([2, 3, 1, 4], [1, 0, 1, 0], column, [0, 0, 1, 1]), [1])).toBe(true);
});

test('isMonotoneAlong: a level likelihood does not increase', () => {
  expect(isMonotoneAlong(dataOf([1, 2], [0, 1], [1, 2]), [1])).toBe(false);
});
