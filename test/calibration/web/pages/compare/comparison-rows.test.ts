// Evidence: rows made by hand.
import { describe, expect, test } from 'vitest';
import type { ComparisonRow } from '../../../../../calibration/studies/compare/comparison.js';
import {
  chosenRows,
  comparisonCell,
  withSections,
} from '../../../../../calibration/web/pages/compare/comparison-rows.js';

const row = (given: Partial<ComparisonRow>): ComparisonRow => ({
  section: 'Fit',
  key: 'a',
  label: 'a',
  unit: '',
  isSame: false,
  values: [],
  absent: [],
  sources: ['results.json#/a'],
  ...given,
});
const comparison = {
  runs: ['x', 'y'],
  remarks: [],
  rows: [
    row({ section: 'Study', label: 'seed', isSame: true, values: ['7'] }),
    row({ label: 'cost of the data', values: [1.25, 2.5] }),
    row({ section: 'Shapes', label: 'K_C, alpha', values: [3, null], absent: [1] }),
  ],
};

describe('chosenRows(comparison, choice)', () => {
  const all = { onlyDifferences: false, section: '', filter: '' };
  test.each([
    [all, ['seed', 'cost of the data', 'K_C, alpha']],
    [{ ...all, onlyDifferences: true }, ['cost of the data', 'K_C, alpha']],
    [{ ...all, section: 'Study' }, ['seed']],
    [{ ...all, filter: 'DATA cost' }, ['cost of the data']],
    [{ ...all, filter: '2.5' }, ['cost of the data']],
    [{ ...all, filter: 'none of them' }, []],
  ])('keeps the rows of %j', (choice, labels) => {
    expect(chosenRows(comparison, choice).map(({ label }) => label)).toEqual(labels);
  });

  test('withSections puts one head, with its count, before each section', () => {
    expect(
      withSections(comparison.rows).map((line) =>
        line.kind === 'section' ? `${line.name} ${line.count}` : line.row.label,
      ),
    ).toEqual(['Study 1', 'seed', 'Fit 1', 'cost of the data', 'Shapes 1', 'K_C, alpha']);
  });
});

describe('comparisonCell(row, run, baseline)', () => {
  test('has every digit, and how a number differs from the baseline', () => {
    const cell = comparisonCell(row({ values: [45.8, 46.123456789] }), 1, 0);
    expect(cell).toMatchObject({ text: '46.123', exact: '46.123456789', change: 'larger', difference: '+0.32' });
    expect(comparisonCell(row({ values: [45.8, 46.123456789] }), 0, 1)).toMatchObject({
      change: 'smaller',
      difference: '−0.32',
    });
  });

  test.each([
    ['a text', [1, 'one'], [], 'other'],
    ['no value', [1, null], [1], 'other'],
    ['the same value', [1, 1], [], 'none'],
    ['a zero of the other sign', [0, -0], [], 'none'],
  ])('of %s', (_, values, absent, change) => {
    expect(comparisonCell(row({ values, absent }), 1, 0).change).toBe(change);
  });

  test('names file and place of each run', () => {
    const sources = ['results.json#/a', null];
    expect(comparisonCell(row({ values: [1, null], absent: [1], sources }), 1, 0).source).toBeNull();
    expect(comparisonCell(row({ values: [1, null], absent: [1], sources }), 0, 0).source).toBe('results.json#/a');
  });
});
