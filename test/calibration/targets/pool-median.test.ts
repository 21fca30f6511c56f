import { describe, expect, test } from 'vitest';
import { curves } from '../../../calibration/endpoints/curves.js';
import { poolMedian } from '../../../calibration/targets/pool-median.js';
import { DataError } from '../../../src/errors.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables } from './published-tables.js';

const pooledOf = (arm: string) => poolMedian(curves.os, publishedTables.medianOs, arm);

describe('poolMedian', () => {
  test.each(arms)('%s agrees with exact fractions', (arm) => {
    const pooled = pooledOf(arm);
    expect([pooled.n, pooled.distinctPatients]).toEqual([pooledFixture[arm].nMedian, pooledFixture[arm].nDistinct]);
    expect(Math.abs(pooled.months - pooledFixture[arm].months)).toBeLessThan(POOLING_TOLERANCE);
    expect(Math.abs(pooled.distinctMonths - pooledFixture[arm].distinctMonths)).toBeLessThan(POOLING_TOLERANCE);
  });

  // Independent source: Table 1 of Li, Wei & Lei 2025, as printed.
  test.each([
    ['placebo', 573, '6.01'],
    ['tas102', 1486, '7.52'],
    ['tas102_bev', 507, '10.01'],
  ])('%s reproduces Table 1: %i patients, %s months', (arm, n, months) => {
    expect(pooledOf(arm).n).toBe(n);
    expect(pooledOf(arm).months.toFixed(2)).toBe(months);
  });

  test('the 2566 patients of the paper are 2201 distinct patients', () => {
    const sum = (count: (arm: string) => number) => arms.reduce((total, arm) => total + count(arm), 0);
    expect(sum((arm) => pooledOf(arm).n)).toBe(2566);
    expect(sum((arm) => pooledOf(arm).distinctPatients)).toBe(2201);
  });

  test('counting the RECOURSE subgroups again moves a median by less than 0.02 months, the combination not at all', () => {
    const effects = arms.map((arm) => pooledOf(arm).months - pooledOf(arm).distinctMonths);
    expect(effects.map((effect) => effect.toFixed(3))).toEqual(['0.003', '-0.013', '0.000']);
    expect(pooledOf('tas102').distinctMonths.toFixed(2)).toBe('7.54');
  });

  test('an arm that no trial reports is refused', () => {
    expect(() => pooledOf('folfiri')).toThrow(DataError);
  });
});
