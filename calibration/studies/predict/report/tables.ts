import { curves, forEachCurve } from '../../../endpoints/curves.js';
import {
  decimalsOf,
  type EndpointName,
  endpointLabel,
  endpointNames,
  endpointShort,
  rateNames,
  unitOf,
} from '../../../endpoints/endpoints.js';
import type { EffectName } from '../../../inference/prediction/trial-deviations.js';
import type { LeaveOneTrialOutEndpoint } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCompact, formatCount, formatFixed, formatSigned, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import { type ArmStyle, armName } from '../../../plots/arm-style.js';
import { omittedTrialCells } from '../../refit/report/omitted-trial-cells.js';
import type { PredictResult } from '../result.js';

type Trial = NonNullable<PredictResult['trial']>;
type Prediction = Trial['arms'][number]['endpoints'][EndpointName];

const percent = (level: number): string => `${formatCompact(100 * level)} %`;

/** `20 to 30`; an open end where it is not reached. */
function interval({ low, high }: Prediction, decimals: number): string {
  if (low === null && high === null) return NO_NUMBER;
  return `${formatFixed(low, decimals)} to ${high === null ? 'not reached' : formatFixed(high, decimals)}`;
}

function predictionCells(prediction: Prediction, decimals: number): readonly string[] {
  const { shares } = prediction;
  const share = (value: number | undefined) => (value === undefined ? NO_NUMBER : formatFixed(100 * value, 0));
  return [
    formatFixed(prediction.model, decimals),
    formatFixed(prediction.predicted, decimals),
    interval(prediction, decimals),
    share(shares?.sampling),
    share(shares?.parameters),
    share(shares?.between_trials),
  ];
}

const predictionColumns = (first: string, level: number) => [
  { title: first },
  { title: 'Model', align: 'right' as const },
  { title: 'Predicted', align: 'right' as const },
  { title: 'Prediction interval', unit: percent(level), align: 'right' as const },
  { title: 'Sampling', unit: '% of the variance', align: 'right' as const },
  { title: 'Parameters', unit: '% of the variance', align: 'right' as const },
  { title: 'Between trials', unit: '% of the variance', align: 'right' as const },
];

/** What the arms of the new trial would report. */
export function trialTables({ arms }: Trial, level: number, styles: readonly ArmStyle[]): Html {
  return html`${dataTable({
    columns: predictionColumns('Endpoint', level),
    rows: arms.flatMap(({ arm, patients, endpoints }): TableRow[] => [
      { group: html`${armName(styles, arm)}, ${formatCount(patients)} patients` },
      ...endpointNames
        .filter((name) => endpoints[name]!.predicted !== null)
        .map((name) => ({
          cells: [`${endpointLabel(name)}, ${unitOf(name)}`, ...predictionCells(endpoints[name]!, decimalsOf(name))],
        })),
    ]),
  })}${dataTable({
    width: 'narrow',
    columns: [
      { title: 'Patients' },
      { title: 'Predicted', align: 'right' },
      { title: 'Prediction interval', unit: percent(level), align: 'right' },
    ],
    rows: arms.flatMap(({ arm, counts }): TableRow[] => [
      { group: armName(styles, arm) },
      ...rateNames.map((rate) => {
        const { predicted, low, high } = counts[rate]!;
        return { cells: [rate.toUpperCase(), formatCount(predicted), `${formatCount(low)} to ${formatCount(high)}`] };
      }),
    ]),
  })}`;
}

/** Hazard ratios of the two arms. */
export function ratioTable(
  { arms, hazard_ratios: ratios, ...trial }: Trial,
  level: number,
  styles: readonly ArmStyle[],
): Html {
  if (ratios === null) return NO_HTML;
  const [first, second] = arms;
  return dataTable({
    caption: html`Hazard of ${armName(styles, first!.arm)} over that of ${armName(styles, second!.arm)} by Cox regression, every patient followed for ${formatFixed(trial.follow_up_months, 1)} months; variances of the logarithm.`,
    columns: predictionColumns('Hazard ratio', level),
    rows: Object.values(curves).map(({ name, label }) => ({ cells: [label, ...predictionCells(ratios[name]!, 2)] })),
  });
}

/** Names of what trials differ in. */
const effectLabels: Readonly<Record<EffectName, string>> = {
  dcr: 'Disease control, log odds',
  orr: 'Objective response among controlled patients, log odds',
  bor_dcr: 'Best response: disease control, log odds',
  bor_orr: 'Best response: objective response among controlled patients, log odds',
  ...forEachCurve(({ label }) => `${label}, log hazard`),
};

/** The differences between trials, and the mean deviation of the trials of each arm from the model. */
export function differencesTable({ differences, level }: PredictResult, styles: readonly ArmStyle[]): Html {
  return dataTable({
    columns: [
      { title: 'In what trials differ' },
      { title: 'Trials and arms', align: 'right' },
      { title: 'Standard deviation', unit: 'posterior mean', align: 'right' },
      { title: 'Interval', unit: percent(level), align: 'right' },
      { title: 'Correlation of two arms of a trial', unit: 'posterior mean', align: 'right' },
    ],
    rows: differences.flatMap(({ effect, trials, tau, correlation, arms }): TableRow[] => [
      {
        look: 'strong',
        cells: [
          effectLabels[effect as EffectName],
          formatCount(trials.length),
          formatFixed(tau?.mean, 2),
          tau === null ? NO_NUMBER : `${formatFixed(tau.low, 2)} to ${formatFixed(tau.high, 2)}`,
          formatFixed(correlation, 2),
        ],
      },
      ...arms.map(({ arm, mean, standard_error: error }) => ({
        cells: [
          html`mean of ${armName(styles, arm)} over the model`,
          formatCount(trials.filter((trial) => trial.arm === arm).length),
          html`${formatSigned(mean, 2)} <span class="se">±${formatFixed(error, 2)}</span>`,
          '',
          '',
        ],
      })),
    ]),
  });
}

/** Coverage of the predictions of trials by fits without them. */
export function coverageTable({ coverage }: NonNullable<PredictResult['check']>): Html {
  return dataTable({
    width: 'narrow',
    columns: [
      { title: 'Endpoint' },
      { title: 'Predictions', align: 'right' },
      { title: 'Inside', align: 'right' },
      { title: 'Coverage', unit: '%', align: 'right' },
    ],
    rows: coverage.map(({ endpoint, predictions, covered, share }) => ({
      ...(endpoint === 'all' ? { look: 'strong' as const } : {}),
      cells: [
        endpoint === 'all' ? 'All' : endpointShort(endpoint),
        formatCount(predictions),
        formatCount(covered),
        formatFixed(100 * share, 0),
      ],
    })),
  });
}

/** Each prediction of the check. */
export function checkTable(
  figures: readonly LeaveOneTrialOutEndpoint[],
  level: number,
  styles: readonly ArmStyle[],
): Html {
  return dataTable({
    columns: [
      { title: 'Omitted trial' },
      { title: 'Endpoint' },
      { title: 'n', align: 'right' },
      { title: 'Observed', align: 'right' },
      { title: 'Predicted', align: 'right' },
      { title: 'Prediction interval', unit: percent(level), align: 'right' },
      { title: 'Observed value is' },
    ],
    rows: [...new Set(figures.map(({ arm }) => arm))].flatMap((arm): TableRow[] => [
      { group: armName(styles, arm) },
      ...figures
        .filter((figure) => figure.arm === arm)
        .map((figure) => {
          const { first, last } = omittedTrialCells(figure);
          return { cells: [...first, ...last] };
        }),
    ]),
  });
}
