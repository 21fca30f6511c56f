// Evidence: the documented format (data/new-trials/README.md), case by case · closed form (percentages of counts).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseNewTrials } from '../../../../calibration/targets/new-trials/parse-new-trials.js';
import { optionalColumns, requiredColumns } from '../../../../calibration/targets/new-trials/trial-columns.js';
import { DataError } from '../../../../src/errors.js';
import { type Cells, csvOf, issuesOf, parseRows, parseText, sunlight, wholeRow } from './new-trial-texts.js';

const counts: Cells = { ...wholeRow, cr_count: 1, pr_count: 4, sd_count: 45, pd_count: 40, ne_count: 10 };
const percents: Cells = { ...wholeRow, cr_percent: 1, pr_percent: 4, sd_percent: 45, pd_percent: 50 };

describe('parseNewTrials', () => {
  test('reads SUNLIGHT: both arms, ORR and DCR as published, medians and 13 landmarks', () => {
    expect(sunlight.map(({ arm, n }) => [arm, n])).toEqual([
      ['tas102', 246],
      ['tas102_bev', 246],
    ]);
    const rates = sunlight.map(({ response }) => {
      const { cr, pr, sd } = response?.percent ?? { cr: Number.NaN, pr: Number.NaN, sd: Number.NaN };
      return [(cr + pr).toFixed(1), (cr + pr + sd).toFixed(1)];
    });
    expect(rates).toEqual([
      ['1.2', '47.0'],
      ['6.1', '76.6'],
    ]);
    expect(sunlight.map(({ curves }) => curves.os.median)).toEqual([
      { months: 7.5, interval: null },
      { months: 10.8, interval: null },
    ]);
    for (const { curves, source } of sunlight) {
      expect(curves.os.landmarks?.months).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(source).toBe('Prager et al. 2023, N Engl J Med 388:1657-1667, doi:10.1056/NEJMoa2214963');
    }
  });

  test('every column is documented', () => {
    const readme = readFileSync(new URL('../../../../data/new-trials/README.md', import.meta.url), 'utf8');
    for (const column of [...requiredColumns, ...optionalColumns]) expect(readme).toContain(`\`${column}\``);
  });

  test('counts become percentages of the evaluable', () => {
    const [trial] = parseRows([counts]);
    expect(trial?.response).toEqual({
      counts: { cr: 1, pr: 4, sd: 45, pd: 40 },
      percent: { cr: 100 / 90, pr: 400 / 90, sd: 50, pd: 4000 / 90 },
      evaluable: 90,
    });
    expect(parseRows([{ ...counts, ne_count: '' }])[0]?.response).toEqual(trial?.response);
    expect(parseRows([{ ...counts, n_evaluable: 90 }])[0]?.response).toEqual(trial?.response);
  });

  test('percentages stay as they are; with ne_percent they become percentages of the evaluable', () => {
    expect(parseRows([percents])[0]?.response).toEqual({
      counts: null,
      percent: { cr: 1, pr: 4, sd: 45, pd: 50 },
      evaluable: null,
    });
    expect(parseRows([{ ...percents, n_evaluable: 96 }])[0]?.response?.evaluable).toBe(96);
    const [trial] = parseRows([{ ...percents, pd_percent: 30, ne_percent: 20 }]);
    expect(trial?.response).toEqual({
      counts: null,
      percent: { cr: 1.25, pr: 5, sd: 56.25, pd: 37.5 },
      evaluable: 80,
    });
  });

  test('reads the interval of a median, at 95 % by default', () => {
    const row = { ...wholeRow, median_os_low_months: 6, median_os_high_months: 9 };
    expect(parseRows([row])[0]?.curves.os.median).toEqual({
      months: 7,
      interval: { lowMonths: 6, highMonths: 9, levelPercent: 95 },
    });
    expect(parseRows([{ ...row, interval_percent: 90 }])[0]?.curves.os.median?.interval?.levelPercent).toBe(90);
  });

  test('an absent DOI, year and note are absent, and the source is the reference', () => {
    expect(parseRows([wholeRow])[0]).toMatchObject({
      doi: null,
      year: null,
      note: '',
      subgroup: '',
      subsetOf: null,
      source: 'Ref',
      assessmentDay: null,
      deaths: null,
      curve: null,
      where: 'f.csv:2',
    });
  });

  test.each<[string, Cells, string]>([
    ['no trial', { ...wholeRow, trial: ' ' }, 'column trial: must not be empty; got an empty cell'],
    ['no reference', { ...wholeRow, reference: '' }, 'column reference: must not be empty; got an empty cell'],
    ['no patient', { ...wholeRow, n: 0 }, "column n: must be an integer >= 1; got '0'"],
    ['half a patient', { ...wholeRow, n: 9.5 }, "column n: must be an integer >= 1; got '9.5'"],
    [
      'an arm with a hyphen',
      { ...wholeRow, arm: 'tas-102' },
      "column arm: must be a name of letters, digits and _; got 'tas-102'",
    ],
    ['no DOI', { ...wholeRow, doi: 'NEJMoa2214963' }, "column doi: must be a DOI, 10.x/y; got 'NEJMoa2214963'"],
    ['a year in words', { ...wholeRow, year: 'MMXX' }, "column year: must be a year; got 'MMXX'"],
    ['day 0', { ...wholeRow, assessment_day: 0 }, "column assessment_day: must be a day >= 1; got '0'"],
    [
      'more deaths than patients',
      { ...wholeRow, deaths: 101 },
      "column deaths: must be an integer in [0, n]; got '101'",
    ],
    [
      'no data',
      { ...wholeRow, median_os_months: '' },
      'must state a response, a median, landmarks or a curve; got none of them',
    ],
    ['a median of 0', { ...wholeRow, median_os_months: 0 }, "column median_os_months: must be a number > 0; got '0'"],
    [
      'one end of an interval',
      { ...wholeRow, median_os_low_months: 6 },
      'an interval of the median must have both ends (for an open interval leave both empty); got only median_os_low_months',
    ],
    [
      'an interval beside the median',
      { ...wholeRow, median_os_low_months: 7.5, median_os_high_months: 9 },
      "column median_os_low_months: must be a number in (0, 7]; got '7.5'",
    ],
    [
      'an interval below the median',
      { ...wholeRow, median_os_low_months: 5, median_os_high_months: 6 },
      "column median_os_high_months: must be a number >= 7; got '6'",
    ],
    [
      'an interval without width',
      { ...wholeRow, median_os_low_months: 7, median_os_high_months: 7 },
      'an interval must have a width; got 7 to 7',
    ],
    [
      'a level without an interval',
      { ...wholeRow, interval_percent: 95 },
      'interval_percent must come with an interval; got none',
    ],
    [
      'an interval without a median',
      { ...percents, median_os_months: '', median_os_low_months: 5, median_os_high_months: 6 },
      'an interval must come with median_os_months; got none',
    ],
    [
      'survival that increases',
      { ...wholeRow, month_6: 40, month_3: 30 },
      "column month_6: must be a number in [0, 30], the month before; got '40'",
    ],
    [
      'survival that starts below 100',
      { ...wholeRow, month_0: 99, month_3: 30 },
      "column month_0: must be 100; got '99'",
    ],
    [
      'counts and percentages',
      { ...counts, cr_percent: 1 },
      'response must be stated as counts or as percentages; got cr_count and cr_percent',
    ],
    ['half a responder', { ...counts, pr_count: 4.5 }, "column pr_count: must be an integer in [0, n]; got '4.5'"],
    ['a negative count', { ...counts, pr_count: -4 }, "column pr_count: must be an integer in [0, n]; got '-4'"],
    ['a class left out', { ...counts, sd_count: '' }, "column sd_count: must be an integer in [0, n]; got ''"],
    [
      'counts that miss n',
      { ...counts, ne_count: 9 },
      'CR, PR, SD, PD and not evaluable must add up to n, 100; got 99',
    ],
    [
      'counts above n',
      { ...counts, pd_count: 60, ne_count: '' },
      'CR, PR, SD and PD must add up to n, 100, at most; got 110',
    ],
    [
      'counts that miss n_evaluable',
      { ...counts, n_evaluable: 91 },
      'CR, PR, SD and PD must add up to n_evaluable, 91; got 90',
    ],
    [
      'nobody with a response',
      { ...wholeRow, cr_count: 0, pr_count: 0, sd_count: 0, pd_count: 0 },
      'one patient at least must have a response class; got none',
    ],
    [
      'percentages that miss 100',
      { ...percents, sd_percent: 44.8 },
      'CR, PR, SD and PD must add up to 100 % within 0.15; got 99.8',
    ],
    [
      'percentages that miss 100 with those not evaluable',
      { ...percents, ne_percent: 5 },
      'CR, PR, SD, PD and not evaluable must add up to 100 % within 0.15; got 105',
    ],
    [
      'a percentage above 100',
      { ...percents, pd_percent: 150 },
      "column pd_percent: must be a number in [0, 100]; got '150'",
    ],
    [
      'two counts of the evaluable',
      { ...percents, pd_percent: 30, ne_percent: 20, n_evaluable: 90 },
      'n_evaluable must agree with ne_percent, which leaves 80 of 100; got 90',
    ],
    [
      'more evaluable than patients',
      { ...percents, n_evaluable: 101 },
      "column n_evaluable: must be an integer in [1, n]; got '101'",
    ],
    [
      'evaluable patients without a response',
      { ...wholeRow, n_evaluable: 90 },
      'n_evaluable must come with response classes; got none',
    ],
  ])('refuses %s', (_, row, issue) => {
    expect(issuesOf(() => parseRows([row]))).toEqual([`f.csv:2: ${issue}`]);
  });

  test('known arms may be given', () => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, arm: 'tas103' }], { arms: ['tas102'] }))).toEqual([
      "f.csv:2: column arm: must be one of tas102; got 'tas103' (did you mean tas102?)",
    ]);
    expect(parseRows([{ ...wholeRow, arm: 'folfiri' }])[0]?.arm).toBe('folfiri');
  });

  test('all issues of all files are reported together, with their rows', () => {
    const text = csvOf([
      { ...wholeRow, n: 0 },
      { ...wholeRow, trial: 'U', median_os_months: -1 },
    ]);
    const files = ['a.csv', 'b.csv'].map((source) => ({ source, text, curveFiles: new Map() }));
    expect(issuesOf(() => parseNewTrials(files))).toEqual([
      "a.csv:2: column n: must be an integer >= 1; got '0'",
      "a.csv:3: column median_os_months: must be a number > 0; got '-1'",
      "b.csv:2: column n: must be an integer >= 1; got '0'",
      "b.csv:3: column median_os_months: must be a number > 0; got '-1'",
      'b.csv:2: must be the only row of its trial, subgroup and arm; got T, tas102, which a.csv:2 has too',
      'b.csv:3: must be the only row of its trial, subgroup and arm; got U, tas102, which a.csv:3 has too',
    ]);
  });

  test('unknown, missing and ragged columns are named', () => {
    const text = 'trail,arm,n,reference,month_x\nT,tas102,10,Ref';
    expect(issuesOf(() => parseText(text))).toEqual([
      "f.csv:1: column 1: must be a known column; got 'trail' (did you mean trial?)",
      expect.stringContaining("f.csv:1: column 5: must be a known column; got 'month_x'"),
      'f.csv:1: column trial: must be present; got a header without it',
      'f.csv:2: must have 5 cells, as the header has; got 4',
    ]);
  });
});

