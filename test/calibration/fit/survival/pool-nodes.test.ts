// Evidence: slow oracle (courses compressed anew) · laws.
import { expect, it } from 'vitest';
import { poolNodes } from '../../../../calibration/fit/survival/pool-nodes.js';
import { courseNodes, coursePlan } from '../../../../src/index.js';
import { toyMarginals, toyPool } from '../toy-model.js';

const days = Array.from({ length: 200 }, (_, day) => day);
const pool = toyPool({ marginals: toyMarginals(), patients: 20, gridDays: days });
const form = { mu: 'range', sigma: 'point' } as const;
const grids = [[30, 90.5], [30, 100], [150]].map((times) => ({ days, times }));

it('keeps the courses for the last two lists of times of an arm, and compresses those of others anew', () => {
  const nodesOf = poolNodes(pool);
  const [first, second] = grids.map((grid) => nodesOf('control', form, grid).values) as [Float32Array, Float32Array];
  const again = (index: number, arm = 'control') => nodesOf(arm, form, grids[index]!).values;
  expect(again(1)).toBe(again(1));
  expect(again(0)).not.toBe(first);
  expect(again(0)).toEqual(first);
  again(2);
  expect(again(1)).toEqual(second);
  expect(again(1)).not.toBe(second);
  expect(again(1)).toBe(again(1));
});

it('gives the courses of the arm, compressed for its times', () => {
  const nodesOf = poolNodes(pool);
  for (const arm of ['control', 'treated']) {
    for (const grid of grids) {
      const courses = pool.courses[arm]!;
      const plan = coursePlan('burden', grid.times, courses.visits);
      const anew = courseNodes('burden', { ...courses, burden: pool.burden[arm]!, days }, plan);
      expect(nodesOf(arm, form, grid)).toEqual(anew);
    }
  }
});
