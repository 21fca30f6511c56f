import { decimalsOf, endpointLabel, endpointNames, unitOf } from '../../endpoints/endpoints.js';
import type { Recovery } from '../../inference/results.js';
import { dataTable, type TableRow } from '../../page/data-table.js';
import { drawnFigure, type FigureReceiver } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import {
  formatCompact,
  formatCount,
  formatEffort,
  formatFixed,
  formatSigned,
  formatSignificant,
  NO_NUMBER,
} from '../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../page/html.js';
import type { ReportPage, Section } from '../../page/page.js';
import { INK } from '../../page/plots/plot-theme.js';
import { madeBy, warningNote } from '../../page/study-page.js';
import { type ArmStyle, armKey, armName, armStyles } from '../../plots/arm-style.js';
import { parameterSummary } from '../refit/report/parameter-summary.js';
import type { ReportManifest } from '../run/report/report-input.js';
import type { StoredStudy } from '../study.js';
import { type StoredTreatments, storedLabels, uncalibratedNote } from '../treatments.js';
import { recoverAnswer } from './report/recover-answer.js';
import { MOST_MARKS, RECOVER_SHOWN, recoverAlt, recoverFigure } from './report/recover-plot.js';
import { coverageOf, NOT_RECOVERED, recoverSummary, shiftOf } from './report/recover-summary.js';

/** Provenance of a study. */
export type RecoverManifest = Pick<
  ReportManifest,
  'version' | 'commit' | 'generatedBy' | 'workingFolder' | 'elapsedSeconds' | 'workers' | 'backend'
> & {
  /** Name of the run that it started from. */
  readonly name?: string;
};

const QUESTION = 'Does the fit recover the parameters that generated its data?';

const VERDICT_LOOKS = { 'as stated': 'within', 'too narrow': 'outside', 'too wide': 'not-assessed' } as const;

function headOf(result: Recovery, manifest: RecoverManifest, arms: readonly ArmStyle[]): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['Data sets', formatCount(result.data_sets)],
    ['Intervals', `${formatCompact(100 * result.level)} %`],
    ['Simulated patients', formatCount(result.patients)],
    ['Workbench', `${manifest.version}${manifest.commit === null ? '' : ` (${manifest.commit})`}`],
    ['Elapsed', formatEffort(manifest)],
    ...(manifest.backend == null ? [] : [['Simulated with', manifest.backend] as const]),
  ];
  return html`<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<p>Trials of the original sizes are simulated from known shapes and death functions. The model is fitted to them as to the real trials, from the same starting values. ${patientsOf(result)}</p>
<ul>${recoverSummary(result, arms).map((sentence) => html`<li>${sentence}</li>`)}</ul>
`;
}

/** Which virtual patients the truth and the fits use. */
function patientsOf({ truth_patients: truthPatients, patients }: Recovery): string {
  return truthPatients === patients
    ? 'The same virtual patients are used for simulation and fit.'
    : `The trials are simulated from ${formatCount(truthPatients)} virtual patients, those that the run was fitted on. The fits use ${formatCount(patients)} others.`;
}

function endpointTable(result: Recovery, arms: readonly ArmStyle[]): Html {
  const { endpoints, level } = result;
  return dataTable({
    caption: `Coverage: share of the ${formatCompact(100 * level)} % intervals (estimate ± standard errors of each fit) that contain the truth, with its 95 % binomial interval.`,
    columns: [
      { title: 'Endpoint' },
      { title: 'Truth', align: 'right' },
      { title: 'Mean estimate', align: 'right' },
      { title: 'Bias', align: 'right' },
      { title: 'Spread', unit: 'standard deviation', align: 'right' },
      { title: 'Stated error', unit: 'mean', align: 'right' },
      { title: 'Coverage', unit: '%', align: 'right' },
      { title: 'Intervals are' },
    ],
    rows: arms.flatMap(({ arm }): TableRow[] => [
      { group: armName(arms, arm) },
      ...endpointNames.flatMap((endpoint) =>
        endpoints
          .filter((row) => row.arm === arm && row.endpoint === endpoint)
          .map((row): TableRow => {
            const decimals = decimalsOf(endpoint);
            const interval = coverageOf(row, result);
            return {
              cells: [
                `${endpointLabel(endpoint)}, ${unitOf(endpoint)}`,
                formatFixed(row.truth, decimals),
                formatFixed(row.mean_estimate, decimals),
                formatSigned(row.bias, decimals + 1),
                formatFixed(row.standard_deviation, decimals + 1),
                formatFixed(row.mean_standard_error, decimals + 1),
                interval === null
                  ? NO_NUMBER
                  : html`${formatFixed(100 * row.coverage, 0)} <span class="se">${formatFixed(100 * interval.low, 0)} to ${formatFixed(100 * interval.high, 0)}</span>`,
                interval === null
                  ? html`<span class="not-assessed">not assessed</span>`
                  : html`<span class="whole ${VERDICT_LOOKS[interval.verdict]}">${interval.verdict}</span>`,
              ],
            };
          }),
      ),
    ]),
  });
}

