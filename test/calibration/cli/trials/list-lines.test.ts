// Evidence: the contract, on the published tables.
import { describe, expect, test } from 'vitest';
import { listLines } from '../../../../calibration/cli/trials/list-lines.js';
import { listTrials } from '../../../../calibration/targets/meta-analysis/list-trials.js';
import { publishedTables } from '../../targets/published-tables.js';

const text = listLines(listTrials(publishedTables)).join('\n');

describe('listLines', () => {
  test('one line per trial, arm and subgroup; a dash for what no table holds', () => {
    expect(text).toMatch(
      /^Mayer 2015 \(RECOURSE\) +placebo +258 +258 +16\.4 +258 +16\.4 +258 +5\.3 +258 +12 +266 +1\.7 +- +-$/m,
    );
    expect(text).toMatch(
      /^Van Cutsem 2018 \(RECOURSE subgroups\), USA +tas102 +- +- +- +- +- +64 +6\.5 +64 +12 +- +- +- +- +Mayer 2015 \(RECOURSE\)$/m,
    );
  });

  test('every trial has its source', () => {
    expect(text.split('Sources:\n')[1]?.split('\n')).toHaveLength(10);
  });
});
