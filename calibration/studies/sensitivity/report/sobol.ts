import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
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
import { convergenceFigure, FIRST_COLOUR, LEADER_COLOURS, sharesFigure, TOTAL_COLOUR } from './sobol-plots.js';

const BARS = 21;
const CURVES = 6;
/** Parameters that the text alternative names. */
const DESCRIBED = 4;
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

const INDEX_COLUMNS = ['Total order', 'First order'].flatMap((order) => [order, `${order}, low`, `${order}, high`]);
const numbersOf = ({ value, low, high }: Share): readonly number[] => [value, low, high];

/** Indices that end below this are the same as none in a figure; the table has them. */
const SEEN = 0.01;
const FEWEST_BARS = 3;

/** Rows down to the last one that is seen. */
function drawnRows(rows: ReturnType<typeof indexedRows>): ReturnType<typeof indexedRows> {
  const last = rows.findLastIndex(({ first, total }) => Math.max(first.high, total.high) >= SEEN);
  return rows.slice(0, Math.max(FEWEST_BARS, last + 1));
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
  const drawn = drawnRows(shown);
  const shares = await drawnFigure(
    {
      id: `${id}-shares`,
      title: `Shares of the variance${drawn.length < rows.length ? `, the first ${drawn.length} of ${rows.length}` : ''}`,
      key: [
        { shape: 'fill', colour: TOTAL_COLOUR, label: 'total order' },
        { shape: 'fill', colour: FIRST_COLOUR, label: 'first order' },
        ...(drawn.some(({ warning }) => warning !== null)
          ? [{ shape: 'outline' as const, colour: palette.faint, label: '* too few blocks' }]
          : []),
      ],
      alt: `Total and first-order indices of ${title}: ${shown
        .slice(0, DESCRIBED)
        .map(({ name, first, total }) => `${name} ${formatFixed(total.value, 2)} and ${formatFixed(first.value, 2)}`)
        .join(', ')}.`,
      caption: html`Mean ${formatSignificant(mean)}, variance ${formatSignificant(variance)}. Lines are 95 % bootstrap intervals; the widest interval of a total index is ±${formatFixed(widest, 3)}.`,
      table: {
        columns: [by === 'group' ? 'Group' : 'Parameter', ...INDEX_COLUMNS],
        rows: drawn.map(({ name, first, total }) => [name, ...numbersOf(total), ...numbersOf(first)]),
      },
      draw: (layout) =>
        sharesFigure(
          drawn.map(({ name, first, total, warning }) => ({
            name: `${name}${warning === null ? '' : ' *'}`,
            first,
            total,
          })),
          layout,
        ),
    },
    context,
  );
  const warned = shown.some(({ warning }) => warning !== null);
  const table = dataTable({
    columns: [
      { title: by === 'group' ? 'Group' : 'Parameter' },
      { title: 'Total order', unit: 'share of the variance', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'First order', unit: 'share of the variance', align: 'right' },
      { title: '95 % interval', align: 'right' },
      ...(warned ? [{ title: 'Warning' }] : []),
    ],
    rows: shown.map(({ name, first, total, warning }) => ({
      cells: [
        ...[name, formatFixed(total.value, 3), interval(total), formatFixed(first.value, 3), interval(first)],
        ...(warned ? [warning ?? ''] : []),
      ],
    })),
  });
  const detail = html`${table}${pairTable(response)}${await convergence(response, id, context)}`;
  const folded = foldedDetail({
    id: `${id}-table`,
    title: 'Indices with intervals, and their convergence',
    body: detail,
  });
  return { id, title, body: html`${shares}${folded}` };
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
      key: leaders.map((name, index) => ({ shape: 'dot', colour: LEADER_COLOURS[index]!, label: name })),
      alt: `Total indices from ${steps.map(({ blocks }) => formatCount(blocks)).join(', ')} blocks; from all of them ${leaders
        .flatMap((name) => {
          const last = steps.at(-1)!.totals.find((each) => each.name === name);
          return last === undefined
            ? []
            : [`${name} ${formatFixed(last.total, 2)} ± ${formatFixed(last.half_width, 2)}`];
        })
        .join(', ')}.`,
      caption: html`From the first ${steps.map(({ blocks }) => formatCount(blocks)).join(', ')} blocks. Data: <a href="${file}">${file}</a>.`,
      table: {
        columns: ['Parameter', 'Blocks', 'Total order', 'Half-width of the 95 % interval'],
        rows: steps.flatMap(({ blocks, totals }) =>
          totals
            .filter(({ name }) => leaders.includes(name))
            .map(({ name, total, half_width: half }) => [name, blocks, total, half]),
        ),
      },
      draw: (layout) =>
        convergenceFigure(
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
          layout,
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
    columns: [{ title: 'Pair' }, { title: 'Second order', align: 'right' }, { title: '95 % interval', align: 'right' }],
    rows: pairs.slice(0, PAIRS).map(({ names, second }) => ({
      cells: [names.join(' with '), formatFixed(second.value, 3), interval(second)],
    })),
  });
}
