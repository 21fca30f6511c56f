// Evidence: independent tool (exact fractions in Python, test/fixtures/targets/pooled.py) · laws.
import { describe, expect, test } from 'vitest';
import { armsOf, poolBothWays, pooledEndpoints } from '../../../../calibration/targets/meta-analysis/pool-both-ways.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables } from '../published-tables.js';

const nothing = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };
const expectClose = (actual: number | undefined, expected: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(POOLING_TOLERANCE);

describe('poolBothWays', () => {
  test.each(arms)('%s agrees with exact fractions, both ways', (arm) => {
    const { allRows, distinct } = poolBothWays(publishedTables, arm);
    const expected = pooledFixture[arm];
    expect([allRows.curves.os.median?.n, distinct.curves.os.median?.n]).toEqual([expected.nMedian, expected.nDistinct]);
    expectClose(allRows.curves.os.median?.months, expected.months);
    expectClose(distinct.curves.os.median?.months, expected.distinctMonths);
    expect(distinct.response?.n).toBe(expected.n);
    for (const rate of ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const) {
      expectClose(distinct.response?.[rate], expected.rates[rate]);
    }
    expect(distinct.curves.os.landmarks?.n).toBe(expected.nSurvival);
    expected.survival.forEach((percent, month) => {
      expectClose(distinct.curves.os.landmarks?.percent[month], percent);
    });
  });

  test('both ways agree where no row is a subset', () => {
    const { allRows, distinct } = poolBothWays(publishedTables, 'tas102_bev');
    expect(allRows).toEqual(distinct);
  });

  test('pooled survival at 3, 6, 9 and 12 months, overlapping patients removed', () => {
    const shown = arms.map((arm) => {
      const survival = pooledEndpoints(publishedTables, arm).curves.os.landmarks;
      return [3, 6, 9, 12].map((month) => survival?.percent[month]?.toFixed(1)).join(' / ');
    });
    expect(shown).toEqual(['78.9 / 49.4 / 29.4 / 18.8', '86.8 / 61.2 / 42.1 / 29.1', '93.0 / 76.0 / 55.4 / 39.6']);
  });

  test('an arm that a table lacks has no endpoints of it', () => {
    expect(pooledEndpoints(nothing, 'tas102')).toEqual({
      response: null,
      bestResponse: null,
      curves: { os: { median: null, landmarks: null }, pfs: { median: null, landmarks: null } },
    });
    expect(pooledEndpoints({ ...nothing, medianOs: publishedTables.medianOs }, 'tas102')).toMatchObject({
      response: null,
      curves: { os: { median: { n: 1244 }, landmarks: null } },
    });
  });

  test('arms are those of any table', () => {
    expect(armsOf(publishedTables)).toEqual(['placebo', 'tas102', 'tas102_bev']);
    expect(armsOf(nothing)).toEqual([]);
  });
});
