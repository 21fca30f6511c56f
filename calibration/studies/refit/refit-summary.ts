import { Z95 } from '../../../src/index.js';
import { endpointShort } from '../../endpoints/endpoints.js';
import type { EndpointChange } from '../../inference/results.js';
import type { RefitResults } from './result.js';

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
  summary.push(...differingEndpoints(changes));
  if (bootstrap !== null) {
    summary.push(
      `${bootstrap.replicates} sets of trials were drawn from the fit and refitted on ${bootstrap.patients} stored patients; ` +
        `${bootstrap.not_converged} of these fits did not converge, ${bootstrap.penalty_active} were limited by the effective-sample-size constraint.`,
    );
  }
  const atBound = [...new Set([...refit.at_bound, ...(bootstrap?.at_bound ?? [])])];
  if (atBound.length > 0) summary.push(boundRemark(atBound));
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
  return [...summary, ...(refit.death_comparison?.summary ?? [])];
}

/** What a bound means for standard errors. */
function boundRemark(names: readonly string[]): string {
  return `At a bound: ${names.join(', ')}. Standard errors by the delta method ignore bounds and are not to be trusted; bootstrap intervals respect them.`;
}

function describeDcr(change: EndpointChange, changed: string): string {
  const { arm, before, after, confirmed, difference } = change;
  const pooled =
    changed === ''
      ? `Pooled DCR of ${arm}: ${after.toFixed(1)} %`
      : `Pooled DCR of ${arm} ${changed}: ${before.toFixed(1)} -> ${after.toFixed(1)} %`;
  if (confirmed === null || difference === null) return `${pooled}; no validation cohort.`;
  return `${pooled}; validation cohort ${confirmed.toFixed(1)} %, ${describeAgreement(change, difference)}`;
}

/** One decimal; a rounded zero without a sign. */
const toTenths = (value: number) => (Math.round(value * 10) / 10 + 0).toFixed(1);

/** Both errors, the distance in units of them together, and the verdict. */
function describeAgreement(change: EndpointChange, difference: number): string {
  const { monte_carlo_error: monteCarlo, sampling_error: sampling, z, verdict } = change;
  const points = `${Math.abs(difference).toFixed(1)} points away`;
  if (monteCarlo === null || z === null) return `${points}; not assessed, as an error is not known.`;
  const errors = `z = ${toTenths(z)} (standard errors: trials ${sampling.toFixed(1)}, simulation ${monteCarlo.toFixed(1)})`;
  const larger = monteCarlo > sampling ? ' More simulated patients would make the comparison sharper.' : '';
  return verdict === 'follows'
    ? `${points}, ${errors}: the refitted model follows.${larger}`
    : `${points}, ${errors}: the refitted model does not follow, because of the other arms, the survival curves and the prior.`;
}

/** How many endpoints differ, and which. */
function differingEndpoints(changes: readonly EndpointChange[]): readonly string[] {
  const assessed = changes.filter(({ verdict }) => verdict !== 'not assessed');
  const differing = assessed.filter(({ verdict }) => verdict === 'differs');
  if (assessed.length === 0) return [];
  const names = differing.map(({ arm, endpoint, z }) => `${endpointShort(endpoint)} of ${arm} (z = ${toTenths(z!)})`);
  return [
    `${differing.length} of ${assessed.length} endpoints differ from the trials by more than ${Z95.toFixed(2)} standard errors of trials and simulation together${names.length === 0 ? '' : `: ${names.join(', ')}`}.`,
  ];
}
