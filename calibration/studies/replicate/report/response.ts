import { drawnFigure, type KeyEntry } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { RECIST_STYLES, responseThresholds } from '../../../plots/recist-style.js';
import type { SpiderRow, WaterfallRow } from '../../run/plot-tables.js';
import { spiderAlt, waterfallAlt } from '../../run/report/alt-texts.js';
import { spiderFigure } from '../../run/report/spider-plot.js';
import { waterfallFigure } from '../../run/report/waterfall-plot.js';
import { type ReplicateResult, replicateFiles } from '../result.js';
import { byArm, comparison, type PageContext, rowsOf } from './comparison.js';
import { foldedResults } from './result-table.js';

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
  const bars = await waterfallRows(context);
  const waterfall = await drawnFigure(
    {
      id: 'figure-waterfall',
      title: 'Change of tumor volume at week 8 in the first 100 patients (Fig. 3, right)',
      caption: 'Posted model. One bar per patient of this cohort, not of the published one.',
      key: recist,
      alt: waterfallAlt(bars, context.arms),
      draw: (layout) => waterfallFigure(bars, { arms: context.arms, thresholds }, layout),
    },
    context,
  );
  const lines = await spiderRows(context);
  const spider = await drawnFigure(
    {
      id: 'figure-spider',
      title: 'Tumor volume every eight weeks in the same patients (Fig. 3, left)',
      caption: 'Heavy line: mean of the whole cohort.',
      key: recist,
      alt: spiderAlt(lines, context.arms),
      draw: (layout) => spiderFigure(lines, { arms: context.arms, thresholds }, layout),
    },
    context,
  );
  const isMain = ({ id }: { readonly id: string }) => /\.(pd|dcr)$/.test(id);
  const all = rowsOf(result, 'response', 'gain').toSorted(byArm);
  const table = foldedResults(all.filter(isMain), {
    id: 'detail-response',
    subject: 'Progression, disease control and its gains',
    arms: context.arms,
    caption: 'Progression, disease control and its gains.',
  });
  const rest = foldedResults(
    all.filter((row) => !isMain(row)),
    {
      id: 'detail-response-classes',
      subject: 'The other classes',
      arms: context.arms,
      caption: 'Complete and partial response, stable disease.',
    },
  );
  return {
    id: 'response',
    title: 'Figs. 2, 3 and S2: response',
    body: html`${rates}${foldedDetail({ id: 'detail-tumors', title: 'Tumor volumes of single patients (Fig. 3)', body: html`${waterfall}${spider}` })}${table}${rest}`,
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
