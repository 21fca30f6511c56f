import { describe, expect, it } from 'vitest';
import { axisExtent, logTicks } from '../../../../calibration/page/plots/axes.js';

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

describe('logTicks', () => {
  it('gives 1, 2, 5 per decade', () => {
    expect(logTicks(0.1, 10)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
  });

  it('is finer where 1, 2, 5 would leave fewer than three', () => {
    expect(logTicks(0.4, 1.7)).toEqual([0.4, 0.5, 0.6, 0.8, 1, 1.5]);
  });

  it('every tick lies inside the axis, rising', () => {
    for (const [from, to] of [
      [1.3, 6.9],
      [3e-8, 2e-5],
      [0.99, 1.01],
    ] as const) {
      const ticks = logTicks(from, to);
      expect(ticks.every((tick) => tick >= from && tick <= to)).toBe(true);
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
    }
  });
});
