import { wilsonInterval } from '../../../../src/index.js';
import { endpointLabel } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint, RecoveredParameter, Recovery } from '../../../inference/results.js';
import { formatCompact, formatFixed } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';

/** Binomial confidence interval of a coverage; proportions. */
export interface Coverage {
  readonly low: number;
  readonly high: number;
  readonly verdict: 'as stated' | 'too narrow' | 'too wide';
}

/**
 * A coverage with its binomial interval, compared with the level of the intervals.
 *
 * @param endpoint - share of the intervals that contain the truth
 * @param study - number of data sets and level
 * @returns null where the share is not known
 */
export function coverageOf(
  { coverage, standard_errors: standardErrors }: Pick<RecoveredEndpoint, 'coverage' | 'standard_errors'>,
  { data_sets: dataSets, level }: Pick<Recovery, 'data_sets' | 'level'>,
): Coverage | null {
  const isAssessed = coverage >= 0 && coverage <= 1 && dataSets > 0 && standardErrors.some((error) => error > 0);
  if (!isAssessed) return null;
  const { low, high } = wilsonInterval({ successes: Math.round(coverage * dataSets), trials: dataSets });
  return { low, high, verdict: high < level ? 'too narrow' : low > level ? 'too wide' : 'as stated' };
}

/** Distance of the mean estimate of a parameter from the truth, in standard deviations of the estimates. */
export const shiftOf = ({
  truth,
  mean_estimate: meanEstimate,
  standard_deviation: standardDeviation,
}: RecoveredParameter): number => (meanEstimate - truth) / standardDeviation;

/** Beyond this shift a parameter is not recovered. */
export const NOT_RECOVERED = 2;

/** A bias of this share of the spread lowers the coverage of a 90 % interval by about one percentage point. */
const SMALL_BIAS = 0.25;

/** Further names are counted, not listed. */
const MOST_LISTED = 3;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${more} more` : names.join(', ');
}

function endpointSentences(result: Recovery, arms: readonly ArmStyle[]): readonly string[] {
  const { endpoints, level } = result;
  const assessed = endpoints.flatMap((endpoint) => {
    const interval = coverageOf(endpoint, result);
    return interval === null ? [] : [{ endpoint, ...interval }];
  });
  if (assessed.length === 0) return ['No interval of an endpoint could be assessed.'];
  const shares = assessed.map(({ endpoint }) => endpoint.coverage);
  const deviating = assessed.filter(({ verdict }) => verdict !== 'as stated');
  const biased = endpoints.filter(
    ({ bias, standard_deviation: standardDeviation }) => Math.abs(bias) > SMALL_BIAS * standardDeviation,
  );
  const name = ({ arm, endpoint }: RecoveredEndpoint): string => `${endpointLabel(endpoint)} of ${armLabel(arms, arm)}`;
  const nominal = `${formatCompact(100 * level)} %`;
  return [
    `The ${nominal} intervals contain the truth in ${formatFixed(100 * Math.min(...shares), 0)} to ${formatFixed(100 * Math.max(...shares), 0)} % of the data sets.`,
    deviating.length === 0
      ? `Every binomial interval of a coverage contains ${nominal}.`
      : `The coverage differs from ${nominal} for ${listed(deviating.map(({ endpoint, verdict }) => `${name(endpoint)} (${verdict})`))}, out of ${assessed.length}; about one in twenty differs by chance.`,
    biased.length === 0
      ? 'No bias exceeds a quarter of the spread of its estimates.'
      : `The bias exceeds a quarter of the spread of the estimates for ${listed(biased.map(name))}, out of ${endpoints.length}.`,
  ];
}

/**
 * Conclusions of a simulate-and-recover study, with its limits.
 *
 * @param result - the study
 * @param arms - styles of its arms
 * @returns sentences
 */
export function recoverSummary(result: Recovery, arms: readonly ArmStyle[]): readonly string[] {
  const { parameters: transformedParameters, not_converged: notConverged, at_bound: atBound } = result;
  const unrecovered = transformedParameters.filter(
    (transformedParameter) => Math.abs(shiftOf(transformedParameter)) > NOT_RECOVERED,
  );
  return [
    ...endpointSentences(result, arms),
    ...(notConverged === 0 ? [] : [`${notConverged} of ${result.data_sets} fits did not converge; they are included.`]),
    ...(atBound === 0
      ? []
      : [
          `In ${atBound} of ${result.data_sets} fits a parameter is at a bound. Standard errors ignore bounds and are unreliable there.`,
        ]),
    `The study tests whether the fit recovers the truth if the model is true. It does not test the model itself. Parameters that the data do not inform cannot be recovered: the mean estimates of ${unrecovered.length} of ${transformedParameters.length} parameters lie more than ${NOT_RECOVERED} standard deviations from the truth, because the prior dominates them.`,
  ];
}
