// Evidence: worked by hand.
import { describe, expect, test } from 'vitest';
import { addTrialsWithOutcome } from '../../../../calibration/targets/new-trials/add-trials.js';
import { emptyTables } from '../../../../calibration/targets/trial-tables.js';
import { publishedTables } from '../published-tables.js';
import { csvOf, issuesOf, parseRows, wholeRow } from './new-trial-texts.js';

const visit = { assessment_day: 56, cr_count: 0, pr_count: 4, sd_count: 46, pd_count: 40 };
const best = { bor_cr_count: 0, bor_pr_count: 10, bor_sd_count: 50, bor_pd_count: 30, bor_ne_count: 10 };
const added = (row: object) => addTrialsWithOutcome(emptyTables, parseRows([{ ...wholeRow, ...row }])).tables;

describe('best responses beside the classes of one visit', () => {
  test('each enters its own table; best responses are of n, with those who were not evaluable', () => {
    const { recist, bestResponse } = added({ ...visit, ...best });
    expect(recist).toHaveLength(1);
    // 4 of the 90 evaluable
    expect(recist[0]!.prPercent).toBeCloseTo(400 / 90, 12);
    expect(bestResponse[0]).toMatchObject({ nEvaluable: 90, crPercent: 0, nePercent: 10 });
    const { prPercent, sdPercent, pdPercent } = bestResponse[0]!;
    for (const difference of [prPercent - 10, sdPercent - 50, pdPercent - 30]) expect(difference).toBeCloseTo(0, 12);
  });

  test('percentages without those who were not evaluable leave them unknown', () => {
    const percent = { bor_cr_percent: 0, bor_pr_percent: 10, bor_sd_percent: 50, bor_pd_percent: 40 };
    const { recist, bestResponse } = added(percent);
    expect(recist).toEqual([]);
    expect(bestResponse).toMatchObject([{ prPercent: 10, pdPercent: 40, nePercent: null, nEvaluable: null }]);
  });

  test('a response without a day of assessment is a best response too, and with one it is not', () => {
    const counts = { cr_count: 0, pr_count: 4, sd_count: 46, pd_count: 40 };
    const { bestResponse } = added(counts);
    expect(bestResponse).toMatchObject([{ crPercent: 0, nePercent: 10 }]);
    expect(bestResponse[0]!.sdPercent).toBeCloseTo(46, 12);
    expect(added({ ...counts, assessment_day: 56 }).bestResponse).toEqual([]);
  });

  test.each([
    [{ ...best, ...visit, assessment_day: '' }, /column assessment_day: must be stated where a row has best responses/],
    [{ ...best, bor_ne_count: 11 }, /CR, PR, SD, PD and not evaluable must add up to n, 100; got 101/],
    [
      { ...best, bor_pr_percent: 10 },
      /must be stated as counts or as percentages; got bor_cr_count and bor_pr_percent/,
    ],
    [
      { ...best, bor_pr_count: '1e1' },
      /column bor_pr_count: must be an integer in \[0, n\], in digits alone; got '1e1'/,
    ],
    [{ ...best, bor_pr_count: '' }, /column bor_pr_count/],
  ])('refuses %o', (cells, issue) => {
    const issues = issuesOf(() => parseRows([{ ...wholeRow, ...cells }]));
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.join('\n')).toMatch(issue);
  });

  test('n_evaluable belongs to the classes of one visit where a row states both', () => {
    const { recist, bestResponse } = added({ ...visit, ...best, n_evaluable: 90 });
    expect([recist[0]!.nEvaluable, bestResponse[0]!.nEvaluable]).toEqual([90, 90]);
    expect(issuesOf(() => parseRows([{ ...wholeRow, ...visit, ...best, n_evaluable: 80 }]))).toEqual([
      'f.csv:2: CR, PR, SD and PD must add up to n_evaluable, 80; got 90',
    ]);
  });

  test('other best responses of a trial that is there are refused once', () => {
    const yoshino = { trial: 'Yoshino 2012 (J003)', arm: 'placebo', n: 57, median_os_months: 6.6 };
    const own = { bor_cr_percent: 0, bor_pr_percent: 0, bor_sd_percent: 20, bor_pd_percent: 80 };
    const add = (row: object) => () => addTrialsWithOutcome(publishedTables, parseRows([{ ...wholeRow, ...row }]));
    expect(issuesOf(add({ ...yoshino, ...own }))).toEqual([
      'f.csv:2: must agree with best_response.csv:2; got SD 20 % against 14 %',
    ]);
    const both = { cr_percent: 0, pr_percent: 0, sd_percent: 20, pd_percent: 80 };
    expect(issuesOf(add({ ...yoshino, ...both }))).toEqual([
      'f.csv:2: must agree with recist.csv:2; got SD 20 % against 14 %',
    ]);
  });
});

