import { drawnFigure } from '../../page/drawn-plot.js';
import { html } from '../../page/html.js';
import type { KeyEntry } from '../../page/legend.js';
import { RECIST_STYLES, responseThresholds } from '../../plots/recist-style.js';
import { spiderRows, waterfallRows } from '../run/cohort-plot-rows.js';
import type { Section } from '../run/report/section.js';
import { spiderFigure } from '../run/report/spider-plot.js';
import { waterfallFigure } from '../run/report/waterfall-plot.js';
import type { ReplicateOutput } from './compute.js';
import { byArm, comparison, type PageContext, rowsOf } from './page-context.js';
import { MONTH_DAYS } from './replicate-cohorts.js';
import { BASELINE_VOLUME_CM3 } from './response-estimates.js';
import { resultTable } from './result-table.js';

/** Figs. 2, 3 and S2. */
export async function responseSection(output: ReplicateOutput, context: PageContext): Promise<Section> {
  const rows = rowsOf(output, 'response');
  const { posted } = output.cohorts;
  const settings = {
    spec: posted.spec,
    monthDays: MONTH_DAYS,
    responseRule: 'volume',
    baselineVolumeCm3: BASELINE_VOLUME_CM3,
  } as const;
  const thresholds = responseThresholds('volume');
  const recist: readonly KeyEntry[] = RECIST_STYLES.map(({ recist: name, summary, colour }) => ({
    shape: 'fill',
    colour,
    label: `${summary} (${name})`,
  }));
  const rates = await comparison(
    rows,
    {
      id: 'figure-response',
      title: 'Response at week 8 (Figs. 2 and S2)',
      caption:
        'Bars: 95 % intervals; those of printed rates are what chance does to 100 patients, those of the others are mostly hidden by their signs.',
      xTitle: 'Patients (%)',
      domain: [0, 100],
    },
    context,
  );
  const waterfall = await drawnFigure(
    {
      id: 'figure-waterfall',
      title: 'Change of tumor volume at week 8 in the first 100 patients (Fig. 3, right)',
      caption: 'Posted model. One bar per patient of this cohort, not of the published one.',
      key: recist,
      spec: waterfallFigure(waterfallRows(posted.record, settings), { arms: context.arms, thresholds }),
    },
    context,
  );
  const spider = await drawnFigure(
    {
      id: 'figure-spider',
      title: 'Tumor volume every eight weeks in the same patients (Fig. 3, left)',
      caption: 'Heavy line: mean of the whole cohort.',
      key: recist,
      spec: spiderFigure(spiderRows(posted.record, settings), { arms: context.arms, thresholds }),
    },
    context,
  );
  const isMain = ({ id }: { readonly id: string }) => /\.(pd|dcr)$/.test(id);
  const all = rowsOf(output, 'response', 'gain').toSorted(byArm);
  const table = resultTable(all.filter(isMain), {
    arms: context.arms,
    caption: 'Progression, disease control and its gains.',
  });
  const rest = resultTable(
    all.filter((row) => !isMain(row)),
    { arms: context.arms, caption: 'Complete and partial response, stable disease.' },
  );
  return {
    id: 'response',
    title: 'Figs. 2, 3 and S2: response',
    body: html`${rates}${waterfall}${spider}${table}<details><summary>The other classes</summary>${rest}</details>`,
  };
}
