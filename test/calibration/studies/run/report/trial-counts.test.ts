// Evidence: the shipped tables, ten publications as data/trials/README.md lists them.
import { describe, expect, it } from 'vitest';
import { clinicalSurvivalRows } from '../../../../../calibration/studies/run/clinical-plot-rows.js';
import { trialCounts } from '../../../../../calibration/studies/run/report/trial-counts.js';
import { clinicalTargets } from '../../../../../calibration/targets/clinical-targets.js';
import { arms, publishedTables } from '../../../targets/published-tables.js';

describe('trialCounts', () => {
  it('counts trials by their name, and states subgroups apart', () => {
    const rows = clinicalSurvivalRows(clinicalTargets(publishedTables, arms), publishedTables);
    expect(trialCounts(rows.filter(({ trial }) => trial !== 'pooled'))).toBe(
      '10 trials; by subgroup: Van Cutsem 2018 (RECOURSE subgroups): USA, Japan; Takahashi 2021 (JFMC51): RAS mutant, RAS wild-type',
    );
  });

  it('is a count alone where no row is of a subgroup', () => {
    const row = { trial: 'A', subgroup: '' };
    expect(trialCounts([row, row])).toBe('1 trial');
    expect(trialCounts([row, { trial: 'A, b', subgroup: '' }])).toBe('2 trials');
    expect(trialCounts([])).toBe('0 trials');
  });
});
