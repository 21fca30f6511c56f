import { drawnFigure, type KeyEntry } from '../../../page/drawn-plot.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { RECIST_STYLES, responseThresholds } from '../../../plots/recist-style.js';
import type { SpiderRow, WaterfallRow } from '../../run/plot-tables.js';
import { spiderFigure } from '../../run/report/spider-plot.js';
import { waterfallFigure } from '../../run/report/waterfall-plot.js';
import { type ReplicateResult, replicateFiles } from '../result.js';
import { byArm, comparison, type PageContext, rowsOf } from './comparison.js';
import { resultTable } from './result-table.js';

/** Figs. 2, 3 and S2. */
export async function responseSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const rows = rowsOf(result, 'response');
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
        'Bars: 95 % intervals; those of printed rates are the sampling error of 100 patients; most of the others are hidden by their marks.',
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
      spec: waterfallFigure(await waterfallRows(context), { arms: context.arms, thresholds }),
    },
    context,
  );
  const spider = await drawnFigure(
    {
      id: 'figure-spider',
      title: 'Tumor volume every eight weeks in the same patients (Fig. 3, left)',
      caption: 'Heavy line: mean of the whole cohort.',
      key: recist,
      spec: spiderFigure(await spiderRows(context), { arms: context.arms, thresholds }),
    },
    context,
  );
  const isMain = ({ id }: { readonly id: string }) => /\.(pd|dcr)$/.test(id);
  const all = rowsOf(result, 'response', 'gain').toSorted(byArm);
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

async function waterfallRows({ table }: PageContext): Promise<readonly WaterfallRow[]> {
  const [, ...rows] = await table(replicateFiles.waterfall);
  return rows.map(([arm = '', rank, patient = '', change, recist]) => ({
    arm,
    rank: Number(rank),
    patient,
    change_percent: Number(change),
    recist: recist as WaterfallRow['recist'],
  }));
}

async function spiderRows({ table }: PageContext): Promise<readonly SpiderRow[]> {
  const [, ...rows] = await table(replicateFiles.spider);
  return rows.map(([arm = '', patient = '', day, change, recist]) => ({
    arm,
    patient,
    day: Number(day),
    change_percent: Number(change),
    recist: recist as SpiderRow['recist'],
  }));
}
