import { describe, expect, it } from 'vitest';
import { thinCurve } from '../../../../calibration/page/plots/thin-curve.js';

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
