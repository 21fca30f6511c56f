import { formatFixed, formatSigned, formatSignificant } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import { describeArm, outputSummary } from '../outputs.js';
import { parsePopulationOutput } from '../population-outputs.js';
import {
  correlatedRows,
  FEWEST_PATIENTS,
  type IntervalsResponse,
  indexedRows,
  type SensitivityResult,
  TEN_PERCENT,
} from '../result.js';
import { factorGroup } from './factor-group.js';

/** The leading factors of an output, the strongest first, each with its estimate. */
interface Ranking {
  /** Output and arm, in a sentence. */
  readonly title: string;
  readonly leaders: readonly Leader[];
}

interface Leader {
  readonly name: string;
  /** With its interval: `Pearson r 0.68, 95 % interval 0.65 to 0.72`. */
  readonly full: string;
  /** Alone: `−0.46`. */
  readonly short: string;
}

/** Factors that the answer names, and outputs that it goes through. */
const NAMED = 3;
const OUTPUTS = 4;

/**
 * Which factor matters most.
 *
 * @param result - of `qcic sensitivity`
 * @returns one sentence, two for correlations, which count what differs from noise
 */
export function sensitivityAnswer(result: SensitivityResult): string {
  const rankings = rankingsOf(result).filter(({ leaders }) => leaders.length > 0);
  return `${rankingText(rankings, result.method)}${countText(result)}`;
}

function rankingText(rankings: readonly Ranking[], method: SensitivityResult['method']): string {
  const [first, ...others] = rankings;
  const [leader, ...followers] = first?.leaders ?? [];
  if (first === undefined || leader === undefined) return 'No factor has an estimate.';
  if (others.length === 0) {
    const next = followers.slice(0, NAMED - 1).map(({ name, short }) => `${name} (${short})`);
    const behind = next.length === 0 ? '' : `, followed by ${listed(next)}`;
    return `${named(leader.name)} matters most for ${first.title}: ${leader.full}${behind}.`;
  }
  const shown = rankings.slice(0, OUTPUTS);
  const rest = rankings.length > shown.length ? `, and ${rankings.length - shown.length} more below` : '';
  if (others.every(({ leaders }) => leaders[0]!.name === leader.name)) {
    const texts = shown.map(({ title, leaders }) => `${leaders[0]!.short} of ${title}`);
    return `${named(leader.name)} matters most for all ${rankings.length} outputs (${symbolOf(method)}: ${texts.join('; ')}${rest}).`;
  }
  const texts = shown.map(({ title, leaders: [top] }) => `${named(top!.name)} for ${title} (${top!.full})`);
  return `What matters most: ${texts.join('; ')}${rest}.`;
}

/** `beta_X2 (tumor proliferation)`. */
function named(name: string): string {
  const group = factorGroup(name);
  return group === undefined ? name : `${name} (${group})`;
}

/** What the estimates of a method are called. */
function symbolOf(method: SensitivityResult['method']): string {
  switch (method) {
    case 'pcc':
      return 'Pearson r';
    case 'prcc':
      return 'PRCC';
    case 'morris':
      return 'mu*';
    case 'sobol':
      return 'share of the variance, with interactions';
    case 'local':
      return 'slope';
    case 'shapes':
      return 'change for 10 % more of it';
    case 'intervals':
      return 'disease control';
  }
}

const titleOf = ({ arm, output }: { readonly arm: string; readonly output: string }): string =>
  `${outputSummary(output)} under ${describeArm(arm)}`;

function rankingsOf(result: SensitivityResult): readonly Ranking[] {
  switch (result.method) {
    case 'pcc':
    case 'prcc': {
      const symbol = symbolOf(result.method);
      return result.responses.map((response) => ({
        title: titleOf(response),
        leaders: correlatedRows(response).map(({ parameter, correlation: { r, ci_low: low, ci_high: high } }) => ({
          name: parameter,
          full: `${symbol} ${formatFixed(r, 2)}, 95 % interval ${formatFixed(low, 2)} to ${formatFixed(high, 2)}`,
          short: formatFixed(r, 2),
        })),
      }));
    }
    case 'morris':
      return result.responses.map((response) => ({
        title: titleOf(response),
        leaders: response.rows.flatMap(({ name, mu_star: muStar, ci_low: low, ci_high: high }) =>
          muStar === null
            ? []
            : [
                {
                  name,
                  full: `mu* ${formatSignificant(muStar)}, 95 % interval ${formatSignificant(low)} to ${formatSignificant(high)}`,
                  short: formatSignificant(muStar),
                },
              ],
        ),
      }));
    case 'sobol':
      return result.responses.map((response) => ({
        title: titleOf(response),
        leaders: indexedRows(response).map(({ name, total: { value, low, high } }) => ({
          name,
          full: `${formatFixed(100 * value, 0)} % of the variance with its interactions, 95 % interval ${formatFixed(100 * low, 0)} to ${formatFixed(100 * high, 0)} %`,
          short: `${formatFixed(100 * value, 0)} %`,
        })),
      }));
    case 'local':
      return result.responses.map((response) => ({
        title: titleOf(response),
        leaders: response.rows.flatMap(({ parameter, derivative }) =>
          derivative === null
            ? []
            : [
                {
                  name: parameter,
                  full: `slope ${formatSignificant(derivative.slope)} ± ${formatSignificant(derivative.error, 1)}`,
                  short: formatSignificant(derivative.slope),
                },
              ],
        ),
      }));
    case 'shapes':
      return result.responses.map((response) => {
        const { percent } = parsePopulationOutput(response.output);
        const [scale, decimals, unit] = percent ? [100, 2, ' percentage points'] : [1, 3, ''];
        return {
          title: titleOf(response),
          leaders: response.rows.flatMap(({ parameter, derivative }) => {
            if (derivative === null || derivative.slope === 0) return [];
            const change = formatSigned(scale * derivative.slope * TEN_PERCENT, decimals);
            const error = formatFixed(scale * derivative.standard_error * TEN_PERCENT, decimals);
            return [{ name: parameter, full: `${change} ± ${error}${unit} for 10 % more of it`, short: change }];
          }),
        };
      });
    case 'intervals':
      return result.responses.map(intervalsRanking);
  }
}

function intervalsRanking(response: IntervalsResponse): Ranking {
  return {
    title: titleOf({ arm: response.arm, output: 'dcr_rate' }),
    leaders: response.factors.flatMap(({ parameter, spread, quintiles }) => {
      const rates = quintiles.flatMap(({ dcr, patients }) => (dcr === null || patients < FEWEST_PATIENTS ? [] : [dcr]));
      if (rates.length < 2) return [];
      const ends = `${formatFixed(100 * rates[0]!, 0)} % in its lowest fifth to ${formatFixed(100 * rates.at(-1)!, 0)} % in its highest`;
      return [{ name: parameter, full: ends, short: `a spread of ${formatFixed(100 * spread, 0)} points` }];
    }),
  };
}

/** Correlations alone test each factor. */
function countText(result: SensitivityResult): string {
  if (result.method !== 'pcc' && result.method !== 'prcc') return '';
  const counts = result.responses.flatMap((response) => {
    const rows = correlatedRows(response);
    const found = rows.filter(({ correlation }) => correlation.p_holm < 0.05).length;
    return rows.length === 0 ? [] : [`${found} of ${rows.length}`];
  });
  return counts.length === 0
    ? ''
    : ` Distinguishable from noise (5 %, Holm): ${listed(counts)} parameters${counts.length > 1 ? ', in the order of the sections' : ''}.`;
}
