// Evidence: worked by hand · closed form (proportional hazards) · the rows of the shipped trial tables.
import { describe, expect, test } from 'vitest';
import type { ArmOutcomeWithCurve } from '../../../../calibration/fit/cohort-outcome.js';
import {
  bestResponseRows,
  hazardRatioRows,
  pfsClinicalRows,
  pfsRows,
} from '../../../../calibration/studies/run/endpoint-plot-rows.js';
import { clinicalTargets } from '../../../../calibration/targets/clinical-targets.js';
import { emptyTables } from '../../../../calibration/targets/trial-tables.js';
import { publishedTables } from '../../targets/published-tables.js';
import { sampleResults } from './report/sample-results.js';

const arms = ['placebo', 'tas102', 'tas102_bev'];
const targets = clinicalTargets(publishedTables, arms);
const outcome = sampleResults().confirmation!.arms.placebo!;

/** Curves with a daily hazard; PFS has twice that of OS. */
const outcomes = Object.fromEntries(
  [0.008, 0.006, 0.003].map((hazard, index): [string, ArmOutcomeWithCurve] => {
    const curve = (daily: number) => Float64Array.from({ length: 366 }, (_, day) => Math.exp(-daily * day));
    return [arms[index]!, { outcome, alive: curve(hazard), progressionFree: curve(2 * hazard) }];
  }),
);
const ratio = (changes: object) => ({
  trial: 'Trial A',
  arm: 'tas102',
  versus: 'placebo',
  endpoint: 'os' as const,
  hazardRatio: 0.7,
  low95: 0.6,
  high95: 0.8,
  basis: 'abstract',
  ...changes,
});

test('pfsRows have a row a day in percent, with the day in months of the run', () => {
  const [first, second] = pfsRows(outcomes, 30);
  expect(first).toEqual({ arm: 'placebo', day: 0, month: 0, pfs_percent: 100 });
  expect(second).toEqual({ arm: 'placebo', day: 1, month: 1 / 30, pfs_percent: 100 * Math.exp(-0.016) });
});

describe('pfsClinicalRows', () => {
  const rows = pfsClinicalRows(targets, publishedTables);

  test('hold the medians of the table, pooled first, with the intervals that trials state', () => {
    const placebo = rows.filter(({ arm, statistic }) => arm === 'placebo' && statistic === 'median');
    // (266 x 1.7 + 135 x 1.8) / 401
    expect(placebo[0]).toMatchObject({ trial: 'pooled', n: 401 });
    expect(placebo[0]!.month).toBeCloseTo((266 * 1.7 + 135 * 1.8) / 401, 12);
    expect(placebo[0]!.month_low! + placebo[0]!.month_high!).toBeCloseTo(2 * placebo[0]!.month, 12);
    expect(placebo.slice(1).map(({ month, month_low: low }) => [month, low])).toEqual([
      [1.7, null],
      [1.8, null],
    ]);
    const kotani = rows.find(
      ({ arm, trial, statistic }) => arm === 'tas102' && trial === 'Kotani 2019' && statistic === 'median',
    );
    expect(kotani).toMatchObject({ month: 2.2, month_low: 1.8, month_high: 2.6, pfs_percent: 50, n: 66 });
  });

  test('hold the shares at a month with Wilson intervals; month 0 is left out', () => {
    const shares = rows.filter(({ statistic }) => statistic === 'landmark');
    expect(shares.map(({ arm, trial, month, pfs_percent: percent }) => [arm, trial, month, percent])).toEqual([
      ['tas102', 'pooled', 3.68, 33.9],
      ['tas102', 'Kotani 2019', 3.68, 33.9],
      ['tas102_bev', 'pooled', 3.68, 46.6],
      ['tas102_bev', 'Kotani 2019', 3.68, 46.6],
    ]);
    // Wilson: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n), p = 0.339, n = 66
    expect(shares[0]!.ci_low).toBeCloseTo(23.66, 1);
    expect(shares[0]!.ci_high).toBeCloseTo(45.92, 1);
  });

  test('are none where no trial reports it', () => {
    const none = { ...publishedTables, medianPfs: [], pfs: [] };
    expect(pfsClinicalRows(clinicalTargets(none, arms), none)).toEqual([]);
  });
});

