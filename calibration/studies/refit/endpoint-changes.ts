import {
  type BootstrapResult,
  type EndpointChange,
  type EndpointName,
  endpointNames,
} from '../../inference/results.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { RunResults } from '../run/result.js';

/**
 * Pooled figures before and after the trials were changed, beside what the refitted model confirms, with the three errors
 * apart: of the simulation (confirmation cohort), of the trials' sampling, of the parameters (bootstrap).
 *
 * @param before - pooled figures of the earlier run
 * @param after - pooled figures with the changed trials
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
    return endpointNames.flatMap((endpoint): EndpointChange[] => {
      const now = clinicalFigure(target, endpoint);
      const then = clinicalFigure(earlier, endpoint);
      if (now === null || then === null) return [];
      const month = endpoint.startsWith('survival_') ? (endpoint.slice(9) as '3' | '6' | '9' | '12') : null;
      const rate =
        month === null && endpoint !== 'median_os' ? (endpoint as keyof typeof target.response.standardErrors) : null;
      const confirmed =
        outcome === undefined
          ? null
          : rate !== null
            ? outcome[rate]
            : month !== null
              ? outcome.survival[month]
              : outcome.median_os_months;
      const monteCarloError =
        outcome === undefined
          ? null
          : rate !== null
            ? outcome.rate_standard_errors[rate]
            : month !== null
              ? outcome.survival_standard_errors[month]
              : outcome.median_os_standard_error;
      return [
        {
          arm: target.arm,
          endpoint: endpoint,
          before: then.value,
          after: now.value,
          confirmed,
          difference: confirmed === null ? null : confirmed - now.value,
          monte_carlo_error: monteCarloError,
          sampling_error: now.standardError,
          parameter_error: bootstrap?.endpoints[target.arm]?.[endpoint].standard_deviation ?? null,
        },
      ];
    });
  });
}

/** A pooled figure with its sampling error; null where the trials do not state it. */
function clinicalFigure(
  { response, medianOs, survival }: ClinicalTargets,
  endpoint: EndpointName,
): { readonly value: number; readonly standardError: number } | null {
  if (endpoint === 'median_os') return { value: medianOs.months, standardError: medianOs.standardError };
  if (endpoint.startsWith('survival_')) {
    const place = survival.months.indexOf(Number(endpoint.slice(9)));
    return place < 0 ? null : { value: survival.percent[place]!, standardError: survival.standardErrors[place]! };
  }
  const rate = endpoint as keyof typeof response.standardErrors;
  return { value: response[rate], standardError: response.standardErrors[rate] };
}
