// Evidence: closed form, by hand.
import { describe, expect, test } from 'vitest';
import { walkStretch } from '../../../src/stats/guyot-stretch.js';

const stretch = {
  start: 2,
  end: 6,
  points: [
    { time: 3, survival: 0.72 },
    { time: 5, survival: 0.6 },
  ],
};
const before = { alive: 8, survival: 0.8 };

describe('walkStretch', () => {
  test('without censoring: 8 (1 - 0.72 / 0.8) rounds to 1, then 7 (1 - 0.6 / 0.7) is 1', () => {
    const walk = walkStretch(stretch, before, 0);
    expect(walk.deathTimes).toEqual([3, 5]);
    expect(walk.after.alive).toBe(6);
    expect(walk.after.survival).toBeCloseTo(0.6, 14);
    expect(walk.largestDifference).toBeCloseTo(0.02, 14);
    // Half a death: of eight at 0.8, of seven at 0.7
    expect(walk.roundingBound).toBeCloseTo(0.05, 14);
  });

  test('three censored at 3, 4 and 5: of those, two are gone before month 5, and none before a death at their own time', () => {
    const walk = walkStretch(stretch, before, 3);
    expect(walk.censorTimes).toEqual([3, 4, 5]);
    // Month 3: 8 at risk, one dies; month 5: 8 - 1 - 2 at risk, round(5 (1 - 0.6 / 0.7)) = 1 dies
    expect(walk.deathTimes).toEqual([3, 5]);
    expect(walk.after.alive).toBe(3);
    expect(walk.after.survival).toBeCloseTo(0.56, 14);
  });

  test('more censorings than patients leave fewer than none', () => {
    expect(walkStretch(stretch, before, 9).after.alive).toBeLessThan(0);
  });

  test('nobody there: nobody dies, and the difference is that of the curve', () => {
    const walk = walkStretch(stretch, { alive: 0, survival: 0.8 }, 0);
    expect(walk).toMatchObject({ deathTimes: [], roundingBound: 0, after: { alive: 0, survival: 0.8 } });
    expect(walk.largestDifference).toBeCloseTo(0.2, 14);
  });
});
