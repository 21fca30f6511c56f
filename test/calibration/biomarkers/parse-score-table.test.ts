// Evidence: the contract of the table, issue by issue.
import { describe, expect, it } from 'vitest';
import { parseScoreTable } from '../../../calibration/biomarkers/parse-score-table.js';
import { DataError, InputError } from '../../../src/errors.js';

/** Outcomes of an option without a comma inside a name. */
const named = (text: string) => ({ text, names: text.split(',') });
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
    expect([table.positive, table.negative]).toEqual([['1'], ['0']]);
  });

  it('accepts any named cell as positive, and all others as negative', () => {
    const table = parseScoreTable('a,b,outcome\n1,2,PR\n2,3,SD\n3,4,PD\n', {
      ...options,
      positive: named('PD'),
    });
    expect([...table.labels]).toEqual([0, 0, 1]);
    expect([table.positive, table.negative]).toEqual([['PD'], ['PR', 'SD']]);
  });

  const responses = 'a,b,outcome\n1,2,PR\n2,3,SD\n3,4,PD\n4,5,NE\n5,6,NA\n6,.,PD\n7,8,PD\n';

  it('counts several outcomes as positive; NE is missing like NA, and rows with missing values are left out and named', () => {
    const table = parseScoreTable(responses, { ...options, positive: named('CR,PR,SD'), missing: 'drop' });
    expect([...table.labels]).toEqual([1, 1, 0, 0]);
    expect(table).toMatchObject({ positive: ['PR', 'SD'], negative: ['PD'], absent: ['CR'] });
    expect(table.missing).toEqual({
      policy: 'drop',
      lines: [5, 6, 7],
      columns: [
        { column: 'outcome', missing: 2 },
        { column: 'b', missing: 1 },
      ],
    });
  });

  it('NE is an outcome where an option names it', () => {
    const text = 'a,b,outcome\n1,2,PR\n2,3,NE\n3,4,PD\n';
    const table = parseScoreTable(text, { ...options, positive: named('PR'), negative: named('PD,NE') });
    expect([...table.labels]).toEqual([1, 0, 0]);
  });

  it('an outcome with a comma is named alone, or in quotes among others', () => {
    const text = 'a,b,outcome\n1,2,"PR, confirmed"\n2,3,CR\n3,4,PD\n';
    const alone = { text: 'PR, confirmed', names: ['PR', 'confirmed'] };
    expect([...parseScoreTable(text, { ...options, positive: alone }).labels]).toEqual([1, 0, 0]);
    const both = { text: '"PR, confirmed",CR', names: ['PR, confirmed', 'CR'] };
    expect([...parseScoreTable(text, { ...options, positive: both }).labels]).toEqual([1, 1, 0]);
  });

  it('reads semicolons and decimal commas', () => {
    const table = parseScoreTable('a;b;outcome\r\n1,5;2;1\r\n2,5;3;0\r\n;;\r\n', options);
    expect([...table.columns[1]!.values]).toEqual([1.5, 2.5]);
  });

  it('names every issue with file, line and column', () => {
    const issue = issueOf('a,b,outcome\n1,,1\nNA,2,0\n3,4\n5,6,\nx,7,1\n');
    expect(issue).toBeInstanceOf(DataError);
    expect(issue.message.split('\n')).toEqual([
      'p.csv: 5 issue(s)',
      '  p.csv: column outcome: must state a value in every row; got 1 missing, line 5 (--missing drop leaves such rows out)',
      '  p.csv: column b: must state a value in every row; got 1 missing, line 2 (--missing drop leaves such rows out)',
      '  p.csv: column a: must state a value in every row; got 1 missing, line 3 (--missing drop leaves such rows out)',
      '  p.csv:4: must have 3 cells, as the header has; got 2',
      "  p.csv:6: column a: must be a number; got 'x'",
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
      changes: { positive: named('2') },
      message: /\(1, 0\); got 2/,
    },
    {
      what: 'a positive in other letters than the table has',
      text: 'a,b,outcome\n1,2,PR\n2,3,sd\n3,4,PD\n',
      changes: { positive: named('PR,SD') },
      message: /\(PR, sd, PD\); got SD/,
    },
    {
      what: 'an outcome in neither list',
      text: 'a,b,outcome\n1,2,PR\n2,3,SD\n3,4,PD\n4,5,SD\n',
      changes: { positive: named('PR'), negative: named('PD') },
      message: /--negative: with --positive must name every outcome of column outcome; got neither for SD \(2 rows\)/,
    },
    {
      what: 'an outcome in both lists',
      text: 'a,b,outcome\n1,2,PR\n2,3,PD\n',
      changes: { positive: named('PR'), negative: named('PR,PD') },
      message: /got PR in both/,
    },
    {
      what: 'all outcomes as positive',
      text: 'a,b,outcome\n1,2,PR\n2,3,PD\n',
      changes: { positive: named('PR,PD') },
      message: /--negative: must be one outcome of column outcome at least; got none of PR, PD/,
    },
    {
      what: 'missing values in all rows',
      text: 'a,b,outcome\nNA,2,1\n2,3,NE\n',
      changes: { missing: 'drop' as const },
      message: /one row without a missing value; got none/,
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