async function figureOf(result: Recovery, arms: readonly ArmStyle[], receiver: FigureReceiver): Promise<Html> {
  const shown = result.endpoints.filter(({ endpoint }) => RECOVER_SHOWN.includes(endpoint));
  if (!shown.some(({ estimates }) => estimates.some(Number.isFinite))) {
    return html`<p class="note">No fit gave an estimate of an endpoint.</p>
`;
  }
  return drawnFigure(
    {
      id: 'figure-recover',
      title: 'Estimates around the truth',
      key: [...armKey(arms, 'line'), { shape: 'dot', colour: INK.text, label: 'mean of the estimates' }],
      caption: html`A tick per data set, at its estimate minus the truth${result.data_sets > MOST_MARKS ? `; the first ${MOST_MARKS} data sets` : ''}. Data: <a href="recover.json">recover.json</a>.`,
      alt: recoverAlt(shown, arms),
      draw: (layout) => recoverFigure(result.endpoints, arms, layout),
    },
    receiver,
  );
}

function parameterTable({ parameters: transformedParameters }: Recovery, arms: readonly ArmStyle[]): Html {
  if (transformedParameters.length === 0)
    return html`<p class="note">The study has no parameters.</p>
`;
  const summary = transformedParameters.map((transformedParameter) => ({
    transformedParameter,
    ...parameterSummary(transformedParameter.name, arms),
  }));
  const ordered = [...summary.filter(({ isShape }) => !isShape), ...summary.filter(({ isShape }) => isShape)];
  const shown = (value: number, toValue: (transformedParameter: number) => number): string =>
    Number.isFinite(value) ? formatSignificant(toValue(value)) : NO_NUMBER;
  return dataTable({
    columns: [
      { title: 'Parameter' },
      { title: 'Truth', align: 'right' },
      { title: 'Mean estimate', align: 'right' },
      { title: 'Spread', unit: 'on the logit or log scale', align: 'right' },
      { title: 'Shift', unit: 'spreads', align: 'right' },
      { title: '' },
    ],
    rows: ordered.map(({ transformedParameter, name, unit, toValue }) => {
      const shift = shiftOf(transformedParameter);
      return {
        cells: [
          html`${name}${unit === '' ? NO_HTML : html` <span class="se">${unit}</span>`}`,
          shown(transformedParameter.truth, toValue),
          shown(transformedParameter.mean_estimate, toValue),
          formatFixed(transformedParameter.standard_deviation, 3),
          formatSigned(shift, 1),
          Math.abs(shift) > NOT_RECOVERED ? html`<span class="flag">not recovered</span>` : NO_HTML,
        ],
      };
    }),
  });
}

/**
 * The page of a study of simulate and recover.
 *
 * The same input gives the same page.
 *
 * @param result - the study
 * @param manifest - its provenance
 * @param receiver - of warnings of the plot renderer, and of the table behind the figure
 * @returns the page
 */
export async function renderRecover(
  result: Recovery & Partial<StoredTreatments>,
  manifest: RecoverManifest,
  receiver: Partial<FigureReceiver> = {},
): Promise<ReportPage> {
  const arms = armStyles([...new Set(result.endpoints.map(({ arm }) => arm))], storedLabels(result));
  const figure = await figureOf(result, arms, { onWarning: () => undefined, ...receiver });
  const endpoints: Section = {
    id: 'endpoints',
    title: 'Endpoints',
    body: html`${figure}${result.endpoints.length === 0 ? NO_HTML : foldedDetail({ id: 'detail-endpoints', title: `Bias, spread and coverage of all ${result.endpoints.length} endpoints`, body: endpointTable(result, arms) })}`,
  };
  const transformedParameters: Section = {
    id: 'parameters',
    title: 'Parameters',
    body: html`<p>A shift is the distance of the mean estimate from the truth in standard deviations of the estimates. A large shift with a small spread means that the prior, not the data, determines the estimate.</p>
${foldedDetail({ id: 'detail-parameters', title: `Truth and mean estimate of ${result.parameters.length} parameters`, body: parameterTable(result, arms) })}`,
  };
  const run = manifest.name === undefined ? '' : `${manifest.name}: `;
  return {
    title: `${run}${QUESTION} - QCIC simulate and recover`,
    kicker: 'QCIC simulate and recover',
    heading: `${run}${QUESTION}`,
    answer: recoverAnswer(result, arms),
    head: html`${headOf(result, manifest, arms)}${warningNote(uncalibratedNote(result))}`,
    sections: [endpoints, transformedParameters],
    footer: madeBy({
      version: manifest.version,
      command: manifest.generatedBy,
      working_folder: manifest.workingFolder,
    }),
  };
}

/** The page from the stored result of a study. */
export function render(
  { manifest, result }: StoredStudy<Recovery & Partial<StoredTreatments>>,
  receiver?: FigureReceiver,
): Promise<ReportPage> {
  const { version, commit, command, working_folder: workingFolder, workers, timings, backend } = manifest;
  return renderRecover(
    result,
    {
      name: manifest.name,
      version,
      commit,
      generatedBy: command,
      workingFolder,
      elapsedSeconds: timings.elapsed_seconds,
      workers,
      backend,
    },
    receiver,
  );
}
