import { expect, test } from 'vitest';
import { checkTrialRows } from '../../../calibration/targets/check-trial-rows.js';
import type { TrialRow } from '../../../calibration/targets/trial-row.js';

const row = (change: Partial<TrialRow>): TrialRow => ({
  trial: 'T',
  subgroup: '',
  arm: 'placebo',
  n: 10,
  subsetOf: null,
  source: 'doi',
  where: 'f.csv:2',
  ...change,
});

test('rows that differ in trial, subgroup or arm are different rows', () => {
  expect(checkTrialRows([row({}), row({ trial: 'U' }), row({ subgroup: 'Japan' }), row({ arm: 'tas102' })])).toEqual(
    [],
  );
  expect(checkTrialRows([])).toEqual([]);
});

test('names that would read the same when glued together are different rows', () => {
  expect(checkTrialRows([row({ trial: 'A', subgroup: 'B,C' }), row({ trial: 'A,B', subgroup: 'C' })])).toEqual([]);
});

test('the same trial, subgroup and arm twice is an issue that names both places', () => {
  expect(checkTrialRows([row({ subgroup: 'USA' }), row({ subgroup: 'USA', where: 'g.csv:7' })])).toEqual([
    'g.csv:7: must be the only row of its trial, subgroup and arm; got T, USA, placebo, which f.csv:2 has too',
  ]);
});
