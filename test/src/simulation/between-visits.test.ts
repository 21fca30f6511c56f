// Evidence: closed form, by hand.
import { describe, expect, it } from 'vitest';
import { daysBetweenVisits, linearCrossing, medianBetweenVisitsDays, visitWindows } from '../../../src/index.js';

const visits = [56, 112];

/** A curve of 366 days that falls at visits, and by the share of those alive in between. */
const curve = (free: readonly number[], alive: (day: number) => number) =>
  Float64Array.from({ length: 366 }, (_, day) => alive(day) * free[visits.filter((visit) => visit <= day).length]!);

describe('medianBetweenVisitsDays', () => {
  it('is on the straight line through the window of the visit at which the curve falls through one half', () => {
    expect(
      medianBetweenVisitsDays(
        curve([1, 0.4, 0.2], () => 1),
        visits,
      ),
    ).toBeCloseTo(46 + 20 * (0.5 / 0.6), 12);
    expect(
      medianBetweenVisitsDays(
        curve([1, 0.7, 0.3], () => 1),
        visits,
      ),
    ).toBeCloseTo(107, 12);
  });

  it('is the end of the window of a visit after which exactly one half is left', () => {
    expect(
      medianBetweenVisitsDays(
        curve([1, 0.5, 0.3], () => 1),
        visits,
      ),
    ).toBe(66);
  });

  it('is the median of the curve itself after the last visit', () => {
    const alive = (day: number) => 2 ** (-day / 300);
    const day = medianBetweenVisitsDays(curve([1, 0.9, 0.8], alive), visits)!;
    // A straight line over one day of 300
    expect(Math.abs(day - 300 * Math.log2(1.6))).toBeLessThan(1e-3);
  });

  it('is null where the curve stays above one half', () => {
    const high = curve([1, 0.9, 0.8], () => 1);
    expect(medianBetweenVisitsDays(high, visits)).toBeNull();
    expect(medianBetweenVisitsDays(high, [])).toBeNull();
  });
});

describe('linearCrossing', () => {
  it('names the days around the crossing, -1 for the start', () => {
    expect(linearCrossing([10, 20], [0.25, 0.1])).toEqual({ day: 10 * (0.5 / 0.75), before: -1, after: 0 });
    expect(linearCrossing([10, 20, 30], [0.9, 0.6, 0.4])).toEqual({ day: expect.closeTo(25, 12), before: 1, after: 2 });
    expect(linearCrossing([], [])).toBeNull();
  });
});

describe('daysBetweenVisits', () => {
  it('are the windows of the visits and steps from the last one to the horizon, which ends the list once', () => {
    expect(daysBetweenVisits(visits, 125, 5)).toEqual([46, 66, 102, 112, 117, 122, 125]);
    expect(daysBetweenVisits(visits, 112, 5)).toEqual([46, 66, 102, 112]);
    expect(daysBetweenVisits([], 9, 4)).toEqual([4, 8, 9]);
  });
});

describe('visitWindows', () => {
  it('has ten days on each side, half the way to the next visit where that is less, and ends at the last visit', () => {
    expect(visitWindows([56, 112, 119])).toEqual([
      [46, 66],
      [102, 115],
      [116, 119],
    ]);
    expect(visitWindows([1, 2, 3])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(visitWindows([56])).toEqual([[46, 56]]);
    expect(visitWindows([])).toEqual([]);
  });

  it('reads a median at the first visit as that visit, within the window', () => {
    // 92 % before and 16 % after the visit of day 56: the median of this curve is day 56
    const median = medianBetweenVisitsDays(
      curve([0.92, 0.16, 0.05], () => 1),
      visits,
    )!;
    expect(Math.abs(median - 56)).toBeLessThan(2);
  });
});
