// Evidence: slow oracle (the grid's own weights) · closed form (powers).
import { describe, expect, it } from 'vitest';
import {
  GRID_STEP_DAYS,
  hazardGrid,
  hazardPlan,
  productSurvival,
} from '../../../../calibration/fit/survival/hazard-grid.js';

/** Absolute, on sums of a hundred numbers of size one. */
const ROUNDING = 1e-10;

const grids = [
  {
    name: 'the landmarks and a median',
    times: [3, 6, 6.01, 7.52, 9, 12].map((month) => month * 30.4375),
    horizon: 366,
  },
  { name: 'whole nodes', times: [88, 180, 272, 364], horizon: 366 },
  { name: 'a time twice', times: [90, 90, 200], horizon: 366 },
  { name: 'two times in one cell', times: [93, 94.5], horizon: 366 },
  { name: 'the first day and the last', times: [1, 366], horizon: 366 },
  {
    name: 'visits, and landmarks a hundredth of a day after them',
    times: [56, 91.3125, 112, 3.68 * 30.4375, 4.97 * 30.4375, 168, 182.625, 224, 273.9375, 280, 336, 365.25],
    horizon: 366,
  },
  { name: 'one time', times: [100], horizon: 120 },
  { name: 'a horizon shorter than a step', times: [1, 2], horizon: 3 },
];

describe('hazardPlan', () => {
  it.each(grids)('adds up to what the weights of the grid do: $name', ({ times, horizon }) => {
    const grid = hazardGrid(times, horizon);
    const plan = hazardPlan(grid);
    expect(plan.times).toBe(times.length);
    const f = (node: number) => 0.3 + Math.sin(node);
    let expected = 0;
    times.forEach((_, time) => {
      grid.increments[time]!.forEach((weight, offset) => {
        expected += weight * f(grid.first[time]! + offset);
      });
      let found = 0;
      for (let node = 0; node < plan.ends[time]!; node++) found += GRID_STEP_DAYS * f(node);
      for (let at = plan.from[time]!; at < plan.from[time + 1]!; at++) found += plan.weights[at]! * f(plan.nodes[at]!);
      plan.commonNodes.forEach((node, at) => {
        found += plan.commonWeights[at]! * f(node);
      });
      expect(Math.abs(found - expected)).toBeLessThan(ROUNDING);
    });
  });

  it('has ends that ascend and stay within the grid, and few corrections', () => {
    for (const { times, horizon } of grids) {
      const grid = hazardGrid(times, horizon);
      const plan = hazardPlan(grid);
      plan.ends.forEach((end, time) => {
        expect(end).toBeGreaterThanOrEqual(time === 0 ? 0 : plan.ends[time - 1]!);
        expect(end).toBeLessThanOrEqual(grid.days.length);
        expect(plan.from[time + 1]! - plan.from[time]!).toBeLessThanOrEqual(4);
      });
      expect(plan.commonNodes.length).toBeLessThanOrEqual(3);
    }
  });

  it('has nothing to add where no time is asked for', () => {
    const plan = hazardPlan(hazardGrid([], 366));
    expect(plan.times).toBe(0);
    expect([plan.ends, plan.nodes, plan.commonNodes].every((list) => list.length === 0)).toBe(true);
  });
});

describe('productSurvival', () => {
  it('is the product to the power -4, 0 where it is infinite', () => {
    expect(productSurvival(2)).toBe(1 / 16);
    expect(productSurvival(1)).toBe(1);
    expect(productSurvival(1e100)).toBe(0);
    expect(productSurvival(Number.POSITIVE_INFINITY)).toBe(0);
  });
});
