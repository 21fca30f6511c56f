// Evidence: endpoints made by hand, and the stored table of a curve.
import { describe, expect, test } from 'vitest';
import type { ComparisonRow } from '../../../../../calibration/studies/compare/comparison.js';
import {
  observedPredicted,
  observedPredictedModel,
} from '../../../../../calibration/web/pages/compare/observed-predicted.js';
import { curveModels, parseRunCurves } from '../../../../../calibration/web/pages/compare/run-curves.js';

const row = (section: ComparisonRow['section'], key: string, unit: string, values: ComparisonRow['values']) => ({
  section,
  key,
  label: key,
  unit,
  isSame: values.length === 1,
  values,
  absent: [],
  sources: [null],
});
const comparison = {
  runs: ['x', 'y'],
  remarks: [],
  rows: [
    row('Simulated endpoints', 'control, dcr', '%', [15, 18]),
    row('Simulated endpoints', 'control, median_os', 'months', [6]),
    row('Simulated endpoints', 'control, cr', '%', [1, 1.5]),
    row('Clinical endpoints', 'control, dcr', '%', [16]),
    row('Clinical endpoints', 'control, dcr, standard error', '%', [2]),
    row('Clinical endpoints', 'control, median_os', 'months', [6.5, 7]),
  ],
};

describe('observedPredicted(comparison, run, unit)', () => {
  test('pairs the endpoints that trials report', () => {
    expect(observedPredicted(comparison, 1, '%')).toEqual([
      { name: 'control, dcr', observed: 16, error: 2, predicted: 18 },
    ]);
    expect(observedPredicted(comparison, 1, 'months')).toEqual([
      { name: 'control, median_os', observed: 7, error: Number.NaN, predicted: 6 },
    ]);
  });

  test('the plot has a series of each run, and names of its dots', () => {
    const { series, alt } = observedPredictedModel(comparison, '%');
    expect(series.map(({ id }) => id)).toEqual(['equal', 'x', 'y']);
    expect(series[2]!.names).toEqual(['control, dcr, trials ± 3.9']);
    expect(alt).toContain('2.0 percentage points');
  });
});

describe('curves of runs', () => {
  const text = `arm,day,month,survival_percent\n${[0, 1, 2, 3, 4].map((day) => `"a,b",${day},${day / 30},${100 - day}`).join('\n')}\nc,0,0,100\n`;
  const form = { file: 'figures/survival.csv', column: 'survival_percent' };

  test('keep the first and the last point of each arm', () => {
    expect(parseRunCurves(text, form)).toEqual([
      { arm: 'a,b', months: [0, 0.1, 4 / 30], percent: [100, 97, 96] },
      { arm: 'c', months: [0], percent: [100] },
    ]);
  });

  test('are drawn arm by arm, also where a run lacks one', () => {
    const curves = [parseRunCurves(text, form), [], [{ arm: 'c', months: [0, 1], percent: [100, 40] }]];
    const models = curveModels(['x', 'y', 'z'], curves, 'os');
    expect(models.map(({ title, series }) => [title, series.map(({ id }) => id)])).toEqual([
      ['Overall survival, a,b', ['x']],
      ['Overall survival, c', ['x', 'z']],
    ]);
    expect(models[1]!.alt).toContain('z falls to half at 1.0 months');
  });
});
