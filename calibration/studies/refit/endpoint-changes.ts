import { ownValue } from '../../../src/index.js';
import { endpoints } from '../../endpoints/endpoints.js';
import { readOutcome } from '../../endpoints/read-outcome.js';
import { agreementOf } from '../../inference/agreement.js';
import type { BootstrapBand, BootstrapResult, EndpointChange } from '../../inference/results.js';
import { type ClinicalTargets, clinicalValue } from '../../targets/clinical-targets.js';
import { trialRateStandardError } from '../../targets/standard-errors.js';
import type { RunResults } from '../run/result.js';
import { isOutOfReach } from './result.js';

/**
 * Pooled endpoints before and after the trials were changed, with those of the refitted model on its validation cohort,
 * and three separate errors: of the simulation (confirmation cohort), of the trials' sampling, of the parameters
 * (bootstrap). A simulated rate of 0 or 100 % has the error of its patients with half an event added, as a trial's has.
 *
 * @param before - pooled endpoints of the earlier run
 * @param after - pooled endpoints with the changed trials
 * @param results - the refit, confirmed
 * @param bootstrap - parameter errors; null where it was not run
 */
export function endpointChanges(
  before: readonly ClinicalTargets[],
  after: readonly ClinicalTargets[],
  results: RunResults,
  bootstrap: BootstrapResult | null,
): readonly EndpointChange[] {
  return after.flatMap((target) => {
    const earlier = before.find(({ arm }) => arm === target.arm)!;
    const outcome = ownValue(results.confirmation?.arms, target.arm);
    return endpoints.flatMap((endpoint): EndpointChange[] => {
      const changed = clinicalValue(target, endpoint);
      const original = clinicalValue(earlier, endpoint);
      if (changed === null || original === null) return [];
      const { value: confirmed, error } =
        outcome === undefined ? { value: null, error: null } : readOutcome(endpoint, outcome);
      const monteCarloError =
        endpoint.kind === 'rate' && outcome !== undefined && error === 0
          ? trialRateStandardError({ percent: outcome[endpoint.rate], n: outcome.completed })
          : error;
      const difference = confirmed === null ? null : confirmed - changed.value;
      const errors = { sampling: changed.standardError, monteCarlo: monteCarloError };
      return [
        {
          arm: target.arm,
          endpoint: endpoint.name,
          before: original.value,
          after: changed.value,
          confirmed,
          difference,
          monte_carlo_error: monteCarloError,
          sampling_error: changed.standardError,
          parameter_error: parameterError(ownValue(bootstrap?.endpoints, target.arm)?.[endpoint.name]),
          ...agreementOf(difference, errors),
        },
      ];
    });
  });
}

/**
 * Error of an endpoint from the parameters; null where the refits cannot move it: a rate of 0 or 100 % that every replicate repeats,
 * because no simulated patient is on the other side. Its spread of 0 is a limit of the patients, not a certainty.
 */
function parameterError(band: BootstrapBand | undefined): number | null {
  return band === undefined || isOutOfReach(band) ? null : band.standard_deviation;
}
