// Evidence: by hand.
import { expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { groupsByCuts, quantileCuts } from '../../../src/stats/marker-groups.js';

test('quantileCuts: median and tertiles', () => {
  expect(quantileCuts([5, 1, 3, 2], 2)).toEqual([2.5]);
  expect(quantileCuts([1, 2, 3, 4], 3)).toEqual([2, 3]);
});

test('groupsByCuts: a value at a cut belongs below it', () => {
  expect([...groupsByCuts([1, 2, 2.1, 3, 9], [2, 3])]).toEqual([0, 0, 1, 1, 2]);
});

test('quantileCuts refuses one group, no marker and NaN', () => {
  for (const [markers, groups] of [
    [[1], 1],
    [[], 2],
    [[1, Number.NaN], 2],
  ] as const) {
    expect(() => quantileCuts(markers, groups)).toThrow(InputError);
  }
});
