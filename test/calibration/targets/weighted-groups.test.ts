// Evidence: the contract, on the published tables.
import { describe, expect, test } from 'vitest';
import { requireWeightedGroups, unreportedRemarks } from '../../../calibration/targets/weighted-groups.js';
import { issuesOf } from './new-trials/new-trial-texts.js';
import { arms, publishedTables } from './published-tables.js';

const weights = { response: 0, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 };
const all = { ...weights, response: 1, medianPfs: 1, pfs: 1, bestResponse: 1 };

describe('requireWeightedGroups', () => {
  test('takes groups that one arm reports, and response rates of every arm', () => {
    expect(issuesOf(() => requireWeightedGroups(publishedTables, arms, all))).toEqual([]);
    expect(issuesOf(() => requireWeightedGroups({ ...publishedTables, recist: [] }, arms, weights))).toEqual([]);
  });

  test('refuses a weight without rows', () => {
    const recist = publishedTables.recist.filter(({ arm }) => arm !== 'placebo');
    expect(issuesOf(() => requireWeightedGroups({ ...publishedTables, recist, pfs: [] }, arms, all))).toEqual([
      'targets.weights.response: must be 0 where the trials have no row of recist for placebo; got 1',
      'targets.weights.pfs: must be 0 where the trials have no row of pfs for placebo, tas102, tas102_bev; got 1',
    ]);
    expect(issuesOf(() => requireWeightedGroups({ ...publishedTables, pfs: [] }, ['placebo'], weights))).toEqual([]);
  });
});

describe('unreportedRemarks', () => {
  test('name the arms of a fitted group that no trial reports', () => {
    expect(unreportedRemarks(publishedTables, arms, all)).toEqual([
      'pfs of placebo: no trial reports it, so it is not fitted there',
    ]);
    expect(unreportedRemarks(publishedTables, arms, weights)).toEqual([]);
  });
});
