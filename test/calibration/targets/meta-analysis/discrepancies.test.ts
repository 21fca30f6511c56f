// Evidence: the known defects of data/trials/README.md, each with its values · constructed tables without a defect.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { discrepancies } from '../../../../calibration/targets/meta-analysis/discrepancies.js';
import { parsePublishedPool } from '../../../../calibration/targets/meta-analysis/published-pool.js';
import { addTrials } from '../../../../calibration/targets/new-trials/add-trials.js';
import { parseRows, wholeRow } from '../new-trials/new-trial-texts.js';
import { publishedTables } from '../published-tables.js';
import { metaAnalysisTables } from './meta-analysis-fixture.js';

const published = {
  pool: parsePublishedPool(
    readFileSync(new URL('../../../../data/published/pooled-trials.csv', import.meta.url), 'utf8'),
    'pooled-trials.csv',
  ),
  survivalRmse: { placebo: 3.125, tas102: 1.5 },
};
const found = discrepancies(publishedTables, published);
const of = (kind: string, all = found) => all.find((each) => each.kind === kind);

describe('discrepancies of the shipped tables', () => {
  test('the printed table exactly, except two digits of placebo', () => {
    expect(of('printed-figures')?.summary).toBe(
      'eq. 18 reproduces the printed pooled table exactly, except placebo PD 84.44 (printed 84.5), placebo DCR 15.56 (printed 15.5)',
    );
  });

  test('the patients behind rates and medians', () => {
    expect(of('two-counts-of-patients')?.figures).toEqual({
      'placebo response': 450,
      'placebo median': 573,
      'tas102 response': 998,
      'tas102 median': 1486,
      'tas102_bev response': 261,
      'tas102_bev median': 507,
    });
    // As the paper prints them beside its rates
    expect(published.pool.map(({ n }) => n)).toEqual([573, 1486, 507]);
  });

  test('SUNLIGHT has no response row, until it is added', () => {
    expect(of('no-response-row')?.figures).toEqual({
      'Prager 2023 (SUNLIGHT) tas102': 246,
      'Prager 2023 (SUNLIGHT) tas102_bev': 246,
    });
    expect(of('no-response-row', discrepancies(metaAnalysisTables.added, null))).toBeUndefined();
  });

  test('365 patients of RECOURSE count twice; it moves the pooled medians by at most 0.013 months', () => {
    const values = of('counted-twice')?.figures;
    expect(values).toMatchObject({ all: 2566, distinct: 2201, twice: 365 });
    expect(values?.['tas102 change']).toBeCloseTo(0.013, 3);
    // By hand: three trials of 450 patients, and with 88 of 6.7 and 35 of 4.3 months
    expect(values?.['placebo change']).toBeCloseTo(2702.1 / 450 - 3442.2 / 573, 9);
    // Between the rounded values, 7.52 and 7.54, it looks like 0.02
    expect(of('counted-twice')?.summary).toContain('tas102 7.522 -> 7.535');
  });

  test('a mean of medians is not the median of the pooled curve', () => {
    expect(of('mean-of-medians')?.summary).toContain('6.01 / 7.52 / 10.01 months');
    expect(of('mean-of-medians')?.summary).toContain('5.92 / 7.55 / 10.03');
  });

  test('the RMSE of the published model', () => {
    expect(of('published-model')?.summary).toContain('by 3.1 / 1.5 percentage points (RMSE; placebo / tas102)');
  });

  test('patients without an assessment: 14 in four rows, unknown in three', () => {
    // By hand: Xu placebo 5, Kotani 4 and 3, Takahashi 2; J003 twice and Xu TAS-102 state none
    expect(of('not-evaluable')?.figures).toEqual({ rows: 13, fewer: 4, patients: 14, unknown: 3 });
  });

  test('rates that no whole number of patients gives: 16.0 % of 258 is one', () => {
    expect(of('no-whole-patients')?.summary).toContain('Mayer 2015 (RECOURSE) placebo');
    // 8 of 57 are 14.0 %
    expect(of('no-whole-patients')?.summary).not.toContain('Yoshino 2012 (J003) placebo');
    expect(of('no-whole-patients', discrepancies(metaAnalysisTables.added, null))?.summary).toContain('SUNLIGHT');
  });

  test('the length of a month: 10.01 x 0.4375 days', () => {
    expect(of('month-length')?.figures.days).toBeCloseTo(10.01 * 0.4375, 2);
  });
});

describe('discrepancies', () => {
  test('of tables without a defect are none but the length of a month', () => {
    const row = { ...wholeRow, cr_count: 0, pr_count: 10, sd_count: 40, pd_count: 50, ne_count: 0 };
    const tables = addTrials(
      { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] },
      parseRows([row]),
    );
    expect(discrepancies(tables, null).map(({ kind }) => kind)).toEqual(['month-length']);
  });

  test('of no tables are none', () => {
    expect(
      discrepancies({ recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] }, null),
    ).toEqual([]);
  });
});
