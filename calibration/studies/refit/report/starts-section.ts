import type { StartResult } from '../../../inference/results.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { FITTED_COLOUR } from '../../run/report/shapes-plot.js';
import type { RefitResults } from '../result.js';
import { startsAlt } from './alt-texts.js';
import { notComputed, refitFigure } from './refit-parts.js';
import { NOT_CONVERGED_COLOUR, startRows, startsFigure } from './starts-plot.js';

/** End points this close to the lowest objective are equally good: a likelihood ratio of 1.1. */
const EQUALLY_GOOD = 0.1;

/** Distance from the best end point beyond which an equally good one is another minimum; prior standard deviations. */
const DISTINCT_DISTANCE = 0.25;

/**
 * Summary of the searches from scattered starts, in sentences.
 *
 * @param starts - results of all starts
 */
function describeStarts(starts: readonly StartResult[]): readonly string[] {
  const rows = startRows(starts);
  const failed = starts.length - rows.length;
  const good = rows.filter(({ above }) => above <= EQUALLY_GOOD);
  const distinct = good.filter(({ distance }) => distance > DISTINCT_DISTANCE);
  const own = rows.find(({ start }) => start === 0);
  const stopped = rows.filter(({ converged }) => !converged).length;
  return [
    `${good.length} of ${starts.length} starts ended within ${EQUALLY_GOOD} of the lowest objective, ${formatFixed(rows[0]?.objective_at_end, 2)}.`,
    ...(own === undefined
      ? []
      : own.above <= EQUALLY_GOOD
        ? ['The fit itself is among them: no start found a better minimum.']
        : [
            `The fit itself lies ${formatSignificant(own.above)} above the lowest: a better minimum exists; restart the fit from it.`,
          ]),
    ...(distinct.length === 0
      ? []
      : [
          `Of these, ${distinct.length} ended at another point, up to ${formatFixed(Math.max(...distinct.map(({ distance }) => distance)), 1)} prior standard deviations away: the data do not distinguish between them.`,
        ]),
    ...(stopped === 0 ? [] : [`Stopped at the limit of iterations before a minimum: ${formatCount(stopped)}.`]),
    ...(failed === 0 ? [] : [`Without an objective, and not drawn: ${formatCount(failed)}.`]),
  ];
}

/**
 * The waterfall of scattered starts.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a note when no starts were computed
 */
export async function refitStartsSection(context: ReportContext, { starts }: RefitResults): Promise<Section> {
  const base = { id: 'refit-starts', title: 'Scattered starts' };
  if (starts.length === 0) return { ...base, body: notComputed('starts') };
  const summary = html`<ul>${describeStarts(starts).map((sentence) => html`<li>${sentence}</li>`)}</ul>
`;
  if (startRows(starts).length === 0) return { ...base, body: summary };
  const figure = await refitFigure(
    {
      id: 'figure-starts',
      title: 'Final objective of scattered starts',
      key: [
        { shape: 'dot', colour: FITTED_COLOUR, label: 'converged' },
        { shape: 'dot', colour: NOT_CONVERGED_COLOUR, label: 'not converged' },
        { shape: 'ring', colour: INK.text, label: 'the fit itself' },
      ],
      caption: html`Final objective of each start above the lowest, on a logarithmic axis; starts within 0.001 of the lowest are drawn on the lower edge. Starting values of the shapes scatter around the fit; those of the death functions are drawn over their whole range.`,
      alt: startsAlt(starts),
      draw: (layout) => startsFigure(starts, layout),
    },
    context,
  );
  return {
    ...base,
    body: html`${summary}${foldedDetail({ id: 'detail-starts', title: 'Final objectives of all starts', body: figure })}`,
  };
}
