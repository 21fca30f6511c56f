// Evidence: what is said against what is so, case by case.
import { describe, expect, it } from 'vitest';
import type { EndpointChange } from '../../../../calibration/inference/results.js';
import { refitSummary } from '../../../../calibration/studies/refit/refit-summary.js';
import type { RefitResults } from '../../../../calibration/studies/refit/result.js';

const quiet: Omit<RefitResults, 'summary'> = {
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

const textOf = (figure: EndpointChange) => refitSummary({ ...quiet, endpoint_changes: [figure] })[0];

describe('refitWords', () => {
  it('say that the model follows within 1.5 points', () => {
    expect(textOf(dcr({}))).toBe('Pooled DCR of tas102: 46.0 %; validation cohort 46.4 %, the refitted model follows.');
    expect(textOf(dcr({ difference: -1.5, confirmed: 44.5 }))).toMatch(/ follows\.$/);
  });

  it('say that it does not, and by how many sampling errors', () => {
    expect(textOf(dcr({ difference: -3, confirmed: 43 }))).toMatch(/does not follow: .* 1\.5 sampling errors away\.$/);
  });

  it('blame nothing where the confirmation is too small to tell', () => {
    const summary = textOf(dcr({ difference: 9, confirmed: 55, monte_carlo_error: 7.9 }));
    expect(summary).toMatch(
      /may follow: 9\.0 points are within the Monte-Carlo error of the validation cohort \(15\.5\)\.$/,
    );
  });

  it('say so where nothing was confirmed', () => {
    expect(textOf(dcr({ confirmed: null, difference: null }))).toBe(
      'Pooled DCR of tas102: 46.0 %; no validation cohort.',
    );
  });

  it('name what was added and left out', () => {
    const [summary] = refitSummary({
      ...quiet,
      added: [
        { trial: 'S', arm: 'tas102', n: 246 },
        { trial: 'S', arm: 'tas102_bev', n: 246 },
      ],
      dropped: ['K'],
      endpoint_changes: [dcr({})],
    });
    expect(summary).toMatch(/^Pooled DCR of tas102 with S added and without K: 45\.7 -> 46\.0 %/);
  });

  it('name the profiles that are open', () => {
    const profile = { level: 0.95, estimate: 1, low: 0.5, high: 2, points: [] };
    const closed = { ...profile, name: 'mu', arm: 'placebo' };
    expect(refitSummary({ ...quiet, profiles: [closed] })).toEqual(['All 1 profile intervals are bounded at 95 %.']);
    expect(
      refitSummary({
        ...quiet,
        profiles: [
          closed,
          { ...closed, name: 'sigma', high: null },
          { ...closed, name: 'alpha of K1', arm: null, low: null },
        ],
      }),
    ).toEqual(['The 95 % profile interval is unbounded for: sigma of placebo, alpha of K1.']);
  });

  it('have nothing to say of a refit that was asked nothing', () => {
    expect(refitSummary(quiet)).toEqual([]);
  });
});
