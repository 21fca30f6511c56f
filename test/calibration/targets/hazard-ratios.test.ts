// Evidence: the shipped table against the publications' figures, by hand.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHazardRatios } from '../../../calibration/targets/hazard-ratios.js';
import { DataError } from '../../../src/index.js';

const path = new URL('../../../data/trials/hazard_ratios.csv', import.meta.url);
const header = 'trial,arm,versus,endpoint,hazard_ratio,low_95,high_95,basis';

describe('parseHazardRatios', () => {
  it('reads the shipped table: SUNLIGHT 0.61 (0.49 to 0.77) for death, and no row from memory', () => {
    const rows = parseHazardRatios(readFileSync(path, 'utf8'), 'hazard_ratios.csv');
    expect(rows.find(({ trial, endpoint }) => trial === 'Prager 2023 (SUNLIGHT)' && endpoint === 'os')).toEqual({
      trial: 'Prager 2023 (SUNLIGHT)',
      arm: 'tas102_bev',
      versus: 'tas102',
      endpoint: 'os',
      hazardRatio: 0.61,
      low95: 0.49,
      high95: 0.77,
      basis: 'abstract',
    });
    expect(rows.some(({ basis }) => basis === 'recollection')).toBe(false);
  });

  it('has no interval where the publication states none', () => {
    expect(parseHazardRatios(`${header}\nA,x,y,pfs,0.5,,,abstract\n`, 't')).toMatchObject([
      { endpoint: 'pfs', low95: null, high95: null },
    ]);
  });

  it.each([
    ['A,x,y,ttp,0.5,,,abstract', "t:2: endpoint: must be one of os, pfs; got 'ttp'"],
    ['A,x,y,os,-1,,,abstract', "t:2: hazard_ratio: must be a number above 0; got '-1'"],
    ['A,x,y,os,0.5,0.6,0.7,abstract', 't:2: hazard_ratio: must lie in its interval, 0.6 to 0.7; got 0.5'],
  ])('refuses %s', (row, message) => {
    expect(() => parseHazardRatios(`${header}\n${row}\n`, 't')).toThrow(DataError);
    expect(() => parseHazardRatios(`${header}\n${row}\n`, 't')).toThrow(message);
  });
});