describe('parseNewTrials on JSON', () => {
  const json = (...trials: unknown[]) => JSON.stringify({ trials });
  const source = 'f.json';

  test('gives the same rows as CSV', () => {
    const row = { ...counts, year: 2020, doi: '10.1000/x', month_3: 80.5 };
    const [fromJson] = parseText(json({ ...row, note: null }), { source });
    const [fromCsv] = parseRows([row]);
    expect({ ...fromJson, where: '' }).toEqual({ ...fromCsv, where: '' });
    expect(fromJson?.where).toBe('f.json: trials[0]');
  });

  test('a curve may be part of the row', () => {
    const curve = [
      { month: 0, at_risk: 100 },
      { month: 1.5, survival_percent: 90, at_risk: 88 },
    ];
    expect(parseText(json({ ...wholeRow, curve }), { source })[0]?.curve).toEqual({
      months: [1.5],
      percent: [90],
      atRisk: { months: [0, 1.5], patients: [100, 88] },
    });
  });

  test('issues have the path', () => {
    const invalid = { ...wholeRow, n: 0, subgruop: 'x', note: ['x'], curve: [{ month: 1, survival: 90 }, 3] };
    expect(issuesOf(() => parseText(json(invalid, 7), { source }))).toEqual([
      "f.json: trials[0]: must have known keys; got 'subgruop' (did you mean subgroup?)",
      'f.json: trials[0].note: must be text, a number or null; got a list',
      "f.json: trials[0].curve[0]: must have known keys; got 'survival'",
      'f.json: trials[0].curve[1]: must be an object; got number',
      'f.json: trials[1]: must be an object; got number',
      "f.json: trials[0].n: must be an integer >= 1; got '0'",
      'f.json: trials[0].curve[0]: a point must state survival_percent or at_risk; got none',
      'f.json: trials[0].curve[0]: a curve must state survival at one month after 0 at least; got none',
    ]);
    expect(issuesOf(() => parseText(JSON.stringify({ trials: [], trial: 1 }), { source }))).toEqual([
      "f.json: must have only the key 'trials'; got 'trial'",
    ]);
    expect(issuesOf(() => parseText(json({ ...wholeRow, curve: 'c.csv' }), { source }))).toEqual([
      'f.json: trials[0].curve: must be a list of points; got string',
    ]);
    expect(issuesOf(() => parseText(json({ ...wholeRow, curve: [] }), { source }))).toEqual([
      'f.json: trials[0]: a curve must have one point at least; got none',
    ]);
  });

  test.each([
    ['{', "f.json: line 1, column 2: must be the '}' of an object; got the end of the text"],
    ['{"trials": [], "trials": []}', 'f.json: trials: must be given once; got it at line 1, column 2 and at'],
    ['['.repeat(200_000), 'f.json: line 1, column 101: must be nested at most 100 levels deep; got one more'],
    ['{"trials": [], "__proto__": 1}', "f.json: must have only the key 'trials'; got '__proto__'"],
    ['[]', "f.json: must be an object with a list 'trials'; got none"],
    ['{"trials": {}}', "f.json: must be an object with a list 'trials'; got none"],
  ])('refuses %s', (text, message) => {
    expect(() => parseText(text, { source })).toThrow(DataError);
    expect(() => parseText(text, { source })).toThrow(message);
  });
});
