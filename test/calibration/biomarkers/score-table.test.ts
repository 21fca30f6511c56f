// Evidence: the contract of a score table, issue by issue.
import { expect, it } from 'vitest';
import { checkScoreTable } from '../../../calibration/biomarkers/score-table.js';
import { DataError } from '../../../src/errors.js';

const table = (values: readonly number[], labels: readonly number[]) => ({
  name: 't.csv',
  columns: [{ name: 'x', values: Float64Array.from(values) }],
  labels: Uint8Array.from(labels),
});

it('checkScoreTable passes a complete table', () => {
  expect(() => checkScoreTable(table([1, 2, 3, 4], [0, 1, 0, 1]), 2)).not.toThrow();
});

it.each([
  {
    what: 'too few positives',
    of: table([1, 2, 3, 4], [0, 1, 0, 0]),
    message: /at least 2 positive rows.*got 1 of 4/,
  },
  { what: 'no negative', of: table([1, 2], [1, 1]), message: /at least 2 negative rows.*got 0 of 2/ },
  {
    what: 'a constant marker',
    of: table([3, 3, 3, 3], [0, 1, 0, 1]),
    message: /column x: must vary; got 3 in all 4 rows/,
  },
  { what: 'NaN', of: table([1, Number.NaN, 3, 4], [0, 1, 0, 1]), message: /column x: row 2: must be finite; got NaN/ },
  {
    what: 'a ratio to no cells',
    of: table([1, Number.POSITIVE_INFINITY, 3, 4], [0, 1, 0, 1]),
    message: /column x: row 2: must be finite; got Infinity/,
  },
  { what: 'no row', of: table([], []), message: /at least 2 positive rows.*got 0 of 0/ },
  { what: 'a short column', of: table([1, 2, 3], [0, 1, 0, 1]), message: /one value per row \(4\); got 3/ },
  { what: 'a label of 2', of: table([1, 2, 3, 4], [0, 1, 0, 2]), message: /label of row 4/ },
  { what: 'no marker', of: { ...table([], [0, 1, 0, 1]), columns: [] }, message: /at least one marker/ },
])('checkScoreTable refuses $what', ({ of, message }) => {
  expect(() => checkScoreTable(of, 2)).toThrow(DataError);
  expect(() => checkScoreTable(of, 2)).toThrow(message);
});
