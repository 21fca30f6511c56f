import { describe, expect, it } from 'vitest';
import { thinCurve, thinRows } from '../../../../calibration/page/plots/thin-rows.js';

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

const diagonal = (steps: number) =>
  Array.from({ length: steps + 1 }, (_, index) => ({ fpr: index / steps, tpr: index / steps }));

describe('thinCurve', () => {
  it('keeps the ends and drops what falls on the same pixel', () => {
    const kept = thinCurve(diagonal(100_000));
    expect(kept[0]).toEqual({ fpr: 0, tpr: 0 });
    expect(kept.at(-1)).toEqual({ fpr: 1, tpr: 1 });
    // A path of length 2 in steps of at least 1/260, and the last point.
    expect(kept.length).toBeLessThanOrEqual(2 * 260 + 2);
  });

  it('a coarse curve is left alone, empty and single points too', () => {
    expect(thinCurve(diagonal(10))).toEqual(diagonal(10));
    expect(thinCurve([])).toEqual([]);
    expect(thinCurve([{ fpr: 0, tpr: 0 }])).toHaveLength(1);
  });
});
