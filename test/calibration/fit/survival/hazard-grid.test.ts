// Evidence: closed form (sums of polynomials) · slow oracle (the sum over days itself) · laws.
import { describe, expect, it } from 'vitest';
import { GRID_STEP_DAYS, type HazardGrid, hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';

/** Absolute, on sums of a few hundred numbers of size one. */
const ROUNDING = 1e-10;

/** Cumulative values at each time of the grid, of a function of the day. */
function cumulative(grid: HazardGrid, f: (day: number) => number): readonly number[] {
  let total = 0;
  return grid.increments.map((weights, k) => {
    weights.forEach((weight, j) => {
      total += weight * f(grid.days[grid.first[k]! + j]!);
    });
    return total;
  });
}

function dailySum(f: (day: number) => number, time: number): number {
  let total = 0;
  for (let day = 0; day < time; day++) total += f(day);
  return total;
}

const times = [1, 2, 3, 4, 5, 8, 91, 92, 183, 274, 365, 366];

describe('hazardGrid', () => {
  it('has nodes every few days from 0 to the horizon, ascending, none twice', () => {
    for (const horizon of [1, 3, 4, 5, 365, 366, 368]) {
      const { days } = hazardGrid([1], horizon);
      expect(days[0]).toBe(0);
      expect(days.at(-1)).toBe(horizon);
      days.slice(1).forEach((day, index) => {
        expect(day).toBeGreaterThan(days[index]!);
        expect(day - days[index]!).toBeLessThanOrEqual(GRID_STEP_DAYS);
      });
    }
  });

  it('counts the days of a constant: t at time t', () => {
    cumulative(hazardGrid(times, 366), () => 1).forEach((total, k) => {
      expect(Math.abs(total - times[k]!)).toBeLessThan(ROUNDING);
    });
  });

  it('sums a straight line exactly: t (t - 1) / 2 at time t', () => {
    cumulative(hazardGrid(times, 366), (day) => day).forEach((total, k) => {
      expect(Math.abs(total - (times[k]! * (times[k]! - 1)) / 2)).toBeLessThan(ROUNDING * 100);
    });
  });

  it('misses the sum of squares of days by what Euler and Maclaurin and the trapezoidal rule say', () => {
    // Sum over d < t of d^2 = t^3/3 - t^2/2 + t/6; trapezoidal rule of step h: t^3/3 + h^2 t/6. Difference (h^2 - 1) t/6.
    const whole = times.filter((time) => time % GRID_STEP_DAYS === 0);
    cumulative(hazardGrid(whole, 366), (day) => day * day).forEach((total, k) => {
      const expected = dailySum((day) => day * day, whole[k]!) + ((GRID_STEP_DAYS ** 2 - 1) * whole[k]!) / 6;
      expect(Math.abs(total - expected)).toBeLessThan(ROUNDING * 1e4);
    });
  });

  it('sums a hazard that triples over the year to 1e-4', () => {
    const hazard = (day: number) => 0.004 + 0.008 / (1 + Math.exp(-(day - 150) / 25));
    cumulative(hazardGrid(times, 366), hazard).forEach((total, k) => {
      expect(Math.abs(total - dailySum(hazard, times[k]!))).toBeLessThan(1e-4);
    });
  });

  it('goes in a straight line between two days', () => {
    const hazard = (day: number) => 0.01 + day / 1e5;
    const [before, between, after] = cumulative(hazardGrid([91, 91.3125, 92], 366), hazard) as [number, number, number];
    // The exponent is quadratic within a day; a quarter of the curvature of one day is left
    expect(Math.abs(between - (before + 0.3125 * (after - before)))).toBeLessThan(1e-5);
  });

  it('has increments that only touch the nodes around their stretch of time', () => {
    const grid = hazardGrid([100, 200, 300], 366);
    grid.increments.forEach((weights, k) => {
      const [from, to] = [grid.days[grid.first[k]!]!, grid.days[grid.first[k]! + weights.length - 1]!];
      expect(from).toBeGreaterThanOrEqual(100 * k - GRID_STEP_DAYS);
      expect(to).toBeLessThanOrEqual(100 * (k + 1) + GRID_STEP_DAYS);
    });
  });

  it('adds nothing between two equal times', () => {
    const grid = hazardGrid([90, 90, 180], 366);
    expect(grid.increments[1]).toEqual([]);
    const [first, second, third] = cumulative(grid, () => 1);
    expect(second).toBe(first);
    expect(Math.abs(third! - 180)).toBeLessThan(ROUNDING);
  });

  it('has no increments where no time is asked for', () => {
    expect(hazardGrid([], 366)).toMatchObject({ first: [], increments: [] });
  });

  it('reaches a horizon that no step divides, at the horizon itself', () => {
    const [total] = cumulative(hazardGrid([366], 366), (day) => day);
    expect(Math.abs(total! - (366 * 365) / 2)).toBeLessThan(ROUNDING * 100);
  });
});
