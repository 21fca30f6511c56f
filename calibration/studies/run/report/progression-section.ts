import { ownValue, VISIT_WINDOW_DAYS } from '../../../../src/index.js';
import { curves } from '../../../endpoints/curves.js';
import { dataTable } from '../../../page/data-table.js';
import { ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { armKey, armLabel, armName } from '../../../plots/arm-style.js';
import { hazardRatiosAlt, pfsAlt } from './alt-texts.js';
import { hazardRatiosFigure } from './hazard-ratios-plot.js';
import { pfsFigure } from './pfs-plot.js';
import { figureBlock } from './plot-block.js';
import { describeCohort, describeMissing, type ReportContext } from './report-context.js';

const { pfs } = curves;

/** Median of an arm of the validation cohort; months. */
function medianOf({ results }: ReportContext, arm: string): number | null {
  return ownValue(results.confirmation?.arms, arm)?.[pfs.outcome.median] ?? null;
}

function progressionTitle(context: ReportContext): string {
  const { confirmation } = context.results;
  if (confirmation === null) return 'Progression-free survival by arm';
  const medians = context.arms.flatMap(({ arm, label }) => {
    if (ownValue(confirmation.arms, arm) === undefined) return [];
    const median = medianOf(context, arm);
    return [`${median === null ? 'not reached' : formatFixed(median, 2)} (${label})`];
  });
  return `Simulated ${pfs.medianSummary}, months: ${medians.join(', ')}`;
}

/** Hazard ratios of survival, simulated beside the first published one. */
function ratiosTitle({ arms, figures }: ReportContext): string {
  const simulated = figures.hazard_ratios.filter(({ endpoint, source }) => endpoint === 'os' && source === 'simulated');
  const described = simulated.map(
    ({ arm, versus, hazard_ratio: ratio }) =>
      `${formatFixed(ratio, 2)} (${armLabel(arms, arm)} against ${armLabel(arms, versus)})`,
  );
  return described.length === 0
    ? 'Hazard ratios, simulated and published'
    : `Hazard ratios, simulated and published; simulated of overall survival: ${described.join(', ')}`;
}

/** Whether the run was fitted to progression-free survival; a sentence. */
function describeFit({ results }: ReportContext): string {
  const rows = results.targets.filter(
    ({ endpoint }) => endpoint === pfs.medianEndpoint || endpoint.startsWith(pfs.landmarkPrefix),
  );
  return rows.some(({ fitted }) => fitted)
    ? 'The model was fitted to progression-free survival.'
    : 'The model was not fitted to progression-free survival.';
}

function landmarkTable({ arms, results }: ReportContext): Html {
  const { confirmation } = results;
  if (confirmation === null) {
    return html`<p class="note">${describeMissing(results, 'Progression-free survival of the validation cohort')}</p>`;
  }
  const clinical = (arm: string, endpoint: string): number | null | undefined =>
    results.targets.find((target) => target.arm === arm && target.endpoint === endpoint)?.target;
  const both = (simulated: number | null, reported: number | null | undefined, decimals: number) =>
    html`<strong>${formatFixed(simulated, decimals)}</strong> / ${formatFixed(reported, decimals)}`;
  return dataTable({
    caption: `Progression-free survival, simulated over pooled trials. A dash: not reported, or not reached. Months of ${results.month_days} days; progression at a month counts as an event. Visits of trials are on days around the planned ones: their medians are compared with the simulated curve with visits spread evenly over ${VISIT_WINDOW_DAYS} days to either side.`,
    columns: [
      { title: 'Arm' },
      { title: 'Median', unit: 'months, simulated', align: 'right' },
      { title: 'Median, visits spread', unit: 'months, simulated / trials', align: 'right' },
      ...pfs.landmarkMonths.map((month) => ({
        title: `${month} months`,
        align: 'right' as const,
        unit: '%, simulated / trials',
      })),
    ],
    rows: results.arms.flatMap((arm) => {
      const outcome = ownValue(confirmation.arms, arm);
      if (outcome === undefined) return [];
      return [
        {
          cells: [
            armName(arms, arm),
            formatFixed(outcome[pfs.outcome.median], 2),
            both(outcome[pfs.outcome.comparedMedian], clinical(arm, pfs.medianEndpoint), 2),
            ...pfs.landmarkMonths.map((month) =>
              both(outcome[pfs.outcome.landmarks][month], clinical(arm, `${pfs.landmarkPrefix}${month}`), 1),
            ),
          ],
        },
      ];
    }),
  });
}

/**
 * Progression-free survival over the trials' medians and shares, and hazard ratios of pairs of arms.
 *
 * @param context - the run
 * @returns the section
 */
export async function progressionSection(context: ReportContext): Promise<Section> {
  const { arms, figures, results } = context;
  const comparedMedianOf = (arm: string): number | null =>
    ownValue(results.confirmation?.arms, arm)?.[pfs.outcome.comparedMedian] ?? null;
  const curve = await figureBlock(
    {
      id: 'figure-pfs',
      title: progressionTitle(context),
      key: [
        ...armKey(arms, 'line'),
        { shape: 'dot', colour: ROLE_COLOUR, label: 'pooled trials with 95 % interval' },
        { shape: 'ring', colour: ROLE_COLOUR, label: 'one trial' },
        { shape: 'dashes', colour: ROLE_COLOUR, label: 'simulated median' },
      ],
      caption: html`Expected share of the simulated cohort alive without progression. Progression is known at the visit that shows it, so the curve drops there; between visits it falls where patients die. Below: medians of the trials, with the simulated median of their arm, visits spread over ${String(VISIT_WINDOW_DAYS)} days to either side, as a thick stroke. ${describeFit(context)} ${describeCohort(results)}`,
      tables: ['pfs', 'pfs_clinical'],
      alt: () => pfsAlt(figures.pfs_clinical, arms, comparedMedianOf),
      draw: (layout) =>
        pfsFigure(
          {
            simulated: figures.pfs,
            clinical: figures.pfs_clinical,
            arms,
            medianOf: (arm) => medianOf(context, arm),
            comparedMedianOf,
            monthDays: results.month_days,
          },
          layout,
        ),
    },
    context,
  );
  const ratios =
    figures.hazard_ratios.length === 0
      ? ''
      : await figureBlock(
          {
            id: 'figure-hazard-ratios',
            title: 'Hazard ratios: simulated and published',
            key: [
              { shape: 'diamond', colour: INK.text, label: 'simulated' },
              { shape: 'ring', colour: INK.text, label: 'one trial with its 95 % interval, where it states one' },
            ],
            caption: html`Ratio that Cox regression tends to in a large trial with the simulated curves of both arms, followed up to the end of the simulation. Where hazards are not proportional it depends on that follow-up. Hazard ratios are not fitted. ${describeCohort(results)}`,
            tables: ['hazard_ratios'],
            alt: () => hazardRatiosAlt(figures.hazard_ratios, arms),
            draw: (layout) => hazardRatiosFigure(figures.hazard_ratios, arms, layout),
          },
          context,
        );
  return {
    id: 'progression',
    title: 'Progression-free survival',
    body: html`${curve}${ratios === '' ? '' : foldedDetail({ id: 'detail-hazard-ratios', title: ratiosTitle(context), body: ratios })}${foldedDetail({ id: 'detail-progression', title: 'Progression-free survival by month, simulated and of the trials', body: landmarkTable(context) })}`,
  };
}
