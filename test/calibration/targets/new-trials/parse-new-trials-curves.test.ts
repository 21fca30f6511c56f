// Evidence: the documented format (data/new-trials/README.md), curves in files beside the table.
import { describe, expect, test } from 'vitest';
import { curveFileNames } from '../../../../calibration/targets/new-trials/parse-new-trials.js';
import { type Cells, csvOf, issuesOf, parseRows, wholeRow } from './new-trial-texts.js';

describe('curves in a file', () => {
  const row = { ...wholeRow, curve_file: 'c.csv' };
  const point = { trial: 'T', arm: 'tas102' };
  const curveOf = (...points: Cells[]) => csvOf(points.map((each) => ({ ...point, ...each })));
  const parse = (...points: Cells[]) => parseRows([row], { curves: { 'c.csv': curveOf(...points) } })[0]?.curve;
  const issues = (...points: Cells[]) => issuesOf(() => parse(...points));

  test('survival and numbers at risk may be on separate lines', () => {
    const curve = parse(
      { month: 0, survival_percent: 100, at_risk: 100 },
      { month: 2.5, survival_percent: 80 },
      { month: 3, at_risk: 78 },
      { month: 3, survival_percent: 80 },
    );
    expect(curve).toEqual({
      months: [0, 2.5, 3],
      percent: [100, 80, 80],
      atRisk: { months: [0, 3], patients: [100, 78] },
    });
  });

  test('no number at risk is none, not an empty table', () => {
    expect(parse({ month: 2, survival_percent: 80 })?.atRisk).toBeNull();
  });

  test('one file may have the curves of several rows, identified by trial, subgroup and arm', () => {
    const rows = [row, { ...row, subgroup: 'Japan', subset_of: 'T', n: 50 }];
    const curves = csvOf([
      { ...point, subgroup: '', month: 1, survival_percent: 90 },
      { ...point, subgroup: 'Japan', month: 1, survival_percent: 95 },
    ]);
    const trials = parseRows(rows, { curves: { 'c.csv': curves } });
    expect(trials.map(({ curve }) => curve?.percent)).toEqual([[90], [95]]);
  });

  test.each<[string, Cells[], string]>([
    [
      'survival that increases',
      [
        { month: 1, survival_percent: 80 },
        { month: 2, survival_percent: 81 },
      ],
      "c.csv:3: column survival_percent: must be a number in [0, 80], the point before; got '81'",
    ],
    [
      'months that go back',
      [
        { month: 2, survival_percent: 80 },
        { month: 1, survival_percent: 70 },
      ],
      "c.csv:3: column month: must be a number in [2, 600], from the month before; got '1'",
    ],
    [
      'survival below 100 at month 0',
      [
        { month: 0, survival_percent: 99 },
        { month: 1, survival_percent: 70 },
      ],
      "c.csv:2: column survival_percent: must be 100 at month 0; got '99'",
    ],
    [
      'more at risk than before',
      [
        { month: 1, survival_percent: 80, at_risk: 50 },
        { month: 2, survival_percent: 70, at_risk: 51 },
      ],
      "c.csv:3: column at_risk: must be an integer in [0, 50], the number before; got '51'",
    ],
    [
      'other patients at month 0',
      [
        { month: 0, survival_percent: 100, at_risk: 90 },
        { month: 1, survival_percent: 80, at_risk: '' },
      ],
      'c.csv:2: at_risk at month 0 must be n, 100; got 90',
    ],
    [
      'two numbers at one month',
      [
        { month: 1, survival_percent: 80, at_risk: 50 },
        { month: 1, survival_percent: 80, at_risk: 50 },
      ],
      'c.csv:3: at_risk must be stated once at month 1; got it again',
    ],
    [
      'no survival after month 0',
      [{ month: 0, survival_percent: 100 }],
      'c.csv:2: a curve must state survival at one month after 0 at least; got none',
    ],
    [
      'an arm of no row',
      [
        { month: 1, survival_percent: 80 },
        { arm: 'placebo', month: 1, survival_percent: 80 },
      ],
      'c.csv:3: must belong to a row of f.csv that names this file; got T, placebo',
    ],
  ])('refuses %s', (_, points, issue) => {
    expect(issues(...points)).toContain(issue);
  });

  test('refuses a file without the row, and a file that was not read', () => {
    const other = csvOf([{ trial: 'U', arm: 'tas102', month: 1, survival_percent: 80 }]);
    expect(issuesOf(() => parseRows([row], { curves: { 'c.csv': other } }))).toEqual([
      "f.csv:2: column curve_file: must hold points of T, tas102; got none in 'c.csv'",
      'c.csv:2: must belong to a row of f.csv that names this file; got U, tas102',
    ]);
    expect(issuesOf(() => parseRows([row]))).toEqual([
      "f.csv:2: column curve_file: must name a file of curves that was read; got 'c.csv'",
    ]);
  });

  test('the names of the files are known before they are read', () => {
    const text = csvOf([row, { ...row, arm: 'placebo' }, { ...wholeRow, trial: 'U', curve_file: 'd.csv' }]);
    expect(curveFileNames({ source: 'f.csv', text })).toEqual(['c.csv', 'd.csv']);
  });
});
