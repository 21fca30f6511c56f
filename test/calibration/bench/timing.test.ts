// Evidence: closed forms.
import { describe, expect, test } from 'vitest';
import { differenceMilliseconds, repeatRatios, sizePair, spreadOf } from '../../../calibration/bench/timing.js';

describe('differenceMilliseconds', () => {
  test('start-up drops out: any constant may be added to both times', () => {
    for (const startUp of [0, 0.25, 8]) {
      const seconds = [startUp + 10 * 0.5, startUp + 30 * 0.5] as const;
      expect(differenceMilliseconds({ patients: [10, 30], seconds })).toBe(500);
    }
  });

  test.each([
    ['equal times', [1, 1]],
    ['a larger size that took less', [1, 0.9]],
    ['a time that is no number', [1, Number.NaN]],
    ['a time without end', [1, Number.POSITIVE_INFINITY]],
  ] as const)('%s are not informative', (_words, seconds) => {
    expect(differenceMilliseconds({ patients: [10, 30], seconds })).toBeNull();
  });
});

describe('spreadOf', () => {
  test('odd and even counts, any order, one value', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4 });
    expect(spreadOf([7])).toEqual({ min: 7, median: 7, max: 7 });
  });

  test('missing values are ignored; without values the result is null', () => {
    expect(spreadOf([null, 10, null, 9])).toEqual({ min: 9, median: 9.5, max: 10 });
    expect(spreadOf([null, null])).toBeNull();
    expect(spreadOf([])).toBeNull();
  });

  test('sorts by size, not by digits', () => {
    expect(spreadOf([10, 9, 100])).toEqual({ min: 9, median: 10, max: 100 });
  });
});

describe('repeatRatios', () => {
  test('a machine that slows down between repeats leaves the ratios alone', () => {
    const [own, peer] = [
      [1, 2, 4],
      [3, 6, 12],
    ];
    expect(repeatRatios(peer, own)).toEqual([3, 3, 3]);
  });

  test('a repeat that misses either has no ratio', () => {
    expect(repeatRatios([2, null, 2, 2], [1, 1, null])).toEqual([2, null, null, null]);
  });
});

describe('sizePair', () => {
  test('both sizes are even, ascending and available, for any request', () => {
    for (const most of [4, 5, 37, 2000]) {
      for (const wish of [0.001, 1, 2, 3, 7.5, 33, 1000, 1e9, Number.POSITIVE_INFINITY]) {
        const [small, large] = sizePair(wish, most);
        expect([small % 2, large % 2]).toEqual([0, 0]);
        expect(small).toBeGreaterThanOrEqual(2);
        expect(large).toBeGreaterThan(small);
        expect(large).toBeLessThanOrEqual(most);
      }
    }
  });

  test('where there are patients enough the difference is what was asked for', () => {
    const [small, large] = sizePair(800, 8000);
    expect([small, large]).toEqual([200, 1000]);
  });
});
