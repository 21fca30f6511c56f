// Evidence: contract.
import { describe, expect, test } from 'vitest';
import { ALL_PATIENTS, parseSurvivalTable } from '../../../../calibration/studies/survival/survival-table.js';
import { DataError } from '../../../../src/index.js';

const columns = { time: 'months', event: 'died', covariates: [] };
const parse = (text: string, more = {}, rest = {}) =>
  parseSurvivalTable(text, {
    source: 't.csv',
    columns: { ...columns, ...more },
    weightsAre: 'sampling',
    ...rest,
  });

function issuesOf(text: string, more = {}): string {
  try {
    parse(text, more);
  } catch (cause) {
    if (cause instanceof DataError) return cause.message;
    throw cause;
  }
  return '';
}

describe('parseSurvivalTable', () => {
  test('reads the columns asked for; others may hold anything', () => {
    const data = parse('note,months,died,arm,age,w\n"a,b",3.5,1,x,60,2\n,0,0,y,61,0.5\n', {
      group: 'arm',
      covariates: ['age'],
      weight: 'w',
    });
    expect([...data.times]).toEqual([3.5, 0]);
    expect([...data.observed]).toEqual([1, 0]);
    expect(data.groups).toEqual(['x', 'y']);
    expect([...data.covariates[0]!.values]).toEqual([60, 61]);
    expect(data.weighting).toEqual({ weights: Float64Array.of(2, 0.5), meaning: 'sampling' });
  });

  test('without a group column all patients are one', () => {
    const { groups, groupOf } = parse('months,died\n1,1\n2,0\n');
    expect([groups, [...groupOf]]).toEqual([[ALL_PATIENTS], [0, 0]]);
  });

  test('groups are in order of name, numbers by size, the reference first', () => {
    const text = 'months,died,arm\n1,1,10\n1,1,9\n1,1,b\n1,1,a\n';
    expect(parse(text, { group: 'arm' }).groups.filter((name) => Number(name) > 0)).toEqual(['9', '10']);
    expect(parse(text, { group: 'arm' }, { reference: 'b' }).groups[0]).toBe('b');
    expect(() => parse('months,died,arm\n1,1,placebo\n', { group: 'arm' }, { reference: 'plcebo' })).toThrow(
      'must be a group of column arm of t.csv: placebo; got plcebo (did you mean placebo?)',
    );
  });

  test('every issue is named with file, line, column, what was required and what came', () => {
    const issues = issuesOf('months,died,arm,w\n-1,1,a,1\nNaN,0,a,1\n1,2,a,1\n,1,,1\n2,1,b,0\n3,1\n', {
      group: 'arm',
      weight: 'w',
    });
    for (const issue of [
      "t.csv:2: column months: must be a finite number >= 0; got '-1'",
      't.csv: column months: must state a value in every row; got 2 missing, lines 3 and 5 (--missing drop leaves such rows out)',
      "t.csv:4: column died: must be 0 (censored) or 1 (event); got '2' (the column holds 1, 0, 2; --event-value V states that V is an event)",
      't.csv: column arm: must state a value in every row; got 1 missing, line 5',
      "t.csv:6: column w: must be a finite number > 0; got '0'",
      't.csv:7: must have 4 cells, as the header has; got 2',
    ]) {
      expect(issues).toContain(issue);
    }
    expect(issues).toContain('6 issue(s)');
  });

  test('a missing column comes with the nearest name, a repeated one is refused', () => {
    expect(issuesOf('month,died\n1,1\n')).toContain(
      't.csv:1: column months: must be in the header; got month, died (did you mean month?)',
    );
    expect(issuesOf('months,died,died\n1,1,1\n')).toContain('column died: must be in the header once; got it twice');
  });

  test('a header alone has no patient', () => {
    expect(() => parse('months,died\n')).toThrow('t.csv: must hold one patient at least; got a header alone');
  });
});

describe('missing values', () => {
  const text = 'months,died,arm,age,site\n1,1,a,60,x\n2,NA,a,61,x\n3,1,.,na,x\n4,0,b,N/A,\n5,1,b,63,x\n6,1,b,64,-\n';
  const used = { group: 'arm', covariates: ['age'] };

  test.each(['', 'NA', 'na', 'NaN', '.', 'N/A'])(
    "'%s' is missing in every role, never a group, stratum or text",
    (cell) => {
      const table = `t,e,g,s,x,w,m\n1,1,a,p,1,1,1\n2,1,b,p,2,1,2\n${Array(7).fill(cell).join(',')}\n3,0,b,q,1,1,3\n`;
      const roles = { time: 't', event: 'e', group: 'g', stratum: 's', covariates: ['x'], weight: 'w', marker: 'm' };
      const issues = issuesOf(table, roles);
      for (const column of ['t', 'e', 'g', 's', 'x', 'w', 'm']) {
        expect(issues).toContain(`t.csv: column ${column}: must state a value in every row; got 1 missing, line 4`);
      }
      const { times, groups, missing } = parse(table, roles, { missing: 'drop' });
      expect([[...times], groups, missing.lines]).toEqual([[1, 2, 3], ['a', 'b'], [4]]);
    },
  );

  test('rows without one are left out with --missing drop, counted by column and named', () => {
    const { times, groups, missing, remarks } = parse(text, used, { missing: 'drop' });
    expect([...times]).toEqual([1, 5, 6]);
    expect(groups).toEqual(['a', 'b']);
    expect(missing).toEqual({
      policy: 'drop',
      lines: [3, 4, 5],
      columns: [
        { column: 'died', missing: 1 },
        { column: 'arm', missing: 1 },
        { column: 'age', missing: 2 },
      ],
    });
    expect(remarks).toEqual([
      '3 rows with a missing value left out: 1 without died, 1 without arm, 2 without age (lines 3, 4 and 5).',
    ]);
  });

  test('columns that are not used may have any', () => {
    expect(parse(text.replace('NA', '0').replace('4,0,b', '4,0,c'), { group: 'months' }).missing.lines).toEqual([]);
  });

  test('a table of missing values has no patient', () => {
    expect(() => parse('months,died\nNA,1\n', {}, { missing: 'drop' })).toThrow(
      't.csv: must hold at least one row without a missing value; got none',
    );
  });
});

