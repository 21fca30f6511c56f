// Evidence: closed form, by hand.
import { describe, expect, test } from 'vitest';
import { toMedianOsRow, toRecistRow, toSurvivalRow } from '../../../../calibration/targets/new-trials/to-table-rows.js';
import { type Cells, csvOf, parseRows, wholeRow } from './new-trial-texts.js';

const one = (row: Cells, curve?: string) =>
  parseRows([row], curve === undefined ? {} : { curves: { 'c.csv': curve } })[0]!;

describe('toRecistRow', () => {
  const trial = one({ ...wholeRow, year: 2020, cr_count: 0, pr_count: 9, sd_count: 36, pd_count: 45, ne_count: 10 });

  test('left-out: percent of the 90 evaluable, weight 100', () => {
    const row = toRecistRow(trial, 'left-out');
    expect(row).toMatchObject({ n: 100, nEvaluable: 90, year: 2020 });
    expect([row?.crPercent, row?.prPercent, row?.sdPercent, row?.pdPercent]).toEqual([0, 10, 40, 50]);
  });

  test('progressed: percent of all 100, the ten not evaluable among PD', () => {
    const row = toRecistRow(trial, 'progressed');
    expect([row?.crPercent, row?.prPercent, row?.sdPercent, row?.pdPercent].map((rate) => rate?.toFixed(10))).toEqual(
      [0, 9, 36, 55].map((rate) => rate.toFixed(10)),
    );
  });

  test('the rules agree where nobody is known to be missing', () => {
    const known = one({ ...wholeRow, cr_percent: 0, pr_percent: 9.1, sd_percent: 36, pd_percent: 55 });
    expect(toRecistRow(known, 'progressed')).toEqual(toRecistRow(known, 'left-out'));
  });

  test('no response, no row', () => {
    expect(toRecistRow(one(wholeRow), 'left-out')).toBeNull();
  });
});

describe('toMedianOsRow', () => {
  test('has an interval only where one is stated', () => {
    expect(toMedianOsRow(one(wholeRow))).toEqual({
      trial: 'T',
      subgroup: '',
      arm: 'tas102',
      n: 100,
      subsetOf: null,
      source: 'Ref',
      where: 'f.csv:2',
      medianOsMonths: 7,
    });
    expect(toMedianOsRow(one({ ...wholeRow, median_os_months: '', month_3: 50 }))).toBeNull();
  });
});

describe('toSurvivalRow', () => {
  const curve = csvOf(
    [
      [0.4, 99],
      [1, 95],
      [1.7, 90],
      [3.2, 60],
    ].map(([month, survival]) => ({ trial: 'T', arm: 'tas102', month: month!, survival_percent: survival! })),
  );

  test('is the landmarks, also beside a curve', () => {
    const row = toSurvivalRow(one({ ...wholeRow, month_6: 50, month_3: 70, curve_file: 'c.csv' }, curve));
    expect([row?.months, row?.percent]).toEqual([
      [0, 3, 6],
      [100, 70, 50],
    ]);
  });

  test('is the curve as steps at whole months up to its last point', () => {
    const row = toSurvivalRow(one({ ...wholeRow, curve_file: 'c.csv' }, curve));
    expect([row?.months, row?.percent]).toEqual([
      [0, 1, 2, 3],
      [100, 95, 90, 90],
    ]);
  });

  test('a curve that ends within the first month gives none', () => {
    const short = csvOf([{ trial: 'T', arm: 'tas102', month: 0.4, survival_percent: 99 }]);
    expect(toSurvivalRow(one({ ...wholeRow, curve_file: 'c.csv' }, short))).toBeNull();
    expect(toSurvivalRow(one(wholeRow))).toBeNull();
  });
});
