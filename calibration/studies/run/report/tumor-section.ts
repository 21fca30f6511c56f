import type { KeyEntry } from '../../../page/drawn-plot.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { RECIST_STYLES, responseThresholds } from '../../../plots/recist-style.js';
import { figureBlock } from './plot-block.js';
import type { ReportContext } from './report-context.js';
import { spiderFigure } from './spider-plot.js';
import { waterfallFigure } from './waterfall-plot.js';

const count = (items: readonly string[]): number => new Set(items).size;

function recistKey(context: ReportContext, shape: 'fill' | 'line'): readonly KeyEntry[] {
  const thresholds = responseThresholds(context.results.response_rule);
  return [
    ...RECIST_STYLES.map(({ recist, summary, colour }) => ({ shape, colour, label: `${summary} (${recist})` })),
    ...(thresholds.length === 0 ? [] : [{ shape: 'dashes' as const, colour: INK.soft, label: 'class limits' }]),
  ];
}

/** `Placebo 16 of 100, TAS-102 45 of 100`: patients with disease control among those drawn. */
function controlTitle(context: ReportContext): string {
  const counts = context.arms.flatMap((style) => {
    const rows = context.figures.waterfall.filter((row) => row.arm === style.arm);
    return rows.length === 0
      ? []
      : [`${style.label} ${rows.filter((row) => row.recist !== 'PD').length} of ${rows.length}`];
  });
  return counts.length === 0
    ? 'Change of tumor volume at the first assessment, patient by patient'
    : `Disease control at the first assessment: ${counts.join(', ')}`;
}

/**
 * Tumor volume of single patients: at the first assessment, and over time.
 *
 * @param context - the run
 * @returns the section
 */
export async function tumorSection(context: ReportContext): Promise<Section> {
  const { arms, figures, results } = context;
  const thresholds = responseThresholds(results.response_rule);
  const limits = thresholds.length === 0 ? '' : ` Dashed: ${thresholds.map(({ summary }) => summary).join('; ')}.`;
  const bars = count(figures.waterfall.map((row) => row.patient));
  const lines = count(figures.spider.map((row) => row.patient).filter((patient) => patient !== 'mean'));
  const waterfall = await figureBlock(
    {
      id: 'figure-waterfall',
      title: controlTitle(context),
      key: recistKey(context, 'fill'),
      caption: html`Each bar is one virtual patient, ranked within the arm; n = ${String(bars)} patients per arm, taken from the simulated cohort.${limits}`,
      tables: ['waterfall'],
      spec: () => waterfallFigure(figures.waterfall, { arms, thresholds }),
    },
    context,
  );
  const spider = await figureBlock(
    {
      id: 'figure-spider',
      title: 'Tumor volume over time, patient by patient',
      key: [...recistKey(context, 'line'), { shape: 'line', colour: INK.text, label: 'mean' }],
      caption: html`Each thin line is one virtual patient (n = ${String(lines)} per arm), coloured by the response class at the first assessment; the thick line is the mean.${limits}`,
      tables: ['spider'],
      spec: () => spiderFigure(figures.spider, { arms, thresholds }),
    },
    context,
  );
  return { id: 'tumor', title: 'Tumor volume by patient', body: html`${waterfall}${spider}` };
}
