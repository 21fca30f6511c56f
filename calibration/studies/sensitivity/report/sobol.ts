import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { palette } from '../../../page/theme.js';
import { describeResponse } from '../outputs.js';
import { indexedRows, type ResultOf, type Share, type SobolResponse } from '../result.js';
import {
  describeFactors,
  describeSpace,
  type MethodContext,
  type MethodReport,
  responseSections,
} from './method-report.js';
import { convergenceFigure, FIRST_COLOUR, sharesFigure, TOTAL_COLOUR } from './sobol-plots.js';

const BARS = 21;
const CURVES = 6;
const PAIRS = 15;

type Sobol = ResultOf<'sobol'>;

/** The page of a study of Sobol indices. */
export async function sobolReport(result: Sobol, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  return {
    title: 'Sobol indices',
    lead: `${formatCount(factors)} ${describeFactors(settings)}, ${describeSpace(settings)}; ${formatCount(settings.samples)} blocks, ${formatCount(samples)} samples.`,
    facts: [
      ['Design', settings.design],
      ['Replicates', formatCount(settings.replicates)],
      ['Seed', settings.seed],
    ],
    sections: [
      ...(await responseSections(responses, (response, id) =>
        sobolSection(response, { id, by: settings.by }, context),
      )),
    ],
    method: [
      'The first-order index of a parameter is the expected share of the output’s variance removed by fixing the parameter. The total index is the expected share that remains when all other parameters are fixed. Their difference is due to interactions. Total indices sum to more than 1 where parameters interact.',
      'Estimators: Saltelli (2010) for the first order, Jansen (1999) for the total. Intervals are Student’s, from the standard deviation over bootstrap replicates of blocks, for the total index on the scale of its logarithm. They are conservative for a Sobol sequence or a Latin hypercube, which are more uniform than independent blocks. An asterisk marks indices for which there are too few blocks: the first order is above the total order beyond their intervals, the factor changes the output in fewer than 20 blocks, or the interval is wider than ±0.1. A slightly negative estimate means an index near 0.',
    ],
  };
}

const interval = ({ low, high }: Share): Html => html`${formatFixed(low, 3)} to ${formatFixed(high, 3)}`;

/** Bars, table, pairs and convergence of one output under one arm. */
async function sobolSection(
  response: SobolResponse,
  { id, by }: { readonly id: string; readonly by: string },
  context: MethodContext,
): Promise<Section> {
  const title = describeResponse(response);
  const { mean, variance, widest } = response;
  const rows = indexedRows(response);
  if (rows.length === 0) return { id, title, body: html`<p class="note">No parameter has indices.</p>` };
  const shown = rows.slice(0, BARS);
  const shares = await drawnFigure(
    {
      id: `${id}-shares`,
      title: `Shares of the variance${shown.length < rows.length ? `, the first ${BARS} of ${rows.length}` : ''}`,
      key: [
        { shape: 'fill', colour: TOTAL_COLOUR, label: 'total order' },
        { shape: 'fill', colour: FIRST_COLOUR, label: 'first order' },
        ...(shown.some(({ warning }) => warning !== null)
          ? [{ shape: 'outline' as const, colour: palette.faint, label: '* too few blocks' }]
          : []),
      ],
      caption: html`${title}. Mean ${formatSignificant(mean)}, variance ${formatSignificant(variance)}. Lines are 95 % bootstrap intervals; the widest interval of a total index is ±${formatFixed(widest, 3)}.`,
      spec: sharesFigure(
        shown.map(({ name, first, total, warning }) => ({
          name: `${name}${warning === null ? '' : ' *'}`,
          first,
          total,
        })),
      ),
    },
    context,
  );
  const warned = shown.some(({ warning }) => warning !== null);
  const table = dataTable({
    columns: [
      { title: by },
      { title: 'total order', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'first order', align: 'right' },
      { title: '95 % interval', align: 'right' },
      ...(warned ? [{ title: 'warning' }] : []),
    ],
    rows: shown.map(({ name, first, total, warning }) => ({
      cells: [
        ...[name, formatFixed(total.value, 3), interval(total), formatFixed(first.value, 3), interval(first)],
        ...(warned ? [warning ?? ''] : []),
      ],
    })),
  });
  return { id, title, body: html`${shares}${table}${await convergence(response, id, context)}${pairTable(response)}` };
}

/** The leading total indices from the first blocks. */
async function convergence(
  { rows, convergence: steps }: SobolResponse,
  id: string,
  context: MethodContext,
): Promise<Html> {
  if (steps.length < 2) return NO_HTML;
  const leaders = rows.slice(0, CURVES).map(({ name }) => name);
  const file = 'figures/sobol_convergence.csv';
  return drawnFigure(
    {
      id: `${id}-convergence`,
      title: 'Convergence of the leading total indices',
      key: [],
      caption: html`From the first ${steps.map(({ blocks }) => formatCount(blocks)).join(', ')} blocks. Data: <a href="${file}">${file}</a>.`,
      spec: convergenceFigure(
        steps.flatMap(({ blocks, totals }) =>
          totals
            .filter(({ name }) => leaders.includes(name))
            .map(({ name, total, half_width: half }) => ({
              name,
              blocks,
              value: total,
              low: total - half,
              high: total + half,
            })),
        ),
        leaders,
      ),
    },
    context,
  );
}

function pairTable({ pairs }: SobolResponse): Html {
  if (pairs.length === 0) return NO_HTML;
  return dataTable({
    width: 'narrow',
    caption: `The ${Math.min(PAIRS, pairs.length)} strongest pairs; all are in figures/sobol_pairs.csv.`,
    columns: [{ title: 'pair' }, { title: 'second order', align: 'right' }, { title: '95 % interval', align: 'right' }],
    rows: pairs.slice(0, PAIRS).map(({ names, second }) => ({
      cells: [names.join(' with '), formatFixed(second.value, 3), interval(second)],
    })),
  });
}
