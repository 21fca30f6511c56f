import { wilsonInterval } from '../../../../src/index.js';
import { endpointLabel } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint, RecoveredParameter, Recovery } from '../../../inference/results.js';
import { formatCompact, formatFixed } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';

/** Ends of the binomial interval of a coverage; proportions. */
export interface Coverage {
  readonly low: number;
  readonly high: number;
  readonly verdict: 'as stated' | 'too narrow' | 'too wide';
}

/**
 * A coverage with its binomial interval, compared with the level of the intervals.
 *
 * @param endpoint - share of the intervals that hold the truth
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

/** From this shift on a parameter is not recovered: its estimates do not reach the truth. */
export const NOT_RECOVERED = 2;

/** A bias of this share of the spread takes about one point from the coverage of a 90 % interval. */
const SMALL_BIAS = 0.25;

/** More names than this are counted. */
const MOST_LISTED = 3;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${more} more` : names.join(', ');
}

function endpointSentences(result: Recovery, arms: readonly ArmStyle[]): readonly string[] {
  const { endpoints, level } = result;
  const assessed = endpoints.flatMap((endpoint) => {
    const found = coverageOf(endpoint, result);
    return found === null ? [] : [{ endpoint, ...found }];
  });
  if (assessed.length === 0) return ['No interval of an endpoint could be assessed.'];
  const shares = assessed.map(({ endpoint }) => endpoint.coverage);
  const off = assessed.filter(({ verdict }) => verdict !== 'as stated');
  const biased = endpoints.filter(
    ({ bias, standard_deviation: standardDeviation }) => Math.abs(bias) > SMALL_BIAS * standardDeviation,
  );
  const name = ({ arm, endpoint }: RecoveredEndpoint): string => `${endpointLabel(endpoint)} of ${armLabel(arms, arm)}`;
  const nominal = `${formatCompact(100 * level)} %`;
  return [
    `The ${nominal} intervals contain the truth in ${formatFixed(100 * Math.min(...shares), 0)} to ${formatFixed(100 * Math.max(...shares), 0)} % of the data sets.`,
    off.length === 0
      ? `No coverage contradicts ${nominal} within its binomial interval.`
      : `The coverage contradicts ${nominal} for ${listed(off.map(({ endpoint, verdict }) => `${name(endpoint)} (${verdict})`))}, out of ${assessed.length}; about one in twenty does so by chance.`,
    biased.length === 0
      ? 'No bias exceeds a quarter of the spread of its estimates.'
      : `The bias exceeds a quarter of the spread of the estimates for ${listed(biased.map(name))}, out of ${endpoints.length}.`,
  ];
}

/**
 * Conclusions of a study of simulate and recover, and its limits.
 *
 * @param result - the study
 * @param arms - styles of its arms
 * @returns sentences
 */
export function recoverSummary(result: Recovery, arms: readonly ArmStyle[]): readonly string[] {
  const { parameters: transformedParameters, not_converged: notConverged } = result;
  const lost = transformedParameters.filter(
    (transformedParameter) => Math.abs(shiftOf(transformedParameter)) > NOT_RECOVERED,
  );
  return [
    ...endpointSentences(result, arms),
    ...(notConverged === 0
      ? []
      : [`${notConverged} of ${result.data_sets} fits did not reach a minimum; they are counted like the others.`]),
    `The study tests whether the fit recovers the truth if the model is true. It cannot test the model itself. It cannot recover parameters that the data do not inform: the estimates of ${lost.length} of ${transformedParameters.length} parameters stay more than ${NOT_RECOVERED} of their standard deviations from the truth, because the prior dominates them.`,
  ];
}
