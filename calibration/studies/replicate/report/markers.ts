import { drawnFigure } from '../../../page/drawn-plot.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { RESPONDER_COLOURS } from '../../../plots/recist-style.js';
import type { MarkerRow } from '../../run/plot-tables.js';
import { markersAlt } from '../../run/report/alt-texts.js';
import { markersFigure } from '../../run/report/markers-plot.js';
import { type ReplicateResult, replicateFiles } from '../result.js';
import { byArm, comparison, type PageContext, rowsOf } from './comparison.js';
import { foldedResults } from './result-table.js';

/** Figs. 6 and 7. */
export async function markerSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const markers = await markerRows(context);
  const boxes = await drawnFigure(
    {
      id: 'figure-markers',
      title: 'Markers of day 56 in responders and non-responders (Fig. 6)',
      caption:
        'Posted model, all patients. Box: quartiles; whiskers: 5th to 95th percentile; dot: mean; logarithmic axes.',
      key: [
        { shape: 'fill', colour: RESPONDER_COLOURS.responder, label: 'responders (CR, PR, SD)' },
        { shape: 'fill', colour: RESPONDER_COLOURS['non-responder'], label: 'non-responders (PD)' },
      ],
      alt: markersAlt(markers, context.arms),
      draw: (layout) => markersFigure(markers, context.arms, layout),
    },
    context,
  );
  const aucs = await comparison(
    rowsOf(result, 'auc'),
    {
      id: 'figure-auc',
      title: 'Area under the ROC curve, AUC (Fig. 7)',
      caption:
        'Single markers and sums of two min-max-scaled markers, in sample as published. Bars: 95 % intervals; those of printed AUCs are the sampling error of 500 patients.',
      xTitle: 'AUC',
      domain: [0.5, 1],
    },
    context,
  );
  const table = foldedResults(
    rowsOf(result, 'auc')
      .filter(({ setting }) => setting === 'posted')
      .toSorted(byArm),
    {
      arms: context.arms,
      id: 'detail-aucs',
      subject: 'All AUCs',
      caption: 'AUCs (Fig. 7), posted.',
    },
  );
  const rest = foldedResults(
    [...rowsOf(result, 'ttest'), ...rowsOf(result, 'auc').filter(({ setting }) => setting !== 'posted')].toSorted(
      byArm,
    ),
    {
      arms: context.arms,
      id: 'detail-tests',
      subject: 'Tests, and AUCs under the corrected model',
      caption: 'Student’s tests of responders against non-responders (Fig. 6), and AUCs under the corrected model.',
    },
  );
  const warning = html`<p class="warning">Markers and response come from the same visit, day 56: the AUCs measure association at this visit, not prediction of the response.</p>
`;
  return {
    id: 'markers',
    title: 'Figs. 6 and 7: markers',
    body: html`${warning}${boxes}${aucs}${table}${rest}`,
  };
}

async function markerRows({ table }: PageContext): Promise<readonly MarkerRow[]> {
  const [header = [], ...rows] = await table(replicateFiles.markers);
  return rows.map((cells) => {
    const cell = (column: keyof MarkerRow) => cells[header.indexOf(column)]!;
    const number = (column: keyof MarkerRow) => Number(cell(column));
    return {
      arm: cell('arm'),
      marker: cell('marker'),
      group: cell('group') as MarkerRow['group'],
      n: number('n'),
      mean: number('mean'),
      sd: number('sd'),
      min: number('min'),
      q1: number('q1'),
      median: number('median'),
      q3: number('q3'),
      max: number('max'),
      p05: number('p05'),
      p95: number('p95'),
    };
  });
}
