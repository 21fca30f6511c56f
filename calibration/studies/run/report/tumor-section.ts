import type { KeyEntry } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { BEST_RESPONSE_STYLES, RECIST_STYLES, responseThresholds } from '../../../plots/recist-style.js';
import { spiderAlt, waterfallAlt } from './alt-texts.js';
import { figureBlock } from './plot-block.js';
import type { ReportContext } from './report-context.js';
import { spiderFigure } from './spider-plot.js';
import { waterfallFigure } from './waterfall-plot.js';

const count = (items: readonly string[]): number => new Set(items).size;

function recistKey(
  context: ReportContext,
  shape: 'fill' | 'line',
  styles: typeof BEST_RESPONSE_STYLES = RECIST_STYLES,
): readonly KeyEntry[] {
  const thresholds = responseThresholds(context.results.response_rule);
  return [
    ...styles.map(({ recist, summary, colour }) => ({ shape, colour, label: `${summary} (${recist})` })),
    ...(thresholds.length === 0 ? [] : [{ shape: 'dashes' as const, colour: INK.soft, label: 'class limits' }]),
  ];
}

/** `first 100 of 10,000 virtual patients`: those drawn, of the cohort; arms differ where patients have failed. */
function drawnPatients({ results }: ReportContext, drawn: number): string {
  const completed = Object.values(results.confirmation?.arms ?? {}).map((arm) => arm.completed);
  const most = Math.max(0, ...completed);
  return most > drawn ? `first ${drawn} of ${formatCount(most)} virtual patients` : `${drawn} virtual patients`;
}

/** Disease control among the patients drawn, and in the cohort that the tables show. */
function controlSentence({ arms, figures, results }: ReportContext): string {
  const counts = arms.flatMap((style) => {
    const rows = figures.waterfall.filter((row) => row.arm === style.arm);
    const rate = results.confirmation?.arms[style.arm]?.dcr;
    const whole = rate === undefined ? '' : ` (${formatFixed(rate, 1)} % of the cohort)`;
    return rows.length === 0
      ? []
      : [`${style.label} ${rows.filter((row) => row.recist !== 'PD').length} of ${rows.length}${whole}`];
  });
  return counts.length === 0 ? '' : ` Disease control among them: ${counts.join(', ')}.`;
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
  const bestBars = count(figures.best_change.map((row) => row.patient));
  const lines = count(figures.spider.map((row) => row.patient).filter((patient) => patient !== 'mean'));
  const waterfall = await figureBlock(
    {
      id: 'figure-waterfall',
      title: `Change of tumor volume at the first assessment: the ${drawnPatients(context, bars)}`,
      key: recistKey(context, 'fill'),
      caption: html`Each bar is one virtual patient, ranked within the arm; n = ${String(bars)} patients per arm, the first of the simulated cohort that completed.${controlSentence(context)}${limits}`,
      tables: ['waterfall'],
      alt: () => waterfallAlt(figures.waterfall, arms),
      draw: (layout) => waterfallFigure(figures.waterfall, { arms, thresholds }, layout),
    },
    context,
  );
  const isAnyUnassessed = figures.best_change.some(({ recist }) => recist === 'NE');
  const bestStyles = isAnyUnassessed ? BEST_RESPONSE_STYLES : RECIST_STYLES;
  const best = await figureBlock(
    {
      id: 'figure-best-change',
      title: `Best change of tumor volume up to progression: the ${drawnPatients(context, bestBars)}`,
      key: recistKey(context, 'fill', bestStyles),
      caption: html`Each bar is the smallest volume of one virtual patient at a visit up to progression, ranked within the arm and coloured by the best overall response; deaths are not counted.${limits}`,
      tables: ['best_change'],
      alt: () => waterfallAlt(figures.best_change, arms),
      draw: (layout) =>
        waterfallFigure(figures.best_change, { arms, thresholds, title: 'Best change of tumor volume (%)' }, layout),
    },
    context,
  );
  const spider = await figureBlock(
    {
      id: 'figure-spider',
      title: `Tumor volume over time: the ${drawnPatients(context, lines)}`,
      key: [...recistKey(context, 'line'), { shape: 'line', colour: INK.text, label: 'mean of the cohort' }],
      caption: html`Each thin line is one virtual patient (n = ${String(lines)} per arm), coloured by the response class at the first assessment; the thick line is the mean of the whole cohort.${limits}`,
      tables: ['spider'],
      alt: () => spiderAlt(figures.spider, arms),
      draw: (layout) => spiderFigure(figures.spider, { arms, thresholds }, layout),
    },
    context,
  );
  return {
    id: 'tumor',
    title: 'Tumor volume by patient',
    body: html`${waterfall}${foldedDetail({ id: 'detail-best-change', title: 'Best change of tumor volume up to progression', body: best })}${foldedDetail({ id: 'detail-spider', title: 'Tumor volume of single patients over time', body: spider })}`,
  };
}
