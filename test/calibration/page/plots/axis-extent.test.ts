import { describe, expect, it } from 'vitest';
import { axisExtent } from '../../../../calibration/page/plots/axis-extent.js';

describe('axisExtent', () => {
  it('holds all values with 6 % of their span to each side', () => {
    expect(axisExtent([0, 100, 50])).toEqual([-6, 106]);
  });

  it('never has a width of zero', () => {
    expect(axisExtent([2])).toEqual([1.88, 2.12]);
    expect(axisExtent([0, 0])).toEqual([-0.06, 0.06]);
    expect(axisExtent([])).toEqual([0, 1]);
  });

  it('values that are missing or not finite do not count', () => {
    expect(axisExtent([null, Number.NaN, Number.POSITIVE_INFINITY, 0, 1])).toEqual([-0.06, 1.06]);
  });
});
