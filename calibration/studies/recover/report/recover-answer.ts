import { isInMonths } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint, Recovery } from '../../../inference/results.js';
import { formatCompact, formatCount, formatFixed } from '../../../page/format-number.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { endpointOfArm } from '../../../plots/endpoint-phrase.js';
import { coverageOf } from './recover-summary.js';

/** Largest bias of some endpoints, with the standard error that it has from the number of data sets. */
function largestBias(
  rows: readonly RecoveredEndpoint[],
  dataSets: number,
  { arms, unit, decimals }: { readonly arms: readonly ArmStyle[]; readonly unit: string; readonly decimals: number },
): readonly string[] {
  const known = rows.filter(({ bias }) => Number.isFinite(bias)).sort((a, b) => Math.abs(b.bias) - Math.abs(a.bias));
  const [most] = known;
  if (most === undefined) return [];
  const error = most.standard_deviation / Math.sqrt(dataSets);
  return [
    `${formatFixed(Math.abs(most.bias), decimals)} ± ${formatFixed(error, decimals)} ${unit} (${endpointOfArm(most, arms)})`,
  ];
}

/**
 * How biased the fit is, and whether its intervals hold.
 *
 * @param result - the study
 * @param arms - styles of its arms
 * @returns one sentence, or two
 */
export function recoverAnswer(result: Recovery, arms: readonly ArmStyle[]): string {
  const { data_sets: dataSets, endpoints, level } = result;
  const biases = [
    ...largestBias(
      endpoints.filter(({ endpoint }) => !isInMonths(endpoint)),
      dataSets,
      { arms, unit: 'percentage points', decimals: 1 },
    ),
    ...largestBias(
      endpoints.filter(({ endpoint }) => isInMonths(endpoint)),
      dataSets,
      { arms, unit: 'months', decimals: 3 },
    ),
  ];
  if (biases.length === 0) return 'No fit gave an estimate of an endpoint, so that its bias is not known.';
  const verdicts = endpoints.flatMap((endpoint) => coverageOf(endpoint, result)?.verdict ?? []);
  const kept = verdicts.filter((verdict) => verdict !== 'too narrow').length;
  const coverage =
    verdicts.length === 0
      ? ''
      : ` ${kept} of ${verdicts.length} ${formatCompact(100 * level)} % intervals contain the truth at least as often as stated, within chance.`;
  return `Over ${formatCount(dataSets)} simulated data sets the largest bias of the fit is ${biases.join(' and ')}.${coverage}`;
}
