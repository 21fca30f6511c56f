// Evidence: the sentences expected for each case, by hand.
import { describe, expect, it } from 'vitest';
import type { EndpointChange } from '../../../../calibration/inference/results.js';
import { refitSummary } from '../../../../calibration/studies/refit/refit-summary.js';
import type { RefitResults } from '../../../../calibration/studies/refit/result.js';

const noAnalyses: Omit<RefitResults, 'summary'> = {
  schema_version: 1,
  from: 'one',
  objective: 'pooled',
  overdispersion: 'none',
  added: [],
  dropped: [],
  endpoint_changes: [],
  contributions: [],
  starts: [],
  bootstrap: null,
  profiles: [],
  ridges: [],
  leave_one_trial_out: null,
  leave_one_arm_out: [],
};

const dcr = (changes: Partial<EndpointChange>): EndpointChange => ({
  arm: 'tas102',
  endpoint: 'dcr',
  before: 45.7,
  after: 46,
  confirmed: 46.4,
  difference: 0.4,
  monte_carlo_error: 0.5,
  sampling_error: 2,
  parameter_error: 1,
  ...changes,
});

const textOf = (change: EndpointChange) => refitSummary({ ...noAnalyses, endpoint_changes: [change] })[0];

describe('refitSummary', () => {
  it('reports that the model follows within 1.5 points', () => {
    expect(textOf(dcr({}))).toBe('Pooled DCR of tas102: 46.0 %; validation cohort 46.4 %, the refitted model follows.');
    expect(textOf(dcr({ difference: -1.5, confirmed: 44.5 }))).toMatch(/ follows\.$/);
  });

  it('reports a model that does not follow, with the distance in sampling errors', () => {
    expect(textOf(dcr({ difference: -3, confirmed: 43 }))).toMatch(/does not follow: .* 1\.5 sampling errors away\.$/);
  });

  it('draws no conclusion where the validation cohort is too small', () => {
    const summary = textOf(dcr({ difference: 9, confirmed: 55, monte_carlo_error: 7.9 }));
    expect(summary).toMatch(
      /may follow: 9\.0 points are within the Monte-Carlo error of the validation cohort \(15\.5\)\.$/,
    );
  });

  it('reports that there is no validation cohort', () => {
    expect(textOf(dcr({ confirmed: null, difference: null }))).toBe(
      'Pooled DCR of tas102: 46.0 %; no validation cohort.',
    );
  });

  it('names the trials that were added and omitted', () => {
    const [summary] = refitSummary({
      ...noAnalyses,
      added: [
        { trial: 'S', arm: 'tas102', n: 246 },
        { trial: 'S', arm: 'tas102_bev', n: 246 },
      ],
      dropped: ['K'],
      endpoint_changes: [dcr({})],
    });
    expect(summary).toMatch(/^Pooled DCR of tas102 with S added and without K: 45\.7 -> 46\.0 %/);
  });

  it('names the profiles without a bound', () => {
    const profile = { level: 0.95, estimate: 1, low: 0.5, high: 2, points: [] };
    const bounded = { ...profile, name: 'mu', arm: 'placebo' };
    expect(refitSummary({ ...noAnalyses, profiles: [bounded] })).toEqual([
      'All 1 profile intervals are bounded at 95 %.',
    ]);
    expect(
      refitSummary({
        ...noAnalyses,
        profiles: [
          bounded,
          { ...bounded, name: 'sigma', high: null },
          { ...bounded, name: 'alpha of K1', arm: null, low: null },
        ],
      }),
    ).toEqual(['The 95 % profile interval is unbounded for: sigma of placebo, alpha of K1.']);
  });

  it('is empty for a refit without analyses', () => {
    expect(refitSummary(noAnalyses)).toEqual([]);
  });
});
