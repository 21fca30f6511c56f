import { armRoles, Z95 } from '../../../../src/index.js';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatPValue } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { palette } from '../../../page/theme.js';
import { describeResponse, outputTitle } from '../outputs.js';
import { type CorrelationResponse, correlatedRows, type ResultOf, type SensitivityResult } from '../result.js';
import { describeSpace, type MethodContext, type MethodReport, responseSections } from './method-report.js';
import { scatterFigure } from './scatter-plot.js';
import { SIGN_COLOURS, signKey, tornadoFigure, tornadoTable } from './tornado-plot.js';

/** Parameters that the text alternative names. */
const DESCRIBED = 5;
/** Bars of the tornado, rows of the table, and points of a scatter panel. */
const BARS = 25;
const ROWS = 40;
const POINTS = 500;

type Correlations = ResultOf<'pcc' | 'prcc'>;

const texts = {
  pcc: {
    title: 'Pearson sweep',
    symbol: 'Pearson r',
    method: [
      'Pearson’s coefficient measures the linear association between an output and one parameter while all others vary. Its square approximates the share of the output’s variance explained by the parameter.',
      'p values test each parameter separately. Holm’s adjustment controls the family-wise error rate, Benjamini and Hochberg’s the false discovery rate.',
    ],
  },
  prcc: {
    title: 'Partial rank correlation',
    symbol: 'PRCC',
    method: [
      'Ranks capture any monotone relation. The linear effects of all other parameters are removed before the correlation is computed. This detects weak parameters that a simple correlation cannot distinguish from noise. The squared coefficient is not a share of the output’s variance.',
      'It is not informative where the output is not a monotone function of a parameter.',
    ],
  },
} as const;

/** Largest correlations measured over 431 dimensions. For 1,000 points of random samples and Latin hypercubes the largest is 0.15. */
const CORRELATED_PAIRS =
  'In a Sobol sequence of several hundred dimensions some pairs of dimensions are unevenly filled at a thousand points. Such pairs of parameters are correlated by up to 0.75, and a parameter without effect can show the effect of the other. Confirm a finding with a Latin hypercube design.';

/** The page of a Pearson sweep or of partial rank correlations. */
export async function correlationReport(result: Correlations, context: MethodContext): Promise<MethodReport> {
  const { method, settings, factors, samples, responses } = result;
  const { title, symbol, method: description } = texts[method];
  return {
    title,
    lead: `${formatCount(factors)} parameters, ${describeSpace(settings)}; ${formatCount(samples)} samples.`,
    facts: [
      ['Design', settings.design],
      ['Seed', settings.seed],
    ],
    sections: [
      ...(await responseSections(responses, (response, id) =>
        correlationSection(result, response, { id, symbol }, context),
      )),
      await scatterSection(result, context),
      ...(repeatsPublishedSweep(result) ? [publishedSweepSection(responses[0]!)] : []),
    ],
    method: settings.design === 'sobol' ? [...description, CORRELATED_PAIRS] : description,
  };
}

const CONSTANT = html`<p class="note">The output does not vary between samples; correlations are not defined.</p>`;

/** Tornado and table of the leading parameters. */
async function correlationSection(
  { method, factors, counts }: Correlations,
  response: CorrelationResponse,
  { id, symbol }: { readonly id: string; readonly symbol: string },
  context: MethodContext,
): Promise<Section> {
  const { blocks, dropped_blocks: dropped } = counts.find(
    ({ arm, output }) => arm === response.arm && output === response.output,
  )!;
  const n = blocks - dropped;
  const controlled = method === 'pcc' ? 0 : factors - 1;
  const known = correlatedRows(response);
  if (known.length === 0) return { id, title: describeResponse(response), body: CONSTANT };
  const noise = Math.tanh(Z95 / Math.sqrt(n - controlled - 3));
  const significant = known.filter(({ correlation }) => correlation.p_holm < 0.05);
  const bars = known.slice(0, BARS).map(({ parameter, correlation: { r, ci_low: low, ci_high: high } }) => ({
    label: parameter,
    value: r,
    low,
    high,
  }));
  const figure = await drawnFigure(
    {
      id: `${id}-tornado`,
      title: `The ${Math.min(BARS, known.length)} strongest of ${known.length} parameters`,
      key: [
        ...signKey('parameter', 'output'),
        { shape: 'outline', colour: palette.faint, label: '95 % range of a parameter without effect' },
      ],
      alt: `${symbol} of ${describeResponse(response)}: ${known
        .slice(0, DESCRIBED)
        .map(({ parameter, correlation: { r } }) => `${parameter} ${formatFixed(r, 2)}`)
        .join(', ')}; ${significant.length} of ${known.length} parameters differ from noise.`,
      caption: html`${formatCount(n)} samples; lines are 95 % Fisher intervals.`,
      table: tornadoTable(bars, { axis: symbol }),
      draw: (layout) => tornadoFigure(bars, { axis: symbol, noise, colours: SIGN_COLOURS }, layout),
    },
    context,
  );
  const shown = significant.slice(0, ROWS);
  return {
    id,
    title: describeResponse(response),
    body: html`<p>${String(significant.length)} of ${String(known.length)} parameters are significant after Holm’s adjustment at 5 %. The others cannot be distinguished from noise with this number of samples: the coefficient of a parameter without effect lies within ±${formatFixed(noise, 3)} with a probability of 95 %.</p>
${figure}
${foldedDetail({
  id: `${id}-table`,
  title: `Coefficients of ${shown.length} significant parameters`,
  body: significantTable(shown, significant.length, symbol),
})}`,
  };
}

