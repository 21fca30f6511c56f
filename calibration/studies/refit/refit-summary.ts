import { Z95 } from '../../../src/index.js';
import type { EndpointChange } from '../../inference/results.js';
import type { RefitResults } from './result.js';

/** The refitted model follows the trials when it is this close to their endpoint; percentage points. */
const FOLLOWS_POINTS = 1.5;

/** Sentences about a refit: endpoint changes, agreement of the validation cohort, uncertainty. */
export function refitSummary(refit: Omit<RefitResults, 'summary'>): readonly string[] {
  const {
    endpoint_changes: changes,
    added,
    dropped,
    bootstrap,
    profiles,
    leave_one_trial_out: leaveOneTrialOut,
  } = refit;
  const summary: string[] = [];
  const changed = [
    ...(added.length > 0 ? [`with ${[...new Set(added.map(({ trial }) => trial))].join(', ')} added`] : []),
    ...(dropped.length > 0 ? [`without ${dropped.join(', ')}`] : []),
  ].join(' and ');
  for (const change of changes.filter(({ endpoint }) => endpoint === 'dcr')) summary.push(describeDcr(change, changed));
  if (bootstrap !== null) {
    summary.push(
      `${bootstrap.replicates} sets of trials were drawn from the fit and refitted on ${bootstrap.patients} stored patients; ` +
        `${bootstrap.not_converged} of these fits did not converge, ${bootstrap.penalty_active} were limited by the effective-sample-size constraint.`,
    );
    if (bootstrap.at_bound.length > 0) summary.push(boundRemark(bootstrap.at_bound));
  }
  const open = profiles.filter(({ low, high }) => low === null || high === null);
  if (profiles.length > 0) {
    summary.push(
      open.length === 0
        ? `All ${profiles.length} profile intervals are bounded at 95 %.`
        : `The 95 % profile interval is unbounded for: ${open.map(({ name, arm }) => (arm === null ? name : `${name} of ${arm}`)).join(', ')}.`,
    );
  }
  if (leaveOneTrialOut !== null) {
    const coveredCount = leaveOneTrialOut.figures.filter(({ covered }) => covered).length;
    summary.push(
      `Leave-one-trial-out: ${coveredCount} of ${leaveOneTrialOut.figures.length} endpoints of single trials lie in the ${100 * leaveOneTrialOut.level} % interval predicted from the other trials; ` +
        `trials that differ by more than sampling error lie outside.`,
    );
  }
  return summary;
}

/** What a bound means for standard errors. */
function boundRemark(names: readonly string[]): string {
  return `At a bound in the fit to the original trials: ${names.join(', ')}. Standard errors by the delta method ignore bounds and are unreliable there; bootstrap intervals respect them.`;
}

function describeDcr(change: EndpointChange, changed: string): string {
  const { arm, before, after, confirmed, difference } = change;
  const pooled =
    changed === ''
      ? `Pooled DCR of ${arm}: ${after.toFixed(1)} %`
      : `Pooled DCR of ${arm} ${changed}: ${before.toFixed(1)} -> ${after.toFixed(1)} %`;
  if (confirmed === null || difference === null) return `${pooled}; no validation cohort.`;
  return `${pooled}; validation cohort ${confirmed.toFixed(1)} %, ${describeFollowing(change, difference)}.`;
}

function describeFollowing(
  { monte_carlo_error: monteCarloError, sampling_error: samplingError }: EndpointChange,
  difference: number,
): string {
  const away = Math.abs(difference);
  if (away <= FOLLOWS_POINTS) return 'the refitted model follows';
  // Within these Monte-Carlo errors of the validation cohort a difference is no evidence of a lack of fit
  const noise = Z95 * (monteCarloError ?? 0);
  if (away <= noise) {
    return `the refitted model may follow: ${away.toFixed(1)} points are within the Monte-Carlo error of the validation cohort (${noise.toFixed(1)})`;
  }
  return `the refitted model does not follow: because of the other arms, the survival curves and the prior it stays ${(away / samplingError).toFixed(1)} sampling errors away`;
}
