// Evidence: closed form, by hand.

import { describe, expect, test } from 'vitest';
import { curves } from '../../../../calibration/endpoints/curves.js';
import { toMedianRow, toRecistRow, toSurvivalRow } from '../../../../calibration/targets/new-trials/to-table-rows.js';
import { type Cells, csvOf, parseRows, wholeRow } from './new-trial-texts.js';

const one = (row: Cells, curve?: string) =>
  parseRows(
    [curve === undefined ? row : { ...row, median_os_months: '' }],
    curve === undefined ? {} : { curves: { 'c.csv': curve } },
  )[0]!;

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

describe('toMedianRow', () => {
  test('has an interval only where one is stated', () => {
    expect(toMedianRow(curves.os, one(wholeRow))).toEqual({
      trial: 'T',
      subgroup: '',
      arm: 'tas102',
      n: 100,
      subsetOf: null,
      source: 'Ref',
      where: 'f.csv:2',
      medianMonths: 7,
    });
    expect(toMedianRow(curves.os, one({ ...wholeRow, median_os_months: '', month_3: 50 }))).toBeNull();
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
    const row = toSurvivalRow(curves.os, one({ ...wholeRow, month_6: 50, month_3: 70, curve_file: 'c.csv' }, curve));
    expect([row?.months, row?.percent]).toEqual([
      [0, 3, 6],
      [100, 70, 50],
    ]);
  });

  test('is the curve as steps at whole months up to its last point', () => {
    const row = toSurvivalRow(curves.os, one({ ...wholeRow, curve_file: 'c.csv' }, curve));
    expect([row?.months, row?.percent]).toEqual([
      [0, 1, 2, 3],
      [100, 95, 90, 90],
    ]);
  });

  test('a curve that ends within the first month gives none', () => {
    const short = csvOf([{ trial: 'T', arm: 'tas102', month: 0.4, survival_percent: 99 }]);
    expect(toSurvivalRow(curves.os, one({ ...wholeRow, curve_file: 'c.csv' }, short))).toBeNull();
    expect(toSurvivalRow(curves.os, one(wholeRow))).toBeNull();
  });

  describe('numbers at risk', () => {
    // 100 patients; 20 die at month 1, 20 are censored between months 1 and 2, 30 of 60 die at month 3, at risk there 60
    const rows = [
      { month: 0, survival_percent: 100, at_risk: 100 },
      { month: 1, survival_percent: 80 },
      { month: 2, survival_percent: 80, at_risk: 60 },
      { month: 3, survival_percent: 40 },
      { month: 4, survival_percent: 40, at_risk: 30 },
    ].map((cells) => ({ trial: 'T', arm: 'tas102', ...cells }));
    const row = toSurvivalRow(curves.os, one({ ...wholeRow, curve_file: 'c.csv' }, csvOf(rows)));

    test('are those who enter each month, half of the censored left out', () => {
      expect(row?.months).toEqual([0, 1, 2, 3, 4]);
      const [first, second, third] = row!.atRisk!;
      // The censored of the first interval of Guyot's method lie evenly over months 0 to 2: about half of them in each month
      expect(first).toBeGreaterThan(90);
      expect(first).toBeLessThanOrEqual(100);
      expect(second).toBeGreaterThan(60);
      expect(second).toBeLessThan(80);
      expect(third).toBeGreaterThan(50);
      expect(third).toBeLessThanOrEqual(60);
    });

    test('are never more than were at risk before, nor more than n S', () => {
      row!.atRisk!.forEach((patients, index) => {
        expect(patients).toBeLessThanOrEqual(row!.atRisk![index - 1] ?? 100);
        expect(patients).toBeLessThanOrEqual(row!.percent[index]! + 1);
      });
    });

    test('are not there where the trial states none', () => {
      const plain = toSurvivalRow(curves.os, one({ ...wholeRow, curve_file: 'c.csv' }, curve));
      expect(plain !== null && 'atRisk' in plain).toBe(false);
    });
  });
});
