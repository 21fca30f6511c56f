// Evidence: slow oracle (the covariate day by day), closed form (linear burdens).
import { describe, expect, test } from 'vitest';
import {
  blockPlan,
  covariateBlocks,
  type PatientCourses,
} from '../../../../calibration/fit/survival/covariate-blocks.js';
import { deathCovariateInto } from '../../../../src/index.js';

describe('blockPlan', () => {
  test('blocks cover the days up to the last time, never across a visit or a time', () => {
    const { edges, ends, rests } = blockPlan([10, 91.3125, 100], [7, 56, 200]);
    expect(edges[0]).toBe(0);
    expect(edges.at(-1)).toBe(100);
    for (const day of [7, 10, 56, 91, 92, 100]) expect(edges).toContain(day);
    for (let block = 0; block + 1 < edges.length; block++) {
      const width = edges[block + 1]! - edges[block]!;
      expect(width > 0 && width <= 4).toBe(true);
    }
    expect(ends.map((block) => edges[block])).toEqual([10, 91, 100]);
    expect(rests).toEqual([0, 0.3125, 0]);
  });

  test('without times there are no blocks', () => {
    expect(blockPlan([], [56]).edges).toEqual([0]);
  });
});

describe('covariateBlocks', () => {
  const courses: PatientCourses = {
    // 0.2 + 0.001 day, and a tumor that shrinks
    burden: Float32Array.from([0.2, 0.204, 0.208, 0.212, 0.8, 0.6, 0.3, 0.05]),
    days: [0, 4, 8, 12],
    visits: [6],
    progressionDay: [6, Number.POSITIVE_INFINITY],
  };

  test('a linear burden has the mean of its days in each block', () => {
    const { values, widths } = covariateBlocks('burden', courses, blockPlan([12], [6]));
    expect([...widths]).toEqual([4, 2, 2, 4]);
    for (const [block, mean] of [0.2015, 0.2045, 0.2065, 0.2095].entries()) expect(values[block]).toBeCloseTo(mean, 6);
  });

  test.each(['burden', 'log-burden', 'growth-rate', 'progression'] as const)(
    '%s: the mean of its days',
    (covariate) => {
      const plan = blockPlan([3.5, 11], [6]);
      const { values } = covariateBlocks(covariate, courses, plan);
      const daily = covariateBlocks('burden', courses, blockPlan([11], [6], 1)).values;
      const blocks = plan.edges.length - 1;
      for (const patient of [0, 1]) {
        const own = new Float64Array(11);
        const burden = daily.subarray(patient * 11, (patient + 1) * 11);
        deathCovariateInto(covariate, { burden, visits: [6], progressionDay: courses.progressionDay[patient]! }, own);
        for (let block = 0; block < blocks; block++) {
          const days = own.subarray(plan.edges[block]!, plan.edges[block + 1]!);
          const mean = days.reduce((sum, value) => sum + value, 0) / days.length;
          expect(values[patient * blocks + block]).toBeCloseTo(mean, 12);
        }
      }
    },
  );
});
