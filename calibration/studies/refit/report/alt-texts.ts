import type { ComparedForm, DeathComparison } from '../../../inference/death-comparison-result.js';
import type {
  BootstrapResult,
  EndpointChange,
  LeaveOneTrialOutEndpoint,
  Profile,
  Ridge,
} from '../../../inference/results.js';
import { formatFixed, formatSigned } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { endpointOfArm, endpointPhrase, endpointValue } from '../../../plots/endpoint-phrase.js';
import { comparedName, heldOutArmError } from '../death-comparison-summary.js';
import { describeInterval, profileTitle } from './profile-summary.js';
import { ridgeSummary } from './ridge-summary.js';
import { startRows } from './starts-plot.js';

/*
 * What each figure of a refit shows, with numbers, for readers who cannot see it.
 */

type Arms = readonly ArmStyle[];

const MOST_NAMED = 3;

const size = (value: number | null): number => (value === null || !Number.isFinite(value) ? 0 : Math.abs(value));

/** Endpoint changes: the largest ones of the trials, and the largest distances of the model from them. */
export function endpointChangesAlt(changes: readonly EndpointChange[], arms: Arms): string {
  const moved = changes
    .filter(({ before, after }) => size(after - before) > 0)
    .sort((a, b) => size(b.after - b.before) / b.sampling_error - size(a.after - a.before) / a.sampling_error)
    .slice(0, MOST_NAMED)
    .map(
      (change) =>
        `${endpointOfArm(change, arms)} from ${endpointValue(change.endpoint, change.before)} to ${endpointValue(change.endpoint, change.after)}`,
    );
  const differing = changes
    .filter(({ verdict }) => verdict === 'differs')
    .sort((a, b) => size(b.z) - size(a.z))
    .slice(0, MOST_NAMED)
    .map((change) => `${endpointOfArm(change, arms)} (z = ${formatSigned(change.z, 1)})`);
  const first =
    moved.length === 0 ? 'No endpoint of the trials changed.' : `Largest changes of the trials: ${moved.join('; ')}.`;
  const second =
    differing.length === 0
      ? 'The model differs from the trials in no endpoint.'
      : `The model differs most in ${differing.join('; ')}.`;
  return `Distances from the pooled endpoints of the trials, by endpoint. ${first} ${second}`;
}

const NAMED_ENDPOINTS = ['dcr', 'median_os'] as const;

/** Bootstrap intervals: disease control and median survival. */
export function bootstrapAlt(endpoints: BootstrapResult['endpoints'], arms: Arms): string {
  const described = Object.entries(endpoints).flatMap(([arm, bands]) =>
    NAMED_ENDPOINTS.flatMap((endpoint) => {
      const band = bands[endpoint];
      return band === undefined || !Number.isFinite(band.centre)
        ? []
        : [
            `${endpointOfArm({ arm, endpoint }, arms)} ${endpointValue(endpoint, band.centre)} (${endpointValue(endpoint, band.low)} to ${endpointValue(endpoint, band.high)})`,
          ];
    }),
  );
  return `Dots with intervals, one per endpoint and arm: ${described.join('; ')}.`;
}

/** Profiles: estimates and intervals. */
export function profilesAlt(profiles: readonly Profile[], arms: Arms): string {
  const described = profiles
    .slice(0, 2 * MOST_NAMED)
    .map(
      (profile) => `${profileTitle(profile, arms)}, ${formatFixed(profile.estimate, 2)} (${describeInterval(profile)})`,
    );
  const more = profiles.length - described.length;
  return `Curves with a minimum at the estimate; interval where the curve lies under the dashed line: ${described.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** Maps of mu and sigma: the extents of the ridges. */
export function ridgesAlt(ridges: readonly Ridge[], arms: Arms): string {
  return `Maps of the objective: narrow ridges that rise from small to large μ and σ. ${ridges.map((ridge) => ridgeSummary(ridge, arms)).join(' ')}`;
}

/** Starts: how far the highest end lies above the lowest. */
export function startsAlt(starts: Parameters<typeof startRows>[0]): string {
  const rows = startRows(starts);
  const last = rows.at(-1);
  return last === undefined
    ? 'No start ended with an objective.'
    : `Final objectives of ${rows.length} starts, ranked; the highest lies ${formatFixed(last.above, 4)} above the lowest.`;
}

/** Predictions: how many observations lie inside, by endpoint shown. */
export function leaveOneTrialOutAlt(predictions: readonly LeaveOneTrialOutEndpoint[], arms: Arms): string {
  const described = ['dcr', 'median_os', 'median_pfs'].flatMap((endpoint) => {
    const own = predictions.filter((prediction) => prediction.endpoint === endpoint);
    if (own.length === 0) return [];
    const outside = own.filter(({ covered }) => !covered);
    const named = outside.map(({ trial, arm }) => `${trial}, ${armLabel(arms, arm)}`);
    return [
      `${endpointPhrase(endpoint)}: ${own.length - outside.length} of ${own.length} observations inside${named.length === 0 ? '' : `, outside ${named.join('; ')}`}`,
    ];
  });
  return `Prediction intervals of omitted trials with the observed values. ${described.join('. ')}.`;
}

/** Forms of the death function: errors on held-out arms. */
export function deathComparisonAlt({ forms }: DeathComparison): string {
  const described = forms
    .flatMap((form: ComparedForm) => {
      const error = heldOutArmError(form);
      return error === null || !Number.isFinite(error) ? [] : [{ name: comparedName(form), error }];
    })
    .sort((a, b) => a.error - b.error)
    .map(({ name, error }) => `${name} ${formatFixed(error, 1)}`);
  return `Errors of the forms on held-out arms, in points of survival, smallest first: ${described.join('; ')}.`;
}
