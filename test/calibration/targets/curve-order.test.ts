// Evidence: worked by hand.
import { describe, expect, test } from 'vitest';
import { orderIssues, orderRemarks } from '../../../calibration/targets/curve-order.js';
import { addTrials } from '../../../calibration/targets/new-trials/add-trials.js';
import { emptyTables, type TrialTables } from '../../../calibration/targets/trial-tables.js';
import { recistRow } from '../fit/objective/trial-tables.js';
import { issuesOf, parseRows, wholeRow } from './new-trials/new-trial-texts.js';
import { publishedTables } from './published-tables.js';

const add = (cells: object) => addTrials(emptyTables, parseRows([{ ...wholeRow, ...cells }]));

describe('orderIssues', () => {
  test('the shipped tables are in order', () => {
    expect([orderIssues(publishedTables), orderRemarks(publishedTables)]).toEqual([[], []]);
  });

  test('a median of progression-free survival above that of survival is an issue, and a remark within half a month', () => {
    expect(issuesOf(() => add({ median_pfs_months: 7.6 }))).toEqual([
      'f.csv:2: median_pfs_months must be at most median_os_months of the same patients; got 7.6 against 7',
    ]);
    const close = add({ median_pfs_months: 7.4 });
    expect(orderIssues(close)).toEqual([]);
    expect(orderRemarks(close)).toEqual([
      'f.csv:2: T, tas102: median_pfs_months must be at most median_os_months of the same patients; got 7.4 against 7; within reading error',
    ]);
    expect(orderRemarks(add({ median_pfs_months: 7 }))).toEqual([]);
  });

  test('a landmark is compared with survival between months at a constant hazard', () => {
    // 81 % alive at month 6 are 90 % at month 3
    const alive = { median_os_months: '', month_6: 81 };
    expect(issuesOf(() => add({ ...alive, pfs_month_3: 93.1 }))).toEqual([
      'f.csv:2: progression-free survival must be at most overall survival of the same patients; got 93.1 % against 90 % at month 3',
    ]);
    expect(orderRemarks(add({ ...alive, pfs_month_3: 91 }))).toEqual([
      'f.csv:2: T, tas102: progression-free survival must be at most overall survival of the same patients; got 91 % against 90 % at month 3; within reading error',
    ]);
    expect(orderRemarks(add({ ...alive, pfs_month_3: 89.9, pfs_month_9: 85 }))).toEqual([]);
  });

  test('a new row is compared with the tables that it is added to', () => {
    const pfeiffer = { ...wholeRow, trial: 'Pfeiffer 2020', n: 47, median_os_months: '', pfs_month_6: 60 };
    expect(issuesOf(() => addTrials(publishedTables, parseRows([pfeiffer])))).toEqual([
      'f.csv:2: progression-free survival must be at most overall survival of the same patients; got 60 % against 50.8 % at month 6 (survival_landmarks.csv:13)',
    ]);
  });
});

describe('orderRemarks', () => {
  test('a best response that is rarer than the response of one visit is remarked, of the evaluable patients', () => {
    const row = { trial: 'T', arm: 'tas102', n: 100 };
    const tables = (nePercent: number | null, prPercent: number): TrialTables => ({
      ...emptyTables,
      recist: [recistRow({ ...row, crPercent: 0, prPercent: 20, sdPercent: 40, pdPercent: 40 })],
      bestResponse: [{ ...recistRow({ ...row, crPercent: 0, prPercent, sdPercent: 40, pdPercent: 30 }), nePercent }],
    });
    expect(orderRemarks(tables(null, 16))).toEqual([
      'table: T, tas102: best response has ORR 16.0 % of the evaluable, one visit 20.0 %: a best response cannot be rarer among the same patients',
      'table: T, tas102: best response has DCR 56.0 % of the evaluable, one visit 60.0 %: a best response cannot be rarer among the same patients',
    ]);
    // 16 of 80 evaluable are 20 %
    expect(orderRemarks(tables(20, 16))).toEqual([]);
    expect(orderRemarks(tables(null, 20))).toEqual([]);
  });
});
