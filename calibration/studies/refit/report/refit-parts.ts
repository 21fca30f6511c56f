import { type DrawnFigure, drawnFigure } from '../../../page/drawn-plot.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { ReportContext } from '../../run/report/report-context.js';

/** Parts of a refit that may be missing, and the option of `qcic refit` that computes them. */
export const REFIT_PARTS = {
  bootstrap: { subject: 'The bootstrap of the trials', isPlural: false, how: '--bootstrap 200' },
  profiles: { subject: 'The profiles', isPlural: true, how: '--profiles death' },
  ridges: { subject: 'The maps of μ and σ', isPlural: true, how: '--profiles death' },
  starts: { subject: 'The fit from scattered starts', isPlural: false, how: '--starts 8' },
  leaveOneTrialOut: {
    subject: 'The prediction of each trial from the others',
    isPlural: false,
    how: 'without --no-leave-one-trial-out',
  },
  leaveOneArmOut: {
    subject: 'The prediction of each arm from the others',
    isPlural: false,
    how: 'of two or more arms, without --no-leave-one-arm-out,',
  },
  deathComparison: {
    subject: 'The comparison of the forms of the death function',
    isPlural: false,
    how: '--compare-deaths',
  },
} as const;

/** In place of the error of a rate that no refit moves. */
export const OUT_OF_REACH = html`<span class="se">out of reach</span>`;

/** What it means. */
export const OUT_OF_REACH_MEANS =
  'Out of reach: no simulated patient of the refits has this response, or every one has, so that no shapes can change the rate.';

/**
 * Note that a part was not computed, and the option that computes it.
 *
 * @param part - the part
 * @returns a note of one sentence
 */
export function notComputed(part: keyof typeof REFIT_PARTS): Html {
  const { subject, isPlural, how } = REFIT_PARTS[part];
  const [were, them] = isPlural ? ['were', 'them'] : ['was', 'it'];
  return html`<p class="note">${subject} ${were} not computed: <span class="mono">qcic refit RUN</span> ${how.startsWith('--') ? html`<span class="mono">${how}</span>` : how} computes ${them}.</p>
`;
}

/**
 * Where standard errors are not to be trusted.
 *
 * @param names - parameters at a bound
 * @returns a note; nothing without such parameters
 */
export function boundNote(names: readonly string[]): Html {
  return names.length === 0
    ? NO_HTML
    : html`<p class="note">At a bound: ${names.join(', ')}. The standard errors of this section ignore bounds and are not to be trusted.</p>
`;
}

/**
 * Draws a plot of a refit; the caption links to its data.
 *
 * @param figure - the plot
 * @param context - the run
 * @returns a `figure` element
 */
export async function refitFigure(figure: DrawnFigure, context: ReportContext): Promise<Html> {
  const caption = html`${figure.caption} Data: <a href="refit.json">refit.json</a>.`;
  return drawnFigure({ ...figure, caption }, context);
}
