// Evidence: counts by hand, and the thresholds that the analysis of the command line stores.
import { describe, expect, test } from 'vitest';
import type { AnalysedTable, StoredCurve } from '../../../../../calibration/server/api/biomarkers.js';
import {
  placeOfThreshold,
  rulePerformance,
  rulesOf,
  youdenPlace,
} from '../../../../../calibration/web/pages/biomarkers/operating-rule.js';
import { rocModel, spreadModel } from '../../../../../calibration/web/pages/biomarkers/roc-plots.js';

const marker = (direction: 'higher' | 'lower') => ({ direction }) as AnalysedTable['markers'][string];
const table = (direction: 'higher' | 'lower'): AnalysedTable => ({
  arm: 'a',
  day: 14,
  label: 'A, day 14',
  warning: null,
  positives: 4,
  negatives: 4,
  prevalence: 0.5,
  markers: { x: marker(direction) },
  file: null,
});
const curve: StoredCurve = {
  score: 'x',
  kind: 'marker',
  auc: 0.8,
  points: [
    [null, 0, 0],
    [1, 1, 1],
  ],
};
// Positive rows: 8, 7, 5, 2; negative rows: 6, 4, 3, 1
const values = { values: [8, 7, 6, 5, 4, 3, 2, 1], labels: [1, 1, 0, 1, 0, 0, 1, 0] };

describe('rulesOf(curve, table, marker)', () => {
  test('has a rule for every value of a marker, the strictest first', () => {
    const { points, relation } = rulesOf(curve, table('higher'), values);
    expect(relation).toBe('>=');
    expect(points.map(({ threshold }) => threshold)).toEqual([null, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(points[youdenPlace(points)]).toEqual({ threshold: 7, falsePositiveRate: 0, truePositiveRate: 0.5 });
    expect(placeOfThreshold(rulesOf(curve, table('higher'), values), 5.5)).toBe(4);
  });

  test('of a marker that is lower in positive rows, a rule is an upper limit', () => {
    const lower = { values: values.values.map((value) => 9 - value), labels: values.labels };
    const rules = rulesOf(curve, table('lower'), lower);
    expect(rules.relation).toBe('<=');
    expect(rules.points.map(({ threshold }) => threshold)).toEqual([null, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(placeOfThreshold(rules, 2)).toBe(2);
  });

  test('without values has the points that are stored', () => {
    expect(rulesOf(curve, table('higher')).points).toHaveLength(2);
  });
});

test('rulePerformance counts rows, and moves predictive values by the prevalence', () => {
  const point = { threshold: 5, falsePositiveRate: 0.25, truePositiveRate: 0.75 };
  const { sensitivity, specificity, positive, negative } = rulePerformance(point, table('higher'), 0.2);
  expect([sensitivity.value, specificity.value]).toEqual([0.75, 0.75]);
  // Bayes: 0.75 x 0.2 / (0.75 x 0.2 + 0.25 x 0.8), and 0.75 x 0.8 / (0.75 x 0.8 + 0.25 x 0.2)
  expect(positive.value).toBeCloseTo(0.15 / 0.35, 12);
  expect(negative.value).toBeCloseTo(0.6 / 0.65, 12);
});

test('the plots have the chosen rule, and shares of each outcome', () => {
  const rules = rulesOf(curve, table('higher'), values);
  const { series } = rocModel([rules], 0, rules.points[4]!);
  expect(series.at(-1)).toMatchObject({ x: [25], y: [75] });
  const [positive, negative] = spreadModel('x', values, 5, ['positive', 'negative']).series;
  for (const each of [positive!, negative!]) expect(Array.from(each.y).reduce((sum, share) => sum + share)).toBe(100);
});
