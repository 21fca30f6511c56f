// Evidence: closed form (binomial coefficients) · law.
import { expect, it } from 'vitest';
import { analyseMarkers } from '../../../calibration/biomarkers/analyse-markers.js';
import { bestOfSize, classifierSets } from '../../../calibration/biomarkers/classifier-sets.js';
import { quickSettings, sampleTable } from './score-table-settings.js';

const UP_TO_FOUR = [1, 2, 3, 4];

it('classifierSets lists every set of up to four once, small sets first', () => {
  expect(classifierSets(['a', 'b', 'c'], UP_TO_FOUR)).toEqual([
    ['a'],
    ['b'],
    ['c'],
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
    ['a', 'b', 'c'],
  ]);
  expect(classifierSets([1, 2, 3, 4], UP_TO_FOUR)).toHaveLength(15);
  const ofSix = classifierSets([1, 2, 3, 4, 5, 6], UP_TO_FOUR);
  expect(ofSix).toHaveLength(6 + 15 + 20 + 15);
  expect(new Set(ofSix.map((set) => set.join())).size).toBe(ofSix.length);
  expect(Math.max(...ofSix.map((set) => set.length))).toBe(4);
});

it('classifierSets lists each of the six pairs of four once, and sizes in the requested order', () => {
  const sets = classifierSets(['a', 'b', 'c', 'd'], [2, 4]);
  expect(sets.map((set) => set.join(''))).toEqual(['ab', 'ac', 'ad', 'bc', 'bd', 'cd', 'abcd']);
});

it('classifierSets lists nothing of nothing', () => {
  expect(classifierSets([], UP_TO_FOUR)).toEqual([]);
});

it('bestOfSize takes the largest out-of-fold AUC of its size, and undefined for an unknown size', async () => {
  const { result } = await analyseMarkers(sampleTable({ patients: 200, seed: '3', effect: 1 }), {
    ...quickSettings,
    bootstrap: 0,
  });
  const pairs = result.classifiers.filter(({ markers }) => markers.length === 2);
  const best = bestOfSize(result.classifiers, 2);
  expect(best?.out_of_fold.auc).toBe(Math.max(...pairs.map(({ out_of_fold }) => out_of_fold.auc)));
  expect(bestOfSize(result.classifiers, 5)).toBeUndefined();
});
