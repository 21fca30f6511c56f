// Evidence: law.
import { expect, it } from 'vitest';
import { analyseScoreTable } from '../../../calibration/biomarkers/analyse-score-table.js';
import { bestOfSize, markerDayTiming } from '../../../calibration/biomarkers/biomarker-study.js';
import { quickSettings, sampleTable } from './score-table-settings.js';

it('markerDayTiming warns exactly where the marker does not come before the response', () => {
  expect(markerDayTiming(55, 56)).toEqual({ marker_day: 55, timing: 'before', warning: null });
  expect(markerDayTiming(56, 56)).toMatchObject({
    timing: 'same visit',
    warning: expect.stringMatching(/same visit, day 56/),
  });
  expect(markerDayTiming(57, 56)).toMatchObject({
    timing: 'after',
    warning: expect.stringMatching(/after the response of day 56/),
  });
});

it('bestOfSize takes the largest out-of-fold area of its size, and nothing of a size that is not there', async () => {
  const { figures } = await analyseScoreTable(sampleTable({ patients: 200, seed: '3', effect: 1 }), {
    ...quickSettings,
    bootstrap: 0,
  });
  const pairs = figures.classifiers.filter(({ markers }) => markers.length === 2);
  const best = bestOfSize(figures.classifiers, 2);
  expect(best?.out_of_fold.auc).toBe(Math.max(...pairs.map(({ out_of_fold }) => out_of_fold.auc)));
  expect(bestOfSize(figures.classifiers, 5)).toBeUndefined();
});
