// Evidence: closed form (binomial coefficients).
import { expect, it } from 'vitest';
import { classifierSets } from '../../../calibration/biomarkers/classifier-sets.js';

it('classifierSets lists every set of up to four once, small sets first', () => {
  expect(classifierSets(['a', 'b', 'c'])).toEqual([
    ['a'],
    ['b'],
    ['c'],
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
    ['a', 'b', 'c'],
  ]);
  expect(classifierSets([1, 2, 3, 4])).toHaveLength(15);
  const ofSix = classifierSets([1, 2, 3, 4, 5, 6]);
  expect(ofSix).toHaveLength(6 + 15 + 20 + 15);
  expect(new Set(ofSix.map((set) => set.join())).size).toBe(ofSix.length);
  expect(Math.max(...ofSix.map((set) => set.length))).toBe(4);
});

it('classifierSets lists nothing of nothing', () => {
  expect(classifierSets([])).toEqual([]);
});
