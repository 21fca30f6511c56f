import type { StartResult } from '../../../inference/results.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { FITTED_COLOUR } from '../../run/report/shapes-plot.js';
import type { RefitResults } from '../result.js';
import { notComputed, refitFigure } from './refit-parts.js';
import { NOT_CONVERGED_COLOUR, startRows, startsFigure } from './starts-plot.js';

/** Ends this close to the lowest are as good: a likelihood ratio of 1.1. */
const AS_GOOD = 0.1;

/** Prior standard deviations from the best end beyond which a point that is as good is another point. */
const ELSEWHERE = 0.25;

/**
 * Summary of the searches from scattered starts, in sentences.
 *
 * @param starts - ends of all starts
 */
export function describeStarts(starts: readonly StartResult[]): readonly string[] {
  const rows = startRows(starts);
  const lost = starts.length - rows.length;
  const good = rows.filter(({ above }) => above <= AS_GOOD);
  const elsewhere = good.filter(({ distance }) => distance > ELSEWHERE);
  const own = rows.find(({ start }) => start === 0);
  const cut = rows.filter(({ converged }) => !converged).length;
  return [
    `${good.length} of ${starts.length} starts end within ${AS_GOOD} of the lowest objective, ${formatFixed(rows[0]?.objective_at_end, 2)}.`,
    ...(own === undefined
      ? []
      : own.above <= AS_GOOD
        ? ['The fit itself is among them: no start found a better minimum.']
        : [
            `The fit itself lies ${formatSignificant(own.above)} above the lowest: a better minimum exists, and the fit should be started from there.`,
          ]),
    ...(elsewhere.length === 0
      ? []
      : [
          `Of these, ${elsewhere.length} ended at another point, up to ${formatFixed(Math.max(...elsewhere.map(({ distance }) => distance)), 1)} prior standard deviations away: the data do not distinguish these.`,
        ]),
    ...(cut === 0 ? [] : [`Stopped at the limit of iterations before a minimum: ${formatCount(cut)}.`]),
    ...(lost === 0 ? [] : [`Without an objective, and not drawn: ${formatCount(lost)}.`]),
  ];
}

/**
 * The waterfall of scattered starts.
 *
 * @param context - the run
 * @param refit - what the refit found
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
        { shape: 'dot', colour: FITTED_COLOUR, label: 'reached a minimum' },
        { shape: 'dot', colour: NOT_CONVERGED_COLOUR, label: 'stopped before' },
        { shape: 'ring', colour: INK.text, label: 'the fit itself' },
      ],
      caption: html`Final objective of each start above the lowest, on a logarithmic axis; starts within 0.001 of the lowest are drawn on the lower edge. Shapes start around the fit, death functions anywhere within their bounds.`,
      spec: startsFigure(starts),
    },
    context,
  );
  return { ...base, body: html`${summary}${figure}` };
}
