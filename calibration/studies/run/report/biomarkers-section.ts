import type { RunBiomarkers } from '../../../biomarkers/result.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { armLabel } from '../../../plots/arm-style.js';
import { markerStyle } from '../../../plots/marker-style.js';
import { RESPONDER_COLOURS } from '../../../plots/recist-style.js';
import { rocFigure } from '../../../plots/roc-plot.js';
import { markersAlt, rocAlt } from './alt-texts.js';
import { combinedMarkerTable, singleMarkerTable } from './auc-tables.js';
import { markersFigure } from './markers-plot.js';
import { figureBlock } from './plot-block.js';
import { describeMissing, type ReportContext } from './report-context.js';
import { sameVisitBox } from './same-visit-warning.js';

/** `Th1 0.81 (Placebo)`: the best single marker of each arm. */
function bestMarkers(biomarkers: RunBiomarkers, context: ReportContext): string {
  const best = Object.entries(biomarkers.arms).flatMap(([arm, { markers }]) => {
    const ranked = Object.entries(markers).sort(([, a], [, b]) => b.auc - a.auc);
    const first = ranked[0];
    return first === undefined
      ? []
      : [`${markerStyle(first[0]).label} ${formatFixed(first[1].auc, 2)} (${armLabel(context.arms, arm)})`];
  });
  return best.length === 0 ? 'ROC curves' : `ROC curves; best single marker: ${best.join(', ')}`;
}

function groupSizes(biomarkers: RunBiomarkers, context: ReportContext): string {
  return Object.entries(biomarkers.arms)
    .map(([arm, { n_pos, n_neg }]) => `${armLabel(context.arms, arm)} ${n_pos} + ${n_neg}`)
    .join(', ');
}

async function markersBlock(biomarkers: RunBiomarkers, context: ReportContext): Promise<Html> {
  return figureBlock(
    {
      id: 'figure-markers',
      title: `Tumor markers on day ${biomarkers.marker_day}, responders against non-responders`,
      key: [
        { shape: 'fill', colour: RESPONDER_COLOURS.responder, label: 'responders (CR, PR, SD)' },
        { shape: 'fill', colour: RESPONDER_COLOURS['non-responder'], label: 'non-responders (PD)' },
        { shape: 'ring', colour: INK.text, label: 'mean' },
      ],
      caption: html`Boxes: quartiles and median; whiskers: 5th to 95th percentile; logarithmic axes. Virtual patients, responders + non-responders: ${groupSizes(biomarkers, context)}.`,
      tables: ['markers'],
      alt: () => markersAlt(context.figures.markers, context.arms),
      draw: (layout) => markersFigure(context.figures.markers, context.arms, layout),
    },
    context,
  );
}

async function rocBlock(biomarkers: RunBiomarkers, context: ReportContext): Promise<Html> {
  return figureBlock(
    {
      id: 'figure-roc',
      title: bestMarkers(biomarkers, context),
      key: [
        {
          shape: 'line',
          colour: INK.soft,
          label: 'single markers and min-max sums: in sample; classifiers: out of fold',
        },
        { shape: 'dashes', colour: INK.soft, label: 'classifiers in sample' },
      ],
      caption: html`Response (CR, PR or SD) predicted from the markers; AUC of the solid curves in the legend. Virtual patients, responders + non-responders: ${groupSizes(biomarkers, context)}.`,
      tables: ['roc'],
      alt: () => rocAlt(biomarkers, context.arms),
      draw: (layout) => rocFigure(context.figures.roc, context.arms, layout),
    },
    context,
  );
}

/**
 * Markers of responders and non-responders, ROC curves, AUCs and tests.
 *
 * @param context - the run
 * @returns the section; a note when the run has no biomarker analysis
 */
export async function biomarkersSection(context: ReportContext): Promise<Section> {
  const { biomarkers } = context.results;
  const title = 'Biomarkers of response';
  if (biomarkers === null) {
    const body = html`<p class="note">${describeMissing(context.results, 'The biomarker analysis')}</p>
`;
    return { id: 'biomarkers', title, body };
  }
  const remarks = [
    `Classifiers were trained with TensorFlow.js (${biomarkers.backend}).`,
    // The box above says how days of markers and response are related
    ...biomarkers.remarks.filter((remark) => !/^Markers (and response )?are read /.test(remark)),
  ];
  const body = html`${sameVisitBox(biomarkers)}${await markersBlock(biomarkers, context)}${foldedDetail({ id: 'detail-roc', title: bestMarkers(biomarkers, context), body: await rocBlock(biomarkers, context) })}
${foldedDetail({
  id: 'detail-auc',
  title: 'Areas under the ROC curves (AUC), tests, and how classifiers were evaluated',
  body: html`${singleMarkerTable(biomarkers, context)}${combinedMarkerTable(biomarkers, context)}<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`,
})}`;
  return { id: 'biomarkers', title, body };
}
