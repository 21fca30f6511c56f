import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, formatPValue } from '../../page/format-number.js';
import { type HtmlPart, html } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import type { CorrelationRow, CorrelationStudy } from './correlation-study.js';
import { drawnFigure } from './report/drawn-plot.js';
import { scatterFigure } from './report/scatter-plot.js';
import { SIGN_COLOURS, tornadoFigure } from './report/tornado-plot.js';
import type { StudyTable } from './study-output.js';
import { describeResponse } from './study-summary.js';

/** Bars of the tornado, panels of points, and points in a panel. */
const BARS = 25;
const PANELS = 6;
const POINTS = 500;

type Known = CorrelationRow & { readonly correlation: NonNullable<CorrelationRow['correlation']> };

const isKnown = (row: CorrelationRow): row is Known => row.correlation !== null;

/** Cells of the correlation table. */
export const correlationHeader = ['parameter', 'group', 'r', 'ci_low', 'ci_high', 'p', 'p_holm', 'p_bh'] as const;

/** One row per factor, the strongest first; empty cells where a factor does not vary. */
export function correlationCells({ rows }: CorrelationStudy): readonly (readonly (string | number | null)[])[] {
  return rows.map(({ factor, correlation }) => [
    factor.name,
    factor.group,
    ...(correlation === null
      ? [null, null, null, null, null, null]
      : [correlation.r, correlation.ciLow, correlation.ciHigh, correlation.p, correlation.pHolm, correlation.pBh]),
  ]);
}

/** The leaders of a study. */
export function leadersOf(study: CorrelationStudy, most: number): readonly Known[] {
  return study.rows.filter(isKnown).slice(0, most);
}

/** Tornado, leading table. */
export async function correlationSection(
  study: CorrelationStudy,
  summary: { readonly id: string; readonly symbol: string; readonly controlled: number },
): Promise<Section> {
  const n = study.counts.blocks - study.counts.droppedBlocks;
  const known = study.rows.filter(isKnown);
  const noise = Math.tanh(1.96 / Math.sqrt(n - summary.controlled - 3));
  const significant = known.filter(({ correlation }) => correlation.pHolm < 0.05);
  const figure = await drawnFigure({
    id: `${summary.id}-tornado`,
    title: `The ${Math.min(BARS, known.length)} strongest of ${known.length} parameters`,
    key: [
      { shape: 'fill', colour: SIGN_COLOURS.up, label: 'larger parameter, larger output' },
      { shape: 'fill', colour: SIGN_COLOURS.down, label: 'larger parameter, smaller output' },
      { shape: 'outline', colour: '#9aa5b1', label: 'where 95 of 100 parameters without any effect lie' },
    ],
    caption: html`${describeResponse(study)}. ${formatCount(n)} samples; lines are 95 % Fisher intervals.`,
    spec: tornadoFigure(
      known.slice(0, BARS).map(({ factor, correlation }) => ({
        label: factor.name,
        value: correlation.r,
        low: correlation.ciLow,
        high: correlation.ciHigh,
      })),
      { axis: summary.symbol, noise, signed: true },
    ),
  });
  const shown = significant.slice(0, 40);
  const cell = (value: number): HtmlPart => formatFixed(value, 3);
  return {
    id: summary.id,
    title: describeResponse(study),
    body: html`<p>${String(significant.length)} of ${String(known.length)} parameters stand out after Holm’s adjustment at 5 %. The others cannot be told from noise with this many samples: a parameter without effect has a coefficient within ±${formatFixed(noise, 3)} 95 times in 100.</p>
${figure}
${dataTable({
  caption:
    shown.length < significant.length
      ? `The first ${shown.length} of those that stand out; all parameters are in the CSV file.`
      : 'Parameters that stand out; all parameters are in the CSV file.',
  columns: [
    { title: 'parameter' },
    { title: 'group' },
    { title: summary.symbol, align: 'right' },
    { title: '95 % interval', align: 'right' },
    { title: 'p', align: 'right' },
    { title: 'p', unit: 'Holm', align: 'right' },
    { title: 'p', unit: 'Benjamini-Hochberg', align: 'right' },
  ],
  rows: shown.map(({ factor, correlation }) => ({
    cells: [
      factor.name,
      factor.group,
      cell(correlation.r),
      html`${cell(correlation.ciLow)} to ${cell(correlation.ciHigh)}`,
      formatPValue(correlation.p),
      formatPValue(correlation.pHolm),
      formatPValue(correlation.pBh),
    ],
  })),
})}`,
  };
}

/** Values of the leaders beside the output. */
export interface Leaders {
  readonly study: CorrelationStudy;
  /** Values of a factor at every sample. */
  readonly columnOf: (factor: string) => Float64Array;
  readonly values: Float64Array;
  readonly failed: Uint8Array;
}

/** Panels of points of the leaders, and the table that they are drawn from. */
export async function scatterOf({
  study,
  columnOf,
  values,
  failed,
}: Leaders): Promise<{ readonly section: Section; readonly table: StudyTable }> {
  const leaders = leadersOf(study, PANELS);
  const samples = Array.from(values.keys()).filter((sample) => failed[sample] === 0);
  const every = Math.max(1, Math.ceil(samples.length / POINTS));
  const drawn = samples.filter((_, place) => place % every === 0);
  const relative = ({ factor }: Known) => factor.baseline !== 0 && factor.distribution.kind === 'uniform';
  const xOf = (row: Known, sample: number) => {
    const value = columnOf(row.factor.name)[sample]!;
    return relative(row) ? 100 * (value / row.factor.baseline - 1) : value;
  };
  const figure = await drawnFigure({
    id: 'scatter-figure',
    title: `The ${leaders.length} leading parameters, sample by sample`,
    caption: html`${describeResponse(study)}. ${formatCount(drawn.length)} of ${formatCount(samples.length)} samples. Data: <a href="figures/scatter.csv">figures/scatter.csv</a>.`,
    spec: scatterFigure(
      leaders.map((row) => ({
        title: `${row.factor.name}, ${formatFixed(row.correlation.r, 2)}`,
        x: drawn.map((sample) => xOf(row, sample)),
        y: drawn.map((sample) => values[sample]!),
      })),
      {
        x: leaders.every(relative) ? 'change from baseline (%)' : 'value of the parameter',
        y: study.output,
      },
    ),
  });
  return {
    section: { id: 'scatter', title: 'Leading parameters', body: figure },
    table: {
      file: 'figures/scatter.csv',
      header: ['sample', study.output, ...leaders.map(({ factor }) => factor.name)],
      rows: samples.map((sample) => [
        sample + 1,
        values[sample]!,
        ...leaders.map(({ factor }) => columnOf(factor.name)[sample]!),
      ]),
    },
  };
}
