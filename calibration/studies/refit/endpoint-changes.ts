import { endpoints } from '../../endpoints/endpoints.js';
import { readOutcome } from '../../endpoints/read-outcome.js';
import type { BootstrapResult, EndpointChange } from '../../inference/results.js';
import { type ClinicalTargets, clinicalValue } from '../../targets/clinical-targets.js';
import type { RunResults } from '../run/result.js';

/**
 * Pooled endpoints before and after the trials were changed, with those of the refitted model on its validation cohort,
 * and three separate errors: of the simulation (confirmation cohort), of the trials' sampling, of the parameters
 * (bootstrap).
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
    const outcome = results.confirmation?.arms[target.arm];
    return endpoints.flatMap((endpoint): EndpointChange[] => {
      const changed = clinicalValue(target, endpoint);
      const original = clinicalValue(earlier, endpoint);
      if (changed === null || original === null) return [];
      const { value: confirmed, error: monteCarloError } =
        outcome === undefined ? { value: null, error: null } : readOutcome(endpoint, outcome);
      return [
        {
          arm: target.arm,
          endpoint: endpoint.name,
          before: original.value,
          after: changed.value,
          confirmed,
          difference: confirmed === null ? null : confirmed - changed.value,
          monte_carlo_error: monteCarloError,
          sampling_error: changed.standardError,
          parameter_error: bootstrap?.endpoints[target.arm]?.[endpoint.name].standard_deviation ?? null,
        },
      ];
    });
  });
}
