import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../../../../calibration/inference/results.js';
import {
  contributionLabel,
  contributionSummaries,
} from '../../../../../calibration/studies/refit/report/contribution-summary.js';

const row = (endpoint: string, residual: number, changes: Partial<Contribution> = {}): Contribution => ({
  arm: 'a',
  trial: 'T',
  endpoint: endpoint,
  observed: 1,
  fitted: 1,
  residual,
  z: residual,
  verdict: Math.abs(residual) > 3 ? 'contradicts' : Math.abs(residual) > 2 ? 'borderline' : 'agrees',
  ...changes,
});

describe('contributionSummaries', () => {
  it('four classes are three degrees of freedom, three are three, intervals count each', () => {
    const classes = ['cr', 'pr', 'sd', 'pd'].map((name) => row(name, 1));
    const three = classes.slice(0, 3).map((each) => ({ ...each, trial: 'U' }));
    const deaths = [row('deaths_0_1', 2), row('deaths_1_2', -3.5)];
    const summaries = contributionSummaries([...classes, ...deaths, ...three, row('median_os', 0.5)]);
    expect(
      summaries.map(({ trial, part, sumOfSquares, degreesOfFreedom }) => [trial, part, sumOfSquares, degreesOfFreedom]),
    ).toEqual([
      ['T', 'Response classes', 4, 3],
      ['T', 'Deaths per interval', 16.25, 2],
      ['U', 'Response classes', 3, 3],
      ['T', 'Alive at the stated median', 0.25, 1],
    ]);
    expect(summaries[1]!.largest?.endpoint).toBe('deaths_1_2');
    expect(summaries[1]!.contradicting).toBe(1);
  });

  it('arms and trials of any names are kept apart, pooled endpoints are omitted', () => {
    const rows = [
      row('sd', 1, { arm: 'a', trial: 'b,c' }),
      row('sd', 1, { arm: 'a,b', trial: 'c' }),
      row('sd', 1, { trial: null }),
    ];
    expect(contributionSummaries(rows)).toHaveLength(2);
  });

  it('residuals that are not finite are never the largest', () => {
    const [summary] = contributionSummaries([row('deaths_0_1', Number.NaN)]);
    expect(summary).toMatchObject({ largest: null, sumOfSquares: 0, observations: 1 });
  });
});

describe('contributionLabel', () => {
  it('names intervals by their months and the others by their names', () => {
    expect(contributionLabel('deaths_2_3.5')).toBe('Deaths in months 2 to 3.5');
    expect(contributionLabel('dcr')).toBe('Disease control (DCR)');
    expect(contributionLabel('x')).toBe('x');
  });
});