describe('progression-free survival of a row', () => {
  const row = { median_pfs_months: 3.5, median_pfs_low_months: 3, median_pfs_high_months: 4.5, interval_percent: 90 };

  test('has a median with its interval and landmarks at any month', () => {
    const { medianPfs, pfs } = added({ ...row, pfs_month_3: 60, 'pfs_month_3.68': 45.5, pfs_month_6: 20 });
    expect(medianPfs).toMatchObject([
      { medianMonths: 3.5, interval: { lowMonths: 3, highMonths: 4.5, levelPercent: 90 } },
    ]);
    expect(pfs).toMatchObject([{ months: [0, 3, 3.68, 6], percent: [100, 60, 45.5, 20] }]);
  });

  test('may rest on it alone', () => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, median_os_months: '', median_pfs_months: 3.5 }]))).toEqual([]);
  });

  test.each([
    [{ 'month_3.5': 80 }, /unknown|must be one of|month_3\.5/],
    [{ 'pfs_month_3.50': 80 }, /pfs_month_3\.50/],
    [
      { pfs_month_3: 40, 'pfs_month_3.68': 45 },
      /column pfs_month_3\.68: must be a number in \[0, 40\], the month before; got '45'/,
    ],
    [{ pfs_month_3: 0.4, pfs_month_6: 0.2 }, /survival must be in percent; got shares/],
  ])('refuses %o', (cells, issue) => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, ...cells }])).join('\n')).toMatch(issue);
  });
});

describe('hazard ratios of a row', () => {
  const ratio = { hazard_ratio_pfs: 0.44, hazard_ratio_pfs_low: 0.36, hazard_ratio_pfs_high: 0.54 };

  test('are read with their interval and the arm that they compare with', () => {
    const [trial] = parseRows([{ ...wholeRow, ...ratio, hazard_ratio_os: 0.61, hazard_ratio_versus: 'placebo' }]);
    expect(trial?.hazardRatios).toEqual([
      { endpoint: 'os', versus: 'placebo', hazardRatio: 0.61, interval: null },
      { endpoint: 'pfs', versus: 'placebo', hazardRatio: 0.44, interval: { low: 0.36, high: 0.54, levelPercent: 95 } },
    ]);
  });

  test.each([
    [ratio, "column hazard_ratio_versus: must name another arm of the trial; got ''"],
    [
      { ...ratio, hazard_ratio_versus: 'tas102' },
      "column hazard_ratio_versus: must name another arm of the trial; got 'tas102'",
    ],
    [
      { hazard_ratio_versus: 'placebo' },
      "column hazard_ratio_versus: must come with a hazard ratio; got 'placebo' alone",
    ],
    [
      { hazard_ratio_os: 61, hazard_ratio_versus: 'placebo' },
      "column hazard_ratio_os: must be a number in [0.05, 20]; got '61'",
    ],
    [
      { ...ratio, hazard_ratio_pfs_low: 0.5, hazard_ratio_versus: 'placebo' },
      "column hazard_ratio_pfs_low: must be a number in (0, 0.44]; got '0.5'",
    ],
  ])('refuses %o', (cells, issue) => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, ...cells }]))).toEqual([`f.csv:2: ${issue}`]);
  });

  test('an interval must have both ends and a ratio', () => {
    const cells = { ...wholeRow, hazard_ratio_versus: 'placebo' };
    expect(issuesOf(() => parseRows([{ ...cells, hazard_ratio_os: 0.6, hazard_ratio_os_low: 0.4 }]))).toEqual([
      'f.csv:2: an interval of hazard_ratio_os must have both ends; got only hazard_ratio_os_low',
    ]);
    expect(csvOf([cells])).toContain('hazard_ratio_versus');
  });
});
