import { endpointOf } from '../../../endpoints/endpoints.js';
import type { EndpointChange } from '../../../inference/results.js';
import { formatSigned } from '../../../page/format-number.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { endpointAgainst, endpointOfArm, endpointValue } from '../../../plots/endpoint-phrase.js';
import type { RefitResults } from '../result.js';

/** Rates from which the other classes follow, medians and landmarks; best responses repeat the rates in most trials. */
function isNamed({ endpoint }: EndpointChange): boolean {
  const form = endpointOf(endpoint);
  return form.kind === 'median' || form.kind === 'landmark' || endpoint === 'dcr' || endpoint === 'orr';
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function largest(
  changes: readonly EndpointChange[],
  sizeOf: (change: EndpointChange) => number | null,
): EndpointChange | undefined {
  const sized = changes.flatMap((change) => {
    const size = sizeOf(change);
    return isKnown(size) && Math.abs(size) > 0 ? [{ change, size: Math.abs(size) }] : [];
  });
  return sized.sort((a, b) => b.size - a.size)[0]?.change;
}

/**
 * Name of a refit: that of its run, and the trials that were added or omitted.
 *
 * @param name - of the run
 * @param refit - its results
 * @returns text such as `mcrc with Trial A (TEST)`
 */
export function refitHeading(name: string, { added, dropped }: RefitResults): string {
  const parts = [
    ...(added.length === 0 ? [] : [`with ${[...new Set(added.map(({ trial }) => trial))].join(', ')}`]),
    ...(dropped.length === 0 ? [] : [`without ${dropped.join(', ')}`]),
  ];
  return parts.length === 0 ? `${name}, refitted` : `${name} ${parts.join(' and ')}`;
}

/** `Adding Trial A`, `Omitting Trial B`, `Adding Trial A and omitting Trial B`. */
function doing({ added, dropped }: RefitResults): string {
  const parts = [
    ...(added.length === 0 ? [] : [`adding ${[...new Set(added.map(({ trial }) => trial))].join(', ')}`]),
    ...(dropped.length === 0 ? [] : [`omitting ${dropped.join(', ')}`]),
  ].join(' and ');
  return `${parts[0]!.toUpperCase()}${parts.slice(1)}`;
}

/** The endpoint of the trials that changed most, and whether the model follows it. */
function changeSentence(refit: RefitResults, arms: readonly ArmStyle[]): string {
  const { added, dropped, endpoint_changes: changes } = refit;
  if (added.length === 0 && dropped.length === 0) return 'The trials are those of the earlier run.';
  const most = largest(changes.filter(isNamed), ({ before, after, sampling_error: error }) => (after - before) / error);
  if (most === undefined) return `${doing(refit)} changes no pooled endpoint of the trials.`;
  const { endpoint, before, after, confirmed, verdict } = most;
  const moved = `${doing(refit)} moves the ${endpointOfArm(most, arms)} of the pooled trials from ${endpointValue(endpoint, before)} to ${endpointValue(endpoint, after)}, more than any other endpoint`;
  if (!isKnown(confirmed)) return `${moved}; there is no validation cohort to compare with.`;
  return `${moved}, and the refitted model ${verdict === 'differs' ? 'does not follow' : 'follows'} with ${endpointValue(endpoint, confirmed)}.`;
}

/** How many endpoints the model follows, and which one differs most. */
function agreementSentence({ endpoint_changes: changes }: RefitResults, arms: readonly ArmStyle[]): string {
  const assessed = changes.filter(({ verdict }) => verdict !== 'not assessed');
  if (assessed.length === 0) return '';
  const differing = assessed.filter(({ verdict }) => verdict === 'differs');
  const most = largest(differing, ({ z }) => z);
  const count = `It follows ${assessed.length - differing.length} of ${assessed.length} endpoints`;
  return most === undefined
    ? ` ${count}.`
    : ` ${count} and differs most in ${endpointOfArm(most, arms)} (${endpointAgainst(most.endpoint, most.confirmed, most.after)}, z = ${formatSigned(most.z, 1)}).`;
}

/**
 * What a refit changed, and whether the model follows.
 *
 * @param refit - its results
 * @param arms - styles of the arms
 * @returns two sentences
 */
export function refitAnswer(refit: RefitResults, arms: readonly ArmStyle[]): string {
  return `${changeSentence(refit, arms)}${agreementSentence(refit, arms).replace(/^ It/, refit.added.length + refit.dropped.length === 0 ? ' The refitted model' : ' It')}`;
}
