// Evidence: independent values (the pooled rates that SUNLIGHT's published ORR and DCR give, by hand) · laws of adding.

import { describe, expect, test } from 'vitest';
import { curves } from '../../../../calibration/endpoints/curves.js';
import { addTrials, addTrialsWithOutcome } from '../../../../calibration/targets/new-trials/add-trials.js';
import { poolMedian } from '../../../../calibration/targets/pool-median.js';
import { poolResponse } from '../../../../calibration/targets/pool-response.js';
import type { TrialTables } from '../../../../calibration/targets/trial-tables.js';
import { publishedTables } from '../published-tables.js';
import { type Cells, issuesOf, parseRows, sunlight, wholeRow } from './new-trial-texts.js';

const nothing: TrialTables = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };
const rates: Cells = { cr_percent: 0, pr_percent: 10, sd_percent: 40, pd_percent: 50 };
const add = (rows: readonly Cells[], tables = nothing) => addTrials(tables, parseRows(rows));

describe('addTrials with SUNLIGHT', () => {
  const added = addTrials(publishedTables, sunlight);

  test('pooled DCR moves from 45.7 to 46.0 and from 62.8 to 69.5 %', () => {
    const move = (arm: string) =>
      [publishedTables, added].map(({ recist }) => poolResponse(recist, arm).dcr.toFixed(1));
    expect(move('tas102')).toEqual(['45.7', '46.0']);
    expect(move('tas102_bev')).toEqual(['62.8', '69.5']);
    expect(move('placebo')).toEqual(['15.6', '15.6']);
    // By hand: (998 x 45.72505 + 246 x 47.0) / 1244
    expect(poolResponse(added.recist, 'tas102').dcr).toBeCloseTo((998 * 45.7250501002004 + 246 * 47) / 1244, 9);
    expect(poolResponse(added.recist, 'tas102_bev').n).toBe(507);
  });

  test('medians and curves are there already and do not count again', () => {
    expect(added.medianOs).toEqual(publishedTables.medianOs);
    expect(added.survival).toEqual(publishedTables.survival);
    const { additions } = addTrialsWithOutcome(publishedTables, sunlight);
    expect(additions.map(({ table, outcome }) => `${table} ${outcome}`)).toEqual([
      ...['recist added', 'recist added', 'bestResponse added', 'bestResponse added'],
      ...['medianOs already there', 'medianOs already there'],
      ...['survival already there', 'survival already there'],
    ]);
  });

  test('adding a second time changes nothing', () => {
    expect(addTrials(added, sunlight)).toEqual(added);
  });

  test('the tables that were given do not change', () => {
    const before = structuredClone(publishedTables);
    addTrials(publishedTables, sunlight);
    expect(publishedTables).toEqual(before);
  });
});

describe('addTrials', () => {
  test('no trial changes nothing', () => {
    expect(addTrials(publishedTables, [])).toEqual(publishedTables);
  });

  test('a row is added only to the tables for which it has data', () => {
    const { recist, medianOs, survival } = add([wholeRow, { ...wholeRow, ...rates, trial: 'U', median_os_months: '' }]);
    expect([recist, medianOs, survival].map((rows) => rows.map(({ trial }) => trial))).toEqual([['U'], ['T'], []]);
  });

  test('new rows are weighted by n as the others are', () => {
    const tables = add([wholeRow], {
      ...nothing,
      medianOs: add([{ ...wholeRow, trial: 'U', n: 300, median_os_months: 11 }]).medianOs,
    });
    expect(poolMedian(curves.os, tables.medianOs, 'tas102')).toMatchObject({ n: 400, months: 10 });
  });

  test('a stated interval is taken over by a median that is there', () => {
    const row = { ...wholeRow, median_os_low_months: 6, median_os_high_months: 9 };
    const tables = add([row], add([wholeRow]));
    expect(tables.medianOs).toEqual([
      expect.objectContaining({ medianMonths: 7, interval: { lowMonths: 6, highMonths: 9, levelPercent: 95 } }),
    ]);
  });

  test('a subset is excluded if its trial has a row, and is a row of its own otherwise', () => {
    const rows = [
      { ...wholeRow },
      { ...wholeRow, ...rates, trial: 'S', subgroup: 'Japan', subset_of: 'T', n: 40, median_os_months: 9 },
    ];
    const { medianOs, recist } = add(rows);
    expect(medianOs.map(({ subsetOf }) => subsetOf)).toEqual([null, 'T']);
    expect(recist.map(({ subsetOf }) => subsetOf)).toEqual([null]);
    expect(poolMedian(curves.os, medianOs, 'tas102')).toMatchObject({
      n: 140,
      distinctPatients: 100,
      distinctMonths: 7,
    });
  });

  test('a subset may belong to a trial of the tables', () => {
    const row = { ...wholeRow, trial: 'S', subset_of: 'Mayer 2015 (RECOURSE)' };
    const { medianOs } = add([row], publishedTables);
    expect(medianOs.at(-1)?.subsetOf).toBe('Mayer 2015 (RECOURSE)');
  });

  test.each<[string, Cells, string]>([
    [
      'a subset of nobody',
      { ...wholeRow, subset_of: 'Nobody' },
      "f.csv:2: subset_of: must name a trial with arm tas102 of these tables or files; got 'Nobody'",
    ],
    [
      'a subset of a subset',
      { ...wholeRow, subset_of: 'Van Cutsem 2018 (RECOURSE subgroups)' },
      "f.csv:2: subset_of: must name a trial that is not itself a subset; got 'Van Cutsem 2018 (RECOURSE subgroups)'",
    ],
    [
      'a subset larger than its trial',
      { ...wholeRow, n: 48, subset_of: 'Pfeiffer 2020' },
      'f.csv:2: subsets of Pfeiffer 2020 must hold at most its 47 patients; got 48',
    ],
    [
      'another median for a trial that is there',
      { ...wholeRow, trial: 'Pfeiffer 2020', n: 47 },
      'f.csv:2: must agree with median_os.csv:13; got a median of 7 months against 6.7',
    ],
    [
      'another n for a trial that is there',
      { ...wholeRow, trial: 'Pfeiffer 2020', n: 46, median_os_months: 6.7 },
      'f.csv:2: must agree with median_os.csv:13; got n 46 against 47',
    ],
    [
      'other rates for a trial that is there',
      { ...wholeRow, ...rates, trial: 'Pfeiffer 2020', n: 47, median_os_months: 6.7 },
      'f.csv:2: must agree with recist.csv:9; got PR 10 % against 0 %',
    ],
    [
      'other survival for a trial that is there',
      { ...wholeRow, trial: 'Pfeiffer 2020', n: 47, median_os_months: '', month_3: 85.2 },
      'f.csv:2: must agree with survival_landmarks.csv:13; got 85.2 % alive at month 3 against 85.3 %',
    ],
    [
      'a publication under a second name',
      { ...wholeRow, trial: 'SUNLIGHT', doi: '10.1056/nejmoa2214963' },
      "f.csv:2: trial: must be 'Prager 2023 (SUNLIGHT)', as median_os.csv:14 names doi:10.1056/nejmoa2214963; got 'SUNLIGHT'",
    ],
  ])('refuses %s', (_, row, issue) => {
    expect(issuesOf(() => add([row], publishedTables))).toEqual([issue]);
  });

  test('all contradictions come at once', () => {
    const rows = [
      { ...wholeRow, subset_of: 'Nobody' },
      { ...wholeRow, trial: 'Pfeiffer 2020', n: 47 },
    ];
    expect(issuesOf(() => add(rows, publishedTables))).toHaveLength(2);
  });
});
