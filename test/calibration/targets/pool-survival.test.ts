import { describe, expect, test } from 'vitest';
import { curves } from '../../../calibration/endpoints/curves.js';
import { parseTrialTables } from '../../../calibration/targets/parse-trial-tables.js';
import { poolSurvival } from '../../../calibration/targets/pool-survival.js';
import { DataError } from '../../../src/errors.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables, publishedTexts } from './published-tables.js';

const pooledOf = (arm: string) => poolSurvival(curves.os, publishedTables.survival, arm);

/** Landmarks and reported values are both rounded to 0.1 points. */
const READING_TOLERANCE_POINTS = 0.1;
/** Between two months the curves fall in steps, a straight line does not: at 7 points a month, half a point of it. */
const READING_TOLERANCE_MONTHS = 0.08;

describe('poolSurvival', () => {
  test.each(arms)('%s agrees with exact fractions', (arm) => {
    const pooled = pooledOf(arm);
    expect(pooled.n).toBe(pooledFixture[arm].nSurvival);
    expect(pooled.months).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    pooled.percent.forEach((percent, month) => {
      expect(Math.abs(percent - pooledFixture[arm].survival[month]!)).toBeLessThan(POOLING_TOLERANCE);
    });
    expect(Math.abs(pooled.median!.months - pooledFixture[arm].curveMedian)).toBeLessThan(POOLING_TOLERANCE);
  });

  // Independent source: values reported for the digitized curves, which have more points than the whole months of the table.
  test.each([
    ['placebo', [78.8, 49.4, 29.4, 18.8], 5.92],
    ['tas102', [86.8, 61.1, 42.1, 29.1], 7.48],
    ['tas102_bev', [93.0, 75.9, 55.4, 39.7], 10.01],
  ] as const)(
    '%s agrees with the curves themselves at 3, 6, 9 and 12 months and at the median',
    (arm, landmarks, median) => {
      const pooled = pooledOf(arm);
      landmarks.forEach((landmark, quarter) => {
        expect(Math.abs(pooled.percent[3 * (quarter + 1)]! - landmark)).toBeLessThan(READING_TOLERANCE_POINTS);
      });
      expect(Math.abs(pooled.median!.months - median)).toBeLessThan(READING_TOLERANCE_MONTHS);
    },
  );

  test.each(arms)('%s starts at 100 and never increases', (arm) => {
    const { percent } = pooledOf(arm);
    expect(percent[0]).toBe(100);
    percent.forEach((each, month) => {
      if (month > 0) expect(each).toBeLessThanOrEqual(percent[month - 1]!);
    });
  });

  test('each patient counts once: 450, 1244 and 507, as behind the medians', () => {
    expect(arms.map((arm) => pooledOf(arm).n)).toEqual([450, 1244, 507]);
    for (const arm of arms) expect(pooledOf(arm).n).toBe(pooledFixture[arm].nDistinct);
  });

  const withRow = (months: string, percent: string) => {
    const text = `trial,arm,n,${months},source\nNew,placebo,50,${percent},doi\n`;
    const survival = [...publishedTexts.survival, { source: 'new.csv', text }];
    const { survival: rows } = parseTrialTables({ ...publishedTexts, survival }, { arms });
    return poolSurvival(curves.os, rows, 'placebo');
  };

  test('a trial that states fewer months takes no month from the others', () => {
    const pooled = withRow('month_6,month_12', '50,20');
    expect(pooled.months).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(pooled.n).toBe(500);
    expect(pooled.patients).toEqual([500, 450, 450, 450, 450, 450, 500, 450, 450, 450, 450, 450, 500]);
    const of = (month: number) => pooledFixture.placebo.survival[month]!;
    // By hand: months 6 and 12 with the new trial, the others without it
    expect(pooled.percent[6]).toBeCloseTo((450 * of(6) + 50 * 50) / 500, 10);
    expect(pooled.percent[12]).toBeCloseTo((450 * of(12) + 50 * 20) / 500, 10);
    for (const month of [3, 9]) expect(Math.abs(pooled.percent[month]! - of(month))).toBeLessThan(POOLING_TOLERANCE);
  });

  test('the median is that of the same patients at every month', () => {
    // Nobody of the new trial dies before month 7: alive at month 5 and 6 are all 50 of them, though it states month 7 alone
    const { median } = withRow('month_7,month_8', '100,40');
    const of = (month: number) => pooledFixture.placebo.survival[month]!;
    const alive = (month: number, own: number) => (450 * of(month) + 50 * own) / 500;
    const [above, below] = [alive(6, 100), alive(7, 100)];
    expect(above).toBeGreaterThan(50);
    expect(below).toBeLessThan(50);
    expect(median!.months).toBeCloseTo(6 + (above - 50) / (above - below), 10);
  });

  test('an arm that no trial reports is refused', () => {
    expect(() => pooledOf('folfiri')).toThrow(DataError);
  });
});
