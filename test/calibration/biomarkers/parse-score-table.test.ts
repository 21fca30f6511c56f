// Evidence: the contract of the table, issue by issue.
import { describe, expect, it } from 'vitest';
import { parseScoreTable } from '../../../calibration/biomarkers/parse-score-table.js';
import { DataError, InputError } from '../../../src/errors.js';

const options = { source: 'p.csv', label: 'outcome', markers: ['b', 'a'] };
const issueOf = (text: string, changes: Partial<Parameters<typeof parseScoreTable>[1]> = {}): Error => {
  try {
    parseScoreTable(text, { ...options, ...changes });
  } catch (cause) {
    if (cause instanceof Error) return cause;
  }
  throw new Error('nothing was thrown');
};

describe('parseScoreTable', () => {
  it('reads the named columns in the requested order and ignores the others', () => {
    const text = '\uFEFFid, a ,outcome,b\r\nx,1e3,1, 2\r\ny,-0.5,0,4\r\n';
    const table = parseScoreTable(text, options);
    expect(table.columns.map(({ name, values }) => [name, [...values]])).toEqual([
      ['b', [2, 4]],
      ['a', [1000, -0.5]],
    ]);
    expect([...table.labels]).toEqual([1, 0]);
    expect(table.positive).toBe('1');
  });

  it('accepts any named cell as positive, and all others as negative', () => {
    const table = parseScoreTable('a,b,outcome\n1,2,PR\n2,3,SD\n3,4,PD\n', { ...options, positive: 'PD' });
    expect([...table.labels]).toEqual([0, 0, 1]);
  });

  it('names every issue with file, line and column', () => {
    const issue = issueOf('a,b,outcome\n1,,1\nNA,2,0\n3,4\n5,6,\n');
    expect(issue).toBeInstanceOf(DataError);
    expect(issue.message.split('\n')).toEqual([
      'p.csv: 4 issue(s)',
      '  p.csv:2: column b: must be a number; got an empty cell',
      "  p.csv:3: column a: must be a number; got 'NA'",
      '  p.csv:4: must have 3 cells, as the header has; got 2',
      '  p.csv:5: column outcome: must state the outcome; got an empty cell',
    ]);
  });

  it('names a missing column with the nearest one, and a repeated one', () => {
    expect(issueOf('a,b,outcom,a\n1,2,1,1\n').message).toMatch(
      /column outcome: must be present; got a header without it \(did you mean outcom\?\)[\s\S]*column a: must be in the header once; got it as 1 and 4/,
    );
  });

  it('refuses a table without rows', () => {
    expect(issueOf('a,b,outcome\n').message).toMatch(/at least one row; got a header alone/);
  });

  it.each([
    {
      what: 'outcomes other than 0 and 1 without --positive',
      text: 'a,b,outcome\n1,2,yes\n2,3,no\n',
      message: /--positive: .*got outcomes yes, no/,
    },
    {
      what: 'one outcome in all rows',
      text: 'a,b,outcome\n1,2,1\n2,3,1\n',
      message: /two outcomes; got 1 in all rows/,
    },
    {
      what: 'a positive that does not occur',
      text: 'a,b,outcome\n1,2,1\n2,3,0\n',
      changes: { positive: '2' },
      message: /\(1, 0\); got 2/,
    },
    {
      what: 'a marker named twice',
      text: 'a,b,outcome\n',
      changes: { markers: ['a', 'a'] },
      message: /--markers: .*got a twice/,
    },
    {
      what: 'the outcome as a marker',
      text: 'a,b,outcome\n',
      changes: { markers: ['outcome'] },
      message: /must not name the outcome/,
    },
    { what: 'no marker', text: 'a,b,outcome\n', changes: { markers: [] }, message: /at least one column/ },
  ])('refuses $what', ({ text, changes, message }) => {
    const issue = issueOf(text, changes);
    expect(issue).toBeInstanceOf(InputError);
    expect(issue.message).toMatch(message);
  });
});
