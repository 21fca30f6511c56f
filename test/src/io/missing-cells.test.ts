// Evidence: the contract: what is missing, which rows are named, and what is left out.
import { describe, expect, test } from 'vitest';
import { completeRows, describeLines, isMissing, missingRemarks } from '../../../src/io/missing-cells.js';
import { parseTable } from '../../../src/io/table.js';

const table = parseTable('a,b\n1,x\nNA,y\n3,.\n,na\n5,NE\n6\n', 'f.csv');
const columns = [
  { name: 'a', position: 0 },
  { name: 'b', position: 1 },
];

test.each(['', '  ', '.', 'NA', ' NA ', 'na', 'NaN', 'nan', 'N/A', 'n/a', '#N/A'])('%j is missing', (cell) => {
  expect(isMissing(cell)).toBe(true);
});

test.each(['0', 'NE', 'Na', 'none', 'constructor', '-'])('%j is a value', (cell) => {
  expect(isMissing(cell)).toBe(false);
});

describe('completeRows', () => {
  test('refuse: one issue for each column, with the lines', () => {
    const { issues } = completeRows(table, columns, { policy: 'refuse', source: 'f.csv' });
    expect(issues).toEqual([
      'f.csv: column a: must state a value in every row; got 2 missing, lines 3 and 5 (--missing drop leaves such rows out)',
      'f.csv: column b: must state a value in every row; got 2 missing, lines 4 and 5 (--missing drop leaves such rows out)',
    ]);
  });

  test('drop: complete rows and those that are not as long as the header stay; the others are counted and named', () => {
    const { rows, omitted, issues } = completeRows(table, columns, { policy: 'drop', source: 'f.csv' });
    expect(rows.map(({ line }) => line)).toEqual([2, 6, 7]);
    expect(omitted).toEqual({
      lines: [3, 4, 5],
      columns: [
        { column: 'a', missing: 2 },
        { column: 'b', missing: 2 },
      ],
    });
    expect(issues).toEqual([]);
    expect(missingRemarks(omitted)).toEqual([
      '3 rows with a missing value left out: 2 without a, 2 without b (lines 3, 4 and 5).',
    ]);
  });

  test('a column may have tokens of its own', () => {
    const ofLabels = [{ name: 'b', position: 1, tokens: ['NE'] }];
    expect(completeRows(table, ofLabels, { policy: 'drop', source: 'f.csv' }).omitted.lines).toEqual([6]);
  });

  test('a complete table has nothing to say', () => {
    const complete = parseTable('a,b\n1,2\n', 'f.csv');
    const { omitted, issues } = completeRows(complete, columns, { policy: 'refuse', source: 'f.csv' });
    expect([issues, omitted.lines, missingRemarks(omitted)]).toEqual([[], [], []]);
  });
});

test('describeLines names twelve lines at most', () => {
  expect(describeLines([7])).toBe('line 7');
  expect(describeLines([7, 9])).toBe('lines 7 and 9');
  expect(describeLines(Array.from({ length: 15 }, (_, index) => index + 2))).toBe(
    'lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 3 more',
  );
});
