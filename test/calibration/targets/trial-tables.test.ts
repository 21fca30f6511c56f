import { describe, expect, test } from 'vitest';
import { parseTrialTables } from '../../../calibration/targets/parse-trial-tables.js';
import type { TrialTexts } from '../../../calibration/targets/trial-tables.js';
import { DataError } from '../../../src/errors.js';
import { arms, publishedTables, publishedTexts } from './published-tables.js';

const recistHeader = 'trial,arm,n,cr_percent,pr_percent,sd_percent,pd_percent,source';
const medianHeader = 'trial,subgroup,subset_of,arm,n,median_os_months,source';
const survivalHeader = 'trial,arm,n,month_0,month_3,month_6,source';
const nothing: TrialTexts = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };

function parse(table: keyof TrialTexts, ...lines: string[]) {
  return parseTrialTables({ ...nothing, [table]: [{ source: 'f.csv', text: lines.join('\n') }] }, { arms });
}

function issuesOf(table: keyof TrialTexts, ...lines: string[]): string[] {
  try {
    parse(table, ...lines);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('parseTrialTables on the published files', () => {
  test('reads 13 response rows, 19 medians and 20 curves of 13 months', () => {
    expect(publishedTables.recist.length).toBe(13);
    expect(publishedTables.medianOs.length).toBe(19);
    expect(publishedTables.survival.length).toBe(20);
    for (const { months } of publishedTables.survival)
      expect(months).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('every row has a citation with a DOI, and one trial has one citation', () => {
    const citations = new Map<string, string>();
    for (const row of Object.values(publishedTables).flat()) {
      expect(row.source).toMatch(/ doi:10\.\d{4}\/\S+$/);
      expect(citations.get(row.trial) ?? row.source).toBe(row.source);
      citations.set(row.trial, row.source);
    }
    expect(citations.size).toBe(10);
  });

  test('patients of a curve are those of the median of the same trial and arm', () => {
    const patients = (table: 'medianOs' | 'survival', trial: string, arm: string) =>
      publishedTables[table].reduce((sum, row) => sum + (row.trial === trial && row.arm === arm ? row.n : 0), 0);
    for (const { trial, arm } of publishedTables.medianOs) {
      expect(patients('survival', trial, arm)).toBe(patients('medianOs', trial, arm));
    }
  });

  test('SUNLIGHT has medians and curves but no response rates', () => {
    const armsOf = (table: keyof TrialTexts) =>
      publishedTables[table].filter(({ trial }) => trial.includes('SUNLIGHT')).map(({ arm }) => arm);
    expect(armsOf('recist')).toEqual([]);
    expect(armsOf('medianOs')).toEqual(['tas102', 'tas102_bev']);
    expect(armsOf('survival')).toEqual(['tas102', 'tas102_bev']);
  });

  test('a later file of the same layout adds its rows', () => {
    const sunlight = ['SUNLIGHT,tas102,246,0,1.2,45.8,53,doi', 'SUNLIGHT,tas102_bev,246,0,6.1,70.5,23.4,doi'];
    const text = [recistHeader, ...sunlight].join('\n');
    const texts = { ...publishedTexts, recist: [...publishedTexts.recist, { source: 'sunlight.csv', text }] };
    expect(parseTrialTables(texts, { arms }).recist.length).toBe(15);
  });
});

describe('parseTrialTables', () => {
  test('tells absent from stated: no year, no evaluable number, no subgroup', () => {
    const [row] = parse('recist', recistHeader, 'T,placebo,10,0,0,20,80,doi').recist;
    expect(row).toMatchObject({ year: null, nEvaluable: null, subgroup: '', subsetOf: null, where: 'f.csv:2' });
  });

  test.each([
    ['99.85', '0,0,20,79.85'],
    ['100.15', '0.15,0,20,80'],
  ])('rates that add up to %s pass: rounding of four rates', (_sum, rates) => {
    expect(issuesOf('recist', recistHeader, `T,placebo,10,${rates},doi`)).toEqual([]);
  });

  test.each([
    ['0,0,20,79.8', '99.8'],
    ['0.2,0,20,80', '100.2'],
  ])('rates %s do not add up to 100', (rates, sum) => {
    expect(issuesOf('recist', recistHeader, `T,placebo,10,${rates},doi`)).toEqual([
      `f.csv:2: CR, PR, SD and PD must add up to 100 % within 0.15; got ${sum}`,
    ]);
  });

  test.each([
    ['a negative rate', 'T,placebo,10,-1,0,21,80,doi', "column cr_percent: must be a number in [0, 100]; got '-1'"],
    ['a rate in words', 'T,placebo,10,none,0,20,80,doi', "column cr_percent: must be a number in [0, 100]; got 'none'"],
    ['no patient', 'T,placebo,0,0,0,20,80,doi', "column n: must be an integer ≥ 1; got '0'"],
    ['half a patient', 'T,placebo,9.5,0,0,20,80,doi', "column n: must be an integer ≥ 1; got '9.5'"],
    [
      'an unknown arm',
      'T,folfiri,10,0,0,20,80,doi',
      "column arm: must be one of placebo, tas102, tas102_bev; got 'folfiri'",
    ],
    ['no trial', ' ,placebo,10,0,0,20,80,doi', 'column trial: must not be empty; got an empty cell'],
    ['no source', 'T,placebo,10,0,0,20,80,', 'column source: must not be empty; got an empty cell'],
  ])('refuses %s', (_words, row, issue) => {
    expect(issuesOf('recist', recistHeader, row)).toEqual([`f.csv:2: ${issue}`]);
  });

  test('refuses more evaluable patients than patients, and a year in words', () => {
    const header = `${recistHeader},n_evaluable,year`;
    expect(issuesOf('recist', header, 'T,placebo,10,0,0,20,80,doi,11,MMXX')).toEqual([
      "f.csv:2: column year: must be a year; got 'MMXX'",
      "f.csv:2: column n_evaluable: must be an integer in [1, n]; got '11'",
    ]);
  });

  test('refuses a second row for one trial, subgroup and arm, across files too', () => {
    const text = [recistHeader, 'T,placebo,10,0,0,20,80,doi'].join('\n');
    const twice = { ...nothing, recist: ['one.csv', 'two.csv'].map((source) => ({ source, text })) };
    expect(() => parseTrialTables(twice, { arms })).toThrow(
      'two.csv:2: must be the only row of its trial, subgroup and arm; got T, placebo, which one.csv:2 has too',
    );
  });

  test('a subset belongs to a whole trial of the same arm that is large enough', () => {
    const whole = 'T,,,placebo,10,5,doi';
    expect(issuesOf('medianOs', medianHeader, whole, 'S,Japan,T,placebo,6,5,doi', 'S,USA,T,placebo,4,5,doi')).toEqual(
      [],
    );
    expect(issuesOf('medianOs', medianHeader, whole, 'S,Japan,U,placebo,6,5,doi', 'S,USA,T,tas102,4,5,doi')).toEqual([
      "f.csv:3: column subset_of: must name a trial of this table with arm placebo; got 'U'",
      "f.csv:4: column subset_of: must name a trial of this table with arm tas102; got 'T'",
    ]);
    expect(issuesOf('medianOs', medianHeader, whole, 'S,Japan,T,placebo,6,5,doi', 'S,USA,T,placebo,5,5,doi')).toEqual([
      'f.csv:4: subsets of T must hold at most its 10 patients; got 11',
    ]);
    expect(issuesOf('medianOs', medianHeader, 'T,,T,placebo,10,5,doi')).toEqual([
      "f.csv:2: column subset_of: must name a trial of this table with arm placebo; got 'T'",
    ]);
  });

  test.each(['0', '-3', '', 'long'])('refuses a median of %j months', (median) => {
    expect(issuesOf('medianOs', medianHeader, `T,,,placebo,10,${median},doi`)).toEqual([
      `f.csv:2: column median_os_months: must be a number > 0; got '${median}'`,
    ]);
  });

  test('survival may stay level and reach 0, and an empty month is a month not stated', () => {
    const rows = ['T,placebo,10,100,50,50,doi', 'U,placebo,10,,,0,doi', 'V,placebo,10,100,0,0,doi'];
    const curves = parse('survival', survivalHeader, ...rows).survival.map(({ months, percent }) => [months, percent]);
    expect(curves).toEqual([
      [
        [0, 3, 6],
        [100, 50, 50],
      ],
      [
        [0, 6],
        [100, 0],
      ],
      [
        [0, 3, 6],
        [100, 0, 0],
      ],
    ]);
  });

  test('months are put in order whatever the order of the columns', () => {
    const [curve] = parse('survival', 'month_12,month_3,trial,arm,n,source', '10,60,T,placebo,10,doi').survival;
    expect([curve?.months, curve?.percent]).toEqual([
      [0, 3, 12],
      [100, 60, 10],
    ]);
  });

  test.each([
    ['increases', '100,40,60', "column month_6: must be a number in [0, 40], the month before; got '60'"],
    ['lies above 100', '100,101,60', "column month_3: must be a number in [0, 100], the month before; got '101'"],
    ['lies below 0', '100,40,-1', "column month_6: must be a number in [0, 40], the month before; got '-1'"],
    ['starts below 100', '99,40,30', "column month_0: must be 100; got '99'"],
    ['is in words', '100,NaN,30', "column month_3: must be a number in [0, 100], the month before; got 'NaN'"],
    ['is not stated', '100,,', undefined],
  ])('refuses survival that %s', (_words, percents, issue) => {
    const expected = issue ?? 'a curve must state survival at one month after 0 at least; got none';
    expect(issuesOf('survival', survivalHeader, `T,placebo,10,${percents},doi`)).toEqual([`f.csv:2: ${expected}`]);
  });

  test('unknown, missing and ragged columns are reported with the issues of the other tables', () => {
    const text = (...lines: string[]) => lines.join('\n');
    const recist = [
      { source: 'r.csv', text: text('trail,arm,n,cr_percent,pr_percent,sd_percent,pd_percent,source', 'T,x') },
    ];
    const medianOs = [{ source: 'm.csv', text: text(medianHeader, 'T,,,placebo,10,0,doi') }];
    let message = '';
    try {
      parseTrialTables({ ...nothing, recist, medianOs }, { arms });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain("r.csv:1: column 1: must be a known column; got 'trail' (did you mean trial?)");
    expect(message).toContain('r.csv:1: column trial: must be present; got a header without it');
    expect(message).toContain('r.csv:2: must have 8 cells, as the header has; got 2');
    expect(message).toContain("m.csv:2: column median_os_months: must be a number > 0; got '0'");
    expect(message).toContain('trial tables: 4 issue(s)');
  });
});
