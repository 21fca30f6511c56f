// Evidence: closed form; pooled endpoints as the trials' README derives them.
import { describe, expect, test } from 'vitest';
import { correctedSwitches, replicateSpec } from '../../../../calibration/studies/replicate/cohorts.js';
import { paperBlocks } from '../../../../calibration/studies/replicate/markers.js';
import { pooledEstimates } from '../../../../calibration/studies/replicate/pooled-trials.js';
import { meanWithError, quintileOf, shareError } from '../../../../calibration/studies/replicate/response.js';
import { builtInRegimens, postedSwitches } from '../../../../src/index.js';
import { publishedTables } from '../../targets/published-tables.js';

test('a share that nobody falls into still has an error', () => {
  expect(shareError(0, 100)).toBeCloseTo(100 * Math.sqrt((2 / 104) * (102 / 104) * 0.01), 12);
  expect(shareError(50, 100)).toBeCloseTo(5, 12);
});

test('a mean has the error of its sample, and one value none', () => {
  expect(meanWithError([1, 2, 3, 4])).toEqual({ mean: 2.5, error: Math.sqrt(5 / 3 / 4) });
  expect(meanWithError([7])).toEqual({ mean: 7, error: 0 });
});

describe('paperBlocks', () => {
  test('cuts rows into blocks of five hundred and drops an incomplete one', () => {
    expect(paperBlocks(1200)).toEqual([
      [0, 500],
      [500, 1000],
    ]);
  });
  test('takes fewer rows as one block', () => {
    expect(paperBlocks(499)).toEqual([[0, 499]]);
  });
});

test('quintiles of a range are 1 to 5, the upper end in the last', () => {
  expect([2, 2.9, 3, 6.9, 7].map((value) => quintileOf(value, { min: 2, max: 7 }))).toEqual([1, 1, 2, 5, 5]);
});

describe('pooledEstimates', () => {
  const estimates = pooledEstimates(publishedTables);
  const value = (id: string, setting = 'posted') =>
    estimates.find((estimate) => estimate.id === id && estimate.setting === setting)!.value;

  test('rates rest on 450, 998 and 261 patients', () => {
    expect(['placebo', 'tas102', 'tas102_bev'].map((arm) => value(`pool.${arm}.n`))).toEqual([450, 998, 261]);
  });

  test('placebo PD is 84.44, which is not the printed 84.5', () => {
    expect(value('pool.placebo.pd')).toBeCloseTo(84.44, 2);
  });

  test('counting every patient once moves a median by 0.02 months at most', () => {
    for (const arm of ['placebo', 'tas102', 'tas102_bev']) {
      const moved = Math.abs(value(`pool.${arm}.median`) - value(`pool.${arm}.median`, 'corrected'));
      expect(moved).toBeLessThan(0.02);
    }
  });
});

test('forms give the schedule of their switch to the arms', () => {
  const regimens = (switches: typeof postedSwitches) => replicateSpec(switches).arms.map(({ regimen }) => regimen);
  const named = (...names: readonly string[]) => names.map((name) => builtInRegimens[name]);
  expect(regimens(postedSwitches)).toEqual(named('none', 'published-tas102', 'published-tas102-bev'));
  expect(regimens(correctedSwitches)).toEqual(named('none', 'protocol-tas102', 'protocol-tas102-bev'));
});
