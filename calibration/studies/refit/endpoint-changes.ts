import { type BootstrapResult, type EndpointName, endpointNames, type MovedFigure } from '../../inference/results.js';
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
export function movedFigures(
  before: readonly ClinicalTargets[],
  after: readonly ClinicalTargets[],
  results: RunResults,
  bootstrap: BootstrapResult | null,
): readonly MovedFigure[] {
  return after.flatMap((target) => {
    const earlier = before.find(({ arm }) => arm === target.arm)!;
    const outcome = results.confirmation?.arms[target.arm];
    return endpointNames.flatMap((indicator): MovedFigure[] => {
      const now = clinicalFigure(target, indicator);
      const then = clinicalFigure(earlier, indicator);
      if (now === null || then === null) return [];
      const month = indicator.startsWith('survival_') ? (indicator.slice(9) as '3' | '6' | '9' | '12') : null;
      const rate =
        month === null && indicator !== 'median_os' ? (indicator as keyof typeof target.response.standardErrors) : null;
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
          indicator,
          before: then.value,
          after: now.value,
          confirmed,
          difference: confirmed === null ? null : confirmed - now.value,
          monteCarloError,
          samplingError: now.standardError,
          parameterError: bootstrap?.endpoints[target.arm]?.[indicator].standardDeviation ?? null,
        },
      ];
    });
  });
}

/** A pooled figure with its sampling error; null where the trials do not state it. */
function clinicalFigure(
  { response, medianOs, survival }: ClinicalTargets,
  indicator: EndpointName,
): { readonly value: number; readonly standardError: number } | null {
  if (indicator === 'median_os') return { value: medianOs.months, standardError: medianOs.standardError };
  if (indicator.startsWith('survival_')) {
    const place = survival.months.indexOf(Number(indicator.slice(9)));
    return place < 0 ? null : { value: survival.percent[place]!, standardError: survival.standardErrors[place]! };
  }
  const rate = indicator as keyof typeof response.standardErrors;
  return { value: response[rate], standardError: response.standardErrors[rate] };
}
