import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ReportContext } from '../../run/report/report-context.js';
import type { RefitResults } from '../result.js';
import { ridgesAlt } from './alt-texts.js';
import { notComputed, refitFigure } from './refit-parts.js';
import { isDrawable, RIDGE_STEPS, ridgeFigure } from './ridge-plot.js';
import { extentOf, ridgeSummary } from './ridge-summary.js';

/**
 * Maps of the objective over mu and sigma: a ridge under the median alone, a bounded region under the whole curve.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a note when no map was computed
 */
export async function refitRidgesSection(context: ReportContext, { ridges }: RefitResults): Promise<Section> {
  const base = { id: 'refit-ridges', title: 'μ and σ: why a median alone does not identify them' };
  if (ridges.length === 0) return { ...base, body: notComputed('ridges') };
  const drawable = ridges.filter(isDrawable);
  if (drawable.length === 0) {
    return {
      ...base,
      body: html`<p class="note">The maps of μ and σ have too few points to be drawn.</p>
`,
    };
  }
  const figure = await refitFigure(
    {
      id: 'figure-ridges',
      title: drawable.every((ridge) => extentOf(ridge, 'whole_curve')?.isCut === false)
        ? 'Not identified by the median alone, bounded by the whole curve'
        : 'Objective over μ and σ: the median alone above, the whole curve below',
      key: [
        ...[...RIDGE_STEPS].reverse().map(({ deltaObjective, colour }) => ({
          shape: 'fill' as const,
          colour,
          label: `increase up to ${formatCompact(deltaObjective)}`,
        })),
        { shape: 'cross', colour: INK.text, label: 'the fit' },
      ],
      caption: html`Increase of the objective over the plane of μ and σ, both in units of χ, with shapes and ranges fixed at the fit. Above: the median survival alone; below: the median with the landmarks of the curve. 0.5 is one standard error, 1.92 bounds 95 % for one quantity, 4.6 bounds 99 % for both together.`,
      alt: ridgesAlt(drawable, context.arms),
      draw: (layout) => ridgeFigure(drawable, context.arms, layout),
    },
    context,
  );
  const body = html`<p>A larger μ with a wider σ adds as many early deaths as it removes later ones. The median is therefore the same along a ridge of μ and σ; only the rest of the curve distinguishes its points. Where the objective increases by at most 1.92:</p>
<ul>${drawable.map((ridge) => html`<li>${ridgeSummary(ridge, context.arms)}</li>`)}</ul>
${foldedDetail({ id: 'detail-ridges', title: 'Maps of the objective over μ and σ', body: figure })}`;
  return { ...base, body };
}
