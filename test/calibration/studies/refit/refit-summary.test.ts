// Evidence: the sentences expected for each case, by hand.
import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../../calibration/inference/agreement.js';
import type { EndpointChange } from '../../../../calibration/inference/results.js';
import { refitSummary } from '../../../../calibration/studies/refit/refit-summary.js';
import type { RefitResults } from '../../../../calibration/studies/refit/result.js';

const noAnalyses: Omit<RefitResults, 'summary'> = {
  schema_version: 3,
  from: 'one',
  objective: 'pooled',
  overdispersion: 'none',
  added: [],
  dropped: [],
  remarks: [],
  at_bound: [],
  endpoint_changes: [],
  contributions: [],
  starts: [],
  bootstrap: null,
  profiles: [],
  ridges: [],
  leave_one_trial_out: null,
  leave_one_arm_out: [],
};

/** Pooled DCR of 46 with the errors of trials and simulation, and a validation cohort at a distance. */
function dcr(difference: number | null, [sampling, monteCarlo]: readonly [number, number] = [2, 0.5]): EndpointChange {
  return {
    arm: 'tas102',
    endpoint: 'dcr',
    before: 45.7,
    after: 46,
    confirmed: difference === null ? null : 46 + difference,
    difference,
    monte_carlo_error: monteCarlo,
    sampling_error: sampling,
    parameter_error: 1,
    ...agreementOf(difference, { sampling, monteCarlo }),
  };
}

const textOf = (change: EndpointChange) => refitSummary({ ...noAnalyses, endpoint_changes: [change] })[0];

describe('refitSummary', () => {
  it('reports that the model follows, with both errors', () => {
    expect(textOf(dcr(0.4))).toBe(
      'Pooled DCR of tas102: 46.0 %; validation cohort 46.4 %, 0.4 points away, z = 0.2 (standard errors: trials 2.0, simulation 0.5): the refitted model follows.',
    );
  });

  it('gives a rounded zero without a sign', () => {
    expect(textOf(dcr(-0.01))).toContain(', z = 0.0 (');
  });

  // z = -3 / 2.06 and 1.4 / 0.54: no fixed number of points decides
  it('judges a distance by the errors: 3 points follow small trials, 1.4 points do not follow large ones', () => {
    expect(textOf(dcr(-3))).toMatch(/3\.0 points away, z = -1\.5 .* the refitted model follows\.$/);
    expect(textOf(dcr(1.4, [0.5, 0.2]))).toMatch(
      /1\.4 points away, z = 2\.6 .* does not follow, because of the other arms/,
    );
  });

  it('asks for more simulated patients where their error is the larger', () => {
    expect(textOf(dcr(9, [2, 7.9]))).toMatch(
      /z = 1\.1 \(standard errors: trials 2\.0, simulation 7\.9\): the refitted model follows\. More simulated patients/,
    );
  });

  it('counts the endpoints that differ, and names them', () => {
    const orr: EndpointChange = { ...dcr(-5), endpoint: 'orr' };
    expect(refitSummary({ ...noAnalyses, endpoint_changes: [dcr(0.4), orr, dcr(null)] })).toContain(
      '1 of 2 endpoints differ from the trials by more than 1.96 standard errors of trials and simulation together: ORR of tas102 (z = -2.4).',
    );
  });

  it('reports that there is no validation cohort', () => {
    expect(textOf(dcr(null))).toBe('Pooled DCR of tas102: 46.0 %; no validation cohort.');
  });

  it('names the trials that were added and omitted', () => {
    const [summary] = refitSummary({
      ...noAnalyses,
      added: [
        { trial: 'S', arm: 'tas102', n: 246 },
        { trial: 'S', arm: 'tas102_bev', n: 246 },
      ],
      dropped: ['K'],
      endpoint_changes: [dcr(0.4)],
    });
    expect(summary).toMatch(/^Pooled DCR of tas102 with S added and without K: 45\.7 -> 46\.0 %/);
  });

  it('names parameters at a bound, where standard errors are not to be trusted, without a bootstrap too', () => {
    expect(refitSummary({ ...noAnalyses, at_bound: ['log alpha of K1'] })).toEqual([
      'At a bound: log alpha of K1. Standard errors by the delta method ignore bounds and are not to be trusted; bootstrap intervals respect them.',
    ]);
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