describe('bestResponseRows', () => {
  const rows = bestResponseRows({ placebo: outcome }, targets, publishedTables);

  test('of each source add up to 100 %, in the order of the classes', () => {
    const sources = new Map<string, typeof rows>();
    for (const row of rows) {
      const key = `${row.arm} ${row.source}`;
      sources.set(key, [...(sources.get(key) ?? []), row]);
    }
    for (const [key, list] of sources) {
      expect(list.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100, 9);
      expect(list.map(({ best }) => best)).toEqual(
        key === 'placebo simulated' ? ['CR', 'PR', 'SD', 'PD', 'NE'] : ['CR', 'PR', 'SD', 'PD or NE'],
      );
    }
    // Simulated arm, 3 pools, 13 rows of trials
    expect(sources.size).toBe(1 + 3 + publishedTables.bestResponse.length);
  });

  test('a trial that states those not evaluable has PD and NE apart', () => {
    const row = { ...publishedTables.bestResponse[0]!, arm: 'placebo', crPercent: 0, prPercent: 0, sdPercent: 20 };
    const bestResponse = [{ ...row, pdPercent: 70, nePercent: 10 }];
    const tables = { ...publishedTables, bestResponse };
    const own = bestResponseRows({}, clinicalTargets(tables, ['placebo']), tables);
    expect(own.map(({ source, best, percent }) => [source === 'pooled trials', best, percent])).toEqual(
      [true, false].flatMap((isPooled) => [
        [isPooled, 'CR', 0],
        [isPooled, 'PR', 0],
        [isPooled, 'SD', 20],
        [isPooled, 'PD', 70],
        [isPooled, 'NE', 10],
      ]),
    );
  });
});

describe('hazardRatioRows', () => {
  test('are the ratio of proportional hazards, beside the published ones of the same pair and endpoint', () => {
    const published = [ratio({}), ratio({ trial: 'Trial B', endpoint: 'pfs', low95: null, high95: null })];
    const rows = hazardRatioRows(outcomes, published, arms);
    expect(rows.map(({ endpoint, source }) => [endpoint, source])).toEqual([
      ['os', 'simulated'],
      ['os', 'Trial A'],
      ['pfs', 'simulated'],
      ['pfs', 'Trial B'],
    ]);
    // Hazards 0.006 and 0.008
    expect(rows[0]!.hazard_ratio).toBeCloseTo(0.75, 3);
    expect(rows[2]!.hazard_ratio).toBeCloseTo(0.75, 3);
    expect(rows[1]).toMatchObject({ hazard_ratio: 0.7, ci_low: 0.6, ci_high: 0.8, basis: 'abstract' });
    expect(rows[3]).toMatchObject({ ci_low: null, ci_high: null });
  });

  test('without a published pair every arm is compared with the first; a pair with an unknown arm is left out', () => {
    const rows = hazardRatioRows(outcomes, [ratio({ arm: 'other' })], arms);
    expect(rows.map(({ endpoint, arm, versus }) => [endpoint, arm, versus])).toEqual([
      ['os', 'tas102', 'placebo'],
      ['os', 'tas102_bev', 'placebo'],
      ['pfs', 'tas102', 'placebo'],
      ['pfs', 'tas102_bev', 'placebo'],
    ]);
    expect(hazardRatioRows(outcomes, [], ['placebo'])).toEqual([]);
  });

  test('an arm without events has no simulated ratio', () => {
    const still = { ...outcomes.placebo!, alive: new Float64Array(366).fill(1) };
    const rows = hazardRatioRows({ ...outcomes, placebo: still }, [ratio({})], arms);
    expect(rows.map(({ endpoint, source }) => [endpoint, source])).toEqual([
      ['os', 'Trial A'],
      ['pfs', 'simulated'],
    ]);
  });
});

test('without tables no trial has a row', () => {
  expect(pfsClinicalRows([], emptyTables)).toEqual([]);
  expect(bestResponseRows({}, [], emptyTables)).toEqual([]);
});