type CorrelatedRow = ReturnType<typeof correlatedRows>[number];

function significantTable(shown: readonly CorrelatedRow[], all: number, symbol: string): Html {
  const cell = (value: number): HtmlPart => formatFixed(value, 3);
  return dataTable({
    caption:
      shown.length < all
        ? `The first ${shown.length} significant parameters; all parameters are in the CSV file.`
        : 'Significant parameters; all parameters are in the CSV file.',
    columns: [
      { title: 'Parameter' },
      { title: 'Group' },
      { title: symbol, align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'p', align: 'right' },
      { title: 'p', unit: 'Holm', align: 'right' },
      { title: 'p', unit: 'Benjamini-Hochberg', align: 'right' },
    ],
    rows: shown.map(({ parameter, group, correlation }) => ({
      cells: [
        parameter,
        group,
        cell(correlation.r),
        html`${cell(correlation.ci_low)} to ${cell(correlation.ci_high)}`,
        formatPValue(correlation.p),
        formatPValue(correlation.p_holm),
        formatPValue(correlation.p_bh),
      ],
    })),
  });
}

/** Points of the leading parameters of the first response, from the table of samples. */
async function scatterSection({ method, settings, responses }: Correlations, context: MethodContext): Promise<Section> {
  const file = 'figures/scatter.csv';
  const [header = [], ...rows] = await context.table(file);
  const [, output = '', ...leaders] = header;
  if (leaders.length === 0) return { id: 'scatter', title: 'Leading parameters', body: CONSTANT };
  const samples = rows.map((cells) => cells.map(Number));
  const every = Math.max(1, Math.ceil(samples.length / POINTS));
  const drawn = samples.filter((_, place) => place % every === 0);
  const [first] = responses;
  const rowOf = (name: string) => correlatedRows(first!).find(({ parameter }) => parameter === name)!;
  const relative = (name: string) => settings.space !== 'patients' && rowOf(name).baseline !== 0;
  const xOf = (name: string, value: number) => (relative(name) ? 100 * (value / rowOf(name).baseline - 1) : value);
  const figure = await drawnFigure(
    {
      id: 'scatter-figure',
      title: `The ${leaders.length} leading parameters, sample by sample`,
      key: [],
      caption: html`${describeResponse(first!)}. ${formatCount(drawn.length)} of ${formatCount(samples.length)} samples. Data: <a href="${file}">${file}</a>.`,
      alt: `Samples of ${describeResponse(first!)} against ${leaders
        .map((name) => `${name} (correlation ${formatFixed(rowOf(name).correlation.r, 2)})`)
        .join(', ')}.`,
      table: {
        columns: [outputTitle(output), ...leaders],
        rows: drawn.map((cells) => [cells[1]!, ...leaders.map((_, column) => cells[column + 2]!)]),
      },
      draw: (layout) =>
        scatterFigure(
          leaders.map((name, column) => ({
            title: `${name}, ${texts[method].symbol} ${formatFixed(rowOf(name).correlation.r, 2)}`,
            x: drawn.map((cells) => xOf(name, cells[column + 2]!)),
            y: drawn.map((cells) => cells[1]!),
          })),
          {
            x: leaders.every(relative) ? 'Change of the parameter from its baseline (%)' : 'Value of the parameter',
            y: outputTitle(output),
          },
          layout,
        ),
    },
    context,
  );
  return {
    id: 'scatter',
    title: 'Leading parameters',
    body: figure,
  };
}

/**
 * Leading coefficients of the published sweep: 1,000 samples within +/-10 % of the baseline, untreated, day 56.
 *
 * Recomputed from the authors' posted samples; the paper shows them in a plot.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1
 */
export const publishedCoefficients: Readonly<Record<string, number>> = {
  beta_X2: 0.681,
  d_X2: -0.406,
  beta_X1: 0.319,
  d_X1: -0.267,
  V_C: 0.143,
  K2: 0.14,
};

/** Whether a study repeats the published sweep, whatever its seed and number of samples. */
function repeatsPublishedSweep({ method, settings }: Pick<SensitivityResult, 'method' | 'settings'>): boolean {
  const { space, range, parameters, arms, outputs, corrected } = settings;
  return (
    method === 'pcc' &&
    space === 'baseline' &&
    range === 0.1 &&
    parameters === null &&
    arms.join() === armRoles.control &&
    outputs.join() === 'change@56' &&
    corrected.length === 0
  );
}

/** The published leading coefficients compared with those of a study. */
function publishedSweepSection({ rows }: CorrelationResponse): Section {
  return {
    id: 'published',
    title: 'The published sweep',
    body: html`<p>The published coefficients are from 1,000 samples; the standard error of each is 0.03 or less. The authors’ posted script evaluates day 55.</p>
${dataTable({
  width: 'narrow',
  columns: [
    { title: 'Parameter' },
    { title: 'Pearson r', unit: 'published', align: 'right' },
    { title: 'Pearson r', unit: 'this study', align: 'right' },
    { title: '95 % interval', align: 'right' },
  ],
  rows: Object.entries(publishedCoefficients).map(([name, published]) => {
    const own = rows.find(({ parameter }) => parameter === name)?.correlation ?? null;
    return {
      cells: [
        name,
        formatFixed(published, 3),
        formatFixed(own?.r, 3),
        html`${formatFixed(own?.ci_low, 3)} to ${formatFixed(own?.ci_high, 3)}`,
      ],
    };
  }),
})}`,
  };
}
