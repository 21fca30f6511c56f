import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSignificant } from '../../page/format-number.js';
import { html, NO_HTML } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import { convergenceFigure } from './report/convergence-plot.js';
import { drawnFigure } from './report/drawn-plot.js';
import { FIRST_COLOUR, sharesFigure, TOTAL_COLOUR } from './report/shares-plot.js';
import type { ShareRow, SobolStudy } from './sobol-study.js';
import type { StudySettings } from './study-settings.js';
import { describeResponse } from './study-summary.js';

const BARS = 21;
const CURVES = 6;
const PAIRS = 15;

/** Bars, table, pairs and convergence of one output under one arm. */
export async function sobolSection(study: SobolStudy, index: number, settings: StudySettings): Promise<Section> {
  const title = describeResponse(study);
  const { rows, pairs, convergence, widest } = study;
  const shown = rows.slice(0, BARS);
  const shares = await drawnFigure({
    id: `sobol-${index}`,
    title: `Shares of the variance${shown.length < rows.length ? `, the first ${BARS} of ${rows.length}` : ''}`,
    key: [
      { shape: 'fill', colour: TOTAL_COLOUR, label: 'total order' },
      { shape: 'fill', colour: FIRST_COLOUR, label: 'first order' },
    ],
    caption: html`${title}. Mean ${formatSignificant(study.mean)}, variance ${formatSignificant(study.variance)}. Lines are 95 % bootstrap intervals; the widest total is known to ±${formatFixed(widest, 3)}.`,
    spec: sharesFigure(shown),
  });
  const leaders = rows.slice(0, CURVES).map(({ name }) => name);
  const settled =
    convergence.length < 2
      ? NO_HTML
      : await drawnFigure({
          id: `sobol-convergence-${index}`,
          title: 'How the leading totals settled',
          caption: html`From the first ${convergence.map(({ blocks }) => formatCount(blocks)).join(', ')} blocks. Data: <a href="figures/sobol_convergence.csv">figures/sobol_convergence.csv</a>.`,
          spec: convergenceFigure(
            convergence.flatMap(({ blocks, totals }) =>
              totals
                .filter(({ name }) => leaders.includes(name))
                .map(({ name, total: { value, halfWidth } }) => ({
                  name,
                  blocks,
                  value,
                  low: value - halfWidth,
                  high: value + halfWidth,
                })),
            ),
            leaders,
          ),
        });
  const interval = ({ low, high }: ShareRow) => html`${formatFixed(low, 3)} to ${formatFixed(high, 3)}`;
  return {
    id: `response-${index}`,
    title,
    body: html`${shares}${dataTable({
      columns: [
        { title: settings.by },
        { title: 'total order', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'first order', align: 'right' },
        { title: '95 % interval', align: 'right' },
      ],
      rows: shown.map(({ name, first, total }) => ({
        cells: [name, formatFixed(total.value, 3), interval(total), formatFixed(first.value, 3), interval(first)],
      })),
    })}${settled}${
      pairs.length === 0
        ? NO_HTML
        : dataTable({
            width: 'narrow',
            caption: `The ${Math.min(PAIRS, pairs.length)} strongest pairs; all are in figures/sobol_pairs.csv.`,
            columns: [
              { title: 'pair' },
              { title: 'second order', align: 'right' },
              { title: '95 % interval', align: 'right' },
            ],
            rows: pairs.slice(0, PAIRS).map(({ names, share }) => ({
              cells: [names.join(' with '), formatFixed(share.value, 3), interval(share)],
            })),
          })
    }`,
  };
}
