import { drawnFigure } from '../../page/drawn-plot.js';
import { html } from '../../page/html.js';
import { RESPONDER_COLOURS } from '../../plots/recist-style.js';
import { markerRows } from '../run/cohort-plot-rows.js';
import { markersFigure } from '../run/report/markers-plot.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { markerArms, markersOfArm } from './marker-estimates.js';
import { byArm, comparison, type PageContext, rowsOf } from './page-context.js';
import { resultTable } from './result-table.js';

/** Figs. 6 and 7. */
export async function markerSection(output: ReplicateOutput, context: PageContext): Promise<Section> {
  const { posted } = output.cohorts;
  const boxes = await drawnFigure(
    {
      id: 'figure-markers',
      title: 'Markers of day 56 in responders and non-responders (Fig. 6)',
      caption: 'Posted model, all patients. Box: quartiles; whiskers: 5th to 95th percentile; dot: mean.',
      key: [
        { shape: 'fill', colour: RESPONDER_COLOURS.responder, label: 'responders (CR, PR, SD)' },
        { shape: 'fill', colour: RESPONDER_COLOURS['non-responder'], label: 'non-responders (PD)' },
      ],
      spec: markersFigure(
        markerArms.flatMap((arm) => markerRows(arm, markersOfArm(posted, arm))),
        context.arms,
      ),
    },
    context,
  );
  const areas = await comparison(
    rowsOf(output, 'auc'),
    {
      id: 'figure-auc',
      title: 'Areas under the ROC curve (Fig. 7)',
      caption:
        'Single markers and sums of two min-max-scaled markers, in sample as published. Bars: 95 % intervals; those of printed areas are what chance does to 500 patients.',
      xTitle: 'AUC',
      domain: [0.5, 1],
    },
    context,
  );
  const table = resultTable(
    rowsOf(output, 'auc')
      .filter(({ setting }) => setting === 'posted')
      .toSorted(byArm),
    {
      arms: context.arms,
      caption: 'Areas under the curve (Fig. 7), posted.',
    },
  );
  const rest = resultTable(
    [...rowsOf(output, 'ttest'), ...rowsOf(output, 'auc').filter(({ setting }) => setting !== 'posted')].toSorted(
      byArm,
    ),
    {
      arms: context.arms,
      caption: 'Student’s tests of responders against non-responders (Fig. 6), and areas under the corrected model.',
    },
  );
  const warning = html`<p class="warning">Markers and response come from the same visit, day 56: these areas describe, they do not predict.</p>
`;
  return {
    id: 'markers',
    title: 'Figs. 6 and 7: markers',
    body: html`${warning}${boxes}${areas}${table}<details><summary>Tests, and areas under the corrected model</summary>${rest}</details>`,
  };
}
