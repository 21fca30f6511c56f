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
      "t.csv:3: column months: must be a finite number >= 0; got 'NaN'",
      "t.csv:4: column died: must be 0 (censored) or 1 (event); got '2'",
      "t.csv:5: column months: must be a finite number >= 0; got ''",
      't.csv:5: column arm: must name a group; got an empty cell',
      "t.csv:6: column w: must be a finite number > 0; got '0'",
      't.csv:7: must have 4 cells, as the header has; got 2',
    ]) {
      expect(issues).toContain(issue);
    }
    expect(issues).toContain('7 issue(s)');
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
