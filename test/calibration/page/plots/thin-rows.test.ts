import { describe, expect, it } from 'vitest';
import { thinRows } from '../../../../calibration/page/plots/thin-rows.js';

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

describe('thinRows', () => {
  it.each([1, 2, 3, 65, 66, 67, 131, 132, 366, 10_000])(
    'keeps the ends, the order and at most one more than asked: %i',
    (length) => {
      const kept = thinRows(upTo(length), 66);
      expect(kept.length).toBeLessThanOrEqual(67);
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(length - 1);
      expect([...kept].sort((a, b) => a - b)).toEqual(kept);
    },
  );

  it('a short or empty list is left alone', () => {
    expect(thinRows(upTo(66), 66)).toEqual(upTo(66));
    expect(thinRows([], 66)).toEqual([]);
  });
});
