import { expect, test } from 'vitest';
import { parseCsv } from '../../../src/io/csv.js';
import { matchCsvColumns } from '../../../src/io/csv-columns.js';

const options = { source: 'f.csv', required: ['a', 'month'], optional: ['note'] };

test('a table that fits has no issues, and columns are found in any order', () => {
  const { positions, issues } = matchCsvColumns(parseCsv('note, month ,a\n1,2,3\n', 'f.csv'), options);
  expect(issues).toEqual([]);
  expect([...positions]).toEqual([
    ['note', 0],
    ['month', 1],
    ['a', 2],
  ]);
});

test('missing, unknown and repeated columns and ragged rows are each one issue', () => {
  const { issues } = matchCsvColumns(parseCsv('a,a,mnth\n1,2,3\n1,2\n', 'f.csv'), options);
  expect(issues).toEqual([
    'f.csv:1: column a: must be in the header once; got it as 1 and 2',
    "f.csv:1: column 3: must be a known column; got 'mnth' (did you mean month?)",
    'f.csv:1: column month: must be present; got a header without it',
    'f.csv:3: must have 3 cells, as the header has; got 2',
  ]);
});
