import { describe, expect, test } from 'vitest';
import { parseTrialTables } from '../../../calibration/targets/parse-trial-tables.js';
import { poolResponse } from '../../../calibration/targets/pool-response.js';
import { DataError } from '../../../src/errors.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables, publishedTexts } from './published-tables.js';

describe('poolResponse', () => {
  test.each(arms)('%s agrees with exact fractions', (arm) => {
    const pooled = poolResponse(publishedTables.recist, arm);
    expect(pooled.n).toBe(pooledFixture[arm].n);
    for (const rate of ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const) {
      expect(Math.abs(pooled[rate] - pooledFixture[arm].rates[rate])).toBeLessThan(POOLING_TOLERANCE);
    }
  });

  // Independent source: Table 1 of Li, Wei & Lei 2025, as printed, and the patients that the rates rest on.
  test.each([
    ['tas102', 998, { cr: '0.0', pr: '1.3', sd: '44.4', pd: '54.3', orr: '1.3', dcr: '45.7' }],
    ['tas102_bev', 261, { cr: '0.0', pr: '3.9', sd: '58.9', pd: '37.2', orr: '3.9', dcr: '62.8' }],
    // Printed 84.5 and 15.5 for placebo, where the trials give 84.44 and 15.56.
    ['placebo', 450, { cr: '0.2', pr: '0.0', sd: '15.3', pd: '84.4', orr: '0.2', dcr: '15.6' }],
  ] as const)('%s reproduces Table 1 from %i patients', (arm, n, printed) => {
    const pooled = poolResponse(publishedTables.recist, arm);
    expect(pooled.n).toBe(n);
    for (const rate of ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const) {
      expect(pooled[rate].toFixed(1)).toBe(printed[rate]);
    }
  });

  test('placebo PD and DCR are 84.44 and 15.56, not the printed 84.5 and 15.5', () => {
    const { pd, dcr } = poolResponse(publishedTables.recist, 'placebo');
    expect([pd.toFixed(2), dcr.toFixed(2)]).toEqual(['84.44', '15.56']);
  });

  test.each(arms)('%s: the four classes add up to 100', (arm) => {
    const { cr, pr, sd, pd } = poolResponse(publishedTables.recist, arm);
    expect(Math.abs(cr + pr + sd + pd - 100)).toBeLessThan(POOLING_TOLERANCE);
  });

  test('response rates of SUNLIGHT move the pooled DCR from 45.7 to 46.0 and from 62.8 to 69.5 %', () => {
    // ORR 1.2 / 6.1 %, DCR 47.0 / 76.6 % of 246 patients each (Prager 2023). By hand:
    // (998 x 45.725 + 246 x 47.0) / 1244 = 45.98; (261 x 62.807 + 246 x 76.6) / 507 = 69.50.
    const text = [
      'trial,arm,n,cr_percent,pr_percent,sd_percent,pd_percent,source',
      'SUNLIGHT,tas102,246,0,1.2,45.8,53,doi:10.1056/NEJMoa2214963',
      'SUNLIGHT,tas102_bev,246,0,6.1,70.5,23.4,doi:10.1056/NEJMoa2214963',
    ].join('\n');
    const recist = [...publishedTexts.recist, { source: 'sunlight.csv', text }];
    const tables = parseTrialTables({ ...publishedTexts, recist }, { arms });
    expect(poolResponse(tables.recist, 'tas102').dcr.toFixed(1)).toBe('46.0');
    expect(poolResponse(tables.recist, 'tas102_bev').dcr.toFixed(1)).toBe('69.5');
    expect(poolResponse(tables.recist, 'placebo')).toEqual(poolResponse(publishedTables.recist, 'placebo'));
  });

  test('a subset of another row changes nothing', () => {
    const [first] = publishedTables.recist;
    const subset = { ...first!, trial: 'sub', subsetOf: first!.trial, n: 5, sdPercent: 100, pdPercent: 0 };
    expect(poolResponse([...publishedTables.recist, subset], 'placebo')).toEqual(
      poolResponse(publishedTables.recist, 'placebo'),
    );
  });

  test('an arm that no trial reports is refused', () => {
    expect(() => poolResponse(publishedTables.recist, 'folfiri')).toThrow(DataError);
    expect(() => poolResponse([], 'placebo')).toThrow('response rates: must have a row for arm placebo; got none');
  });
});