describe('coding of events', () => {
  const of = (values: readonly string[], eventValue?: string) =>
    parse(`months,died\n${values.map((value, row) => `${row},${value}`).join('\n')}\n`, {}, { eventValue });

  test.each([
    ['FALSE and TRUE', ['TRUE', 'false', 'True'], [1, 0, 1]],
    ['F and T', ['F', 'T', 't'], [0, 1, 1]],
    ['1 alone', ['1', '1.0', ' 1'], [1, 1, 1]],
    ['0 alone', ['0'], [0]],
  ])('%s need no --event-value', (_, values, observed) => {
    expect([...of(values).observed]).toEqual(observed);
  });

  test.each([
    [
      '1 and 2',
      ['1', '2'],
      "t.csv:3: column died: must be 0 (censored) or 1 (event); got '2' (the column holds 1, 2; --event-value 2 states that 2 is an event)",
    ],
    ['2 alone', ['2', '2'], '--event-value 2 states'],
    ['words', ['alive', 'dead'], '(the column holds alive, dead; --event-value V states that V is an event)'],
    ['0, 1 and TRUE', ['0', '1', 'TRUE'], "got 'TRUE'"],
    ['competing events', ['0', '1', '2'], '(the column holds 0, 1, 2; --event-value V'],
  ])('%s are refused with the option to state it', (_, values, message) => {
    expect(() => of(values)).toThrow(message);
  });

  test('--event-value makes one value the event and all others censored, which is stated', () => {
    const { observed, coding, remarks } = of(['1', '2', '2.0', '1'], '2');
    expect([[...observed], coding]).toEqual([[0, 1, 1, 0], { event: '2', censored: ['1'] }]);
    expect(remarks).toEqual(['Column died: 2 is an event, 1 counts as censored.']);
    expect(of(['alive', 'dead', 'lost'], 'dead').remarks).toEqual([
      'Column died: dead is an event, alive, lost count as censored.',
    ]);
    expect(of(['0', '1'], '0').remarks).toEqual(['Column died: 0 is an event, 1 counts as censored.']);
    expect(() => of(['alive', 'dead'], 'daed')).toThrow(
      '--event-value: must be a value of column died of t.csv: alive, dead; got daed',
    );
  });
});

describe('covariates of text', () => {
  const text = 'months,died,stage\n1,1,III\n2,0,II\n3,1,I\n4,1,II\n';
  const of = (body: string, references: readonly (readonly [string, string])[] = []) =>
    parse(body, { covariates: ['stage'] }, { covariateReferences: new Map(references) });

  test('become one term for each value but the first in order, or the one that is named', () => {
    const { covariates, remarks } = of(text);
    expect(covariates.map(({ name, against, values }) => [name, against, [...values]])).toEqual([
      ['stage: II', 'I', [0, 1, 0, 1]],
      ['stage: III', 'I', [1, 0, 0, 0]],
    ]);
    expect(remarks).toEqual(['Covariate stage is text: its other values are compared with I.']);
    expect(of(text, [['stage', 'III']]).covariates.map(({ name }) => name)).toEqual(['stage: I', 'stage: II']);
    expect(() => of(text, [['stage', 'IIII']])).toThrow('(did you mean III?)');
  });

  test('numbers beside text are no text: a slip must not become a value', () => {
    expect(() => of('months,died,stage\n1,1,60\n2,0,6O\n')).toThrow(
      "t.csv:3: column stage: must be a finite number, or the column text without numbers; got '6O'",
    );
    expect(() => of('months;died;stage\n1;1;1.234\n2;0;4.321\n')).toThrow('it may be');
  });

  test('a name of each patient is no covariate', () => {
    const rows = Array.from({ length: 31 }, (_, row) => `${row},1,patient-${row}`);
    expect(() => of(`months,died,stage\n${rows.join('\n')}\n`)).toThrow(
      'must have at most 30 different texts as a covariate; got 31',
    );
  });
});
