// Evidence: closed form, by hand.
import { describe, expect, it } from 'vitest';
import type { ArmOutcome } from '../../../../calibration/fit/results.js';
import type { BootstrapResult } from '../../../../calibration/inference/results.js';
import { endpointChanges } from '../../../../calibration/studies/refit/endpoint-changes.js';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { clinicalTargets } from '../../../../calibration/targets/clinical-targets.js';
import { withoutTrial } from '../../../../calibration/targets/meta-analysis/leave-one-out.js';
import { publishedTables } from '../../targets/published-tables.js';

const rates = { cr: 1, pr: 2, sd: 40, pd: 57, orr: 3, dcr: 43 } as const;
const outcome = {
  ...rates,
  rate_standard_errors: { cr: 0.1, pr: 0.2, sd: 0.3, pd: 0.4, orr: 0.5, dcr: 0.6 },
  survival: { 3: 90, 6: 60, 9: 40, 12: 30 },
  survival_standard_errors: { 3: 0.1, 6: 0.2, 9: 0.3, 12: 0.4 },
  median_os_months: null,
  median_os_standard_error: null,
} as unknown as ArmOutcome;
const results = { confirmation: { arms: { tas102: outcome } } } as unknown as RunResults;

const tables = { ...publishedTables, medianPfs: [], pfs: [], bestResponse: [] };
const before = clinicalTargets(tables, ['tas102']);
const after = clinicalTargets(withoutTrial(tables, 'Kotani 2019'), ['tas102']);

describe('endpointChanges', () => {
  const changes = endpointChanges(before, after, results, null);
  const of = (endpoint: string) => changes.find((change) => change.endpoint === endpoint)!;

  it('gives each pooled endpoint before and after, with that of the validation cohort', () => {
    expect(changes).toHaveLength(11);
    expect(of('dcr')).toMatchObject({
      arm: 'tas102',
      before: before[0]!.response!.dcr,
      after: after[0]!.response!.dcr,
      confirmed: 43,
      difference: 43 - after[0]!.response!.dcr,
      monte_carlo_error: 0.6,
      sampling_error: after[0]!.response!.standardErrors.dcr,
      parameter_error: null,
    });
    expect(of('survival_9')).toMatchObject({ confirmed: 40, monte_carlo_error: 0.3 });
    expect(of('survival_9').after).toBe(
      after[0]!.curves.os.landmarks.percent[after[0]!.curves.os.landmarks.months.indexOf(9)],
    );
  });

  it('has no difference where the confirmed median is not reached', () => {
    expect(of('median_os')).toMatchObject({ confirmed: null, difference: null, monte_carlo_error: null });
    expect(of('median_os').before).toBe(before[0]!.curves.os.median.months);
  });

  it('has null for the validation cohort before a confirmation', () => {
    const bare = endpointChanges(before, after, { confirmation: null } as unknown as RunResults, null);
    for (const { confirmed, difference, monte_carlo_error: monteCarloError } of bare) {
      expect([confirmed, difference, monteCarloError]).toEqual([null, null, null]);
    }
  });

  it('judges by the errors of trials and simulation together', () => {
    const { difference, sampling_error: sampling, total_error: total, z, verdict } = of('dcr');
    expect(total).toBeCloseTo(Math.sqrt(sampling ** 2 + 0.6 ** 2), 12);
    expect(z).toBeCloseTo(difference! / total!, 12);
    expect(verdict).toBe(Math.abs(z!) <= 1.96 ? 'follows' : 'differs');
    expect(of('median_os')).toMatchObject({ total_error: null, z: null, verdict: 'not assessed' });
  });

  it('gives a simulated rate of 0 the error of its patients, and no error of the parameters where no refit moves it', () => {
    const none = {
      ...outcome,
      cr: 0,
      completed: 100,
      rate_standard_errors: { ...outcome.rate_standard_errors, cr: 0 },
    };
    const band = { standard_deviation: 0 };
    const bootstrap = { endpoints: { tas102: { cr: band, dcr: { standard_deviation: 1.3 } } } };
    const changes = endpointChanges(
      before,
      after,
      { confirmation: { arms: { tas102: none } } } as unknown as RunResults,
      bootstrap as unknown as BootstrapResult,
    );
    const [cr, own] = ['cr', 'dcr'].map((name) => changes.find(({ endpoint }) => endpoint === name)!);
    // Half an event among 101: sqrt(p (1 - p) / 100) with p = 0.5 / 101
    expect(cr!.monte_carlo_error).toBeCloseTo(100 * Math.sqrt(((0.5 / 101) * (100.5 / 101)) / 100), 12);
    expect(cr!.parameter_error).toBeNull();
    expect(own!.parameter_error).toBe(1.3);
  });
});
