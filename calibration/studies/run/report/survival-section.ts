import { ownValue } from '../../../../src/index.js';
import { curves } from '../../../endpoints/curves.js';
import { landmarkMonths } from '../../../endpoints/months.js';
import { dataTable } from '../../../page/data-table.js';
import { ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armKey, armLabel, armName } from '../../../plots/arm-style.js';
import { survivalAlt, survivalTrialsAlt } from './alt-texts.js';
import { figureBlock } from './plot-block.js';
import { describeCohort, describeMissing, type ReportContext } from './report-context.js';
import { survivalFigure } from './survival-plot.js';
import { survivalTrialsFigure } from './survival-trials-plot.js';
import { trialCounts } from './trial-counts.js';

/** Patients of the trials behind each landmark, of the arms where not all trials state all landmarks. */
function describeLandmarkPatients({ arms, results }: ReportContext): string {
  const parts = results.arms.flatMap((arm) => {
    const patients = landmarkMonths.flatMap((month) => {
      const target = results.targets.find((row) => row.arm === arm && row.endpoint === `survival_${month}`);
      return target === undefined ? [] : [{ month, n: target.patients }];
    });
    if (new Set(patients.map(({ n }) => n)).size < 2) return [];
    return [
      `${armLabel(arms, arm)} ${patients.map(({ month, n }) => `${formatCount(n)} at ${month} months`).join(', ')}`,
    ];
  });
  return parts.length === 0 ? '' : ` Patients of the trials that state a landmark: ${parts.join('; ')}.`;
}

function landmarkTable(context: ReportContext): Html {
  const { arms, results } = context;
  const { confirmation } = results;
  if (confirmation === null) {
    return html`<p class="note">${describeMissing(results, 'Landmark survival of the validation cohort')}</p>`;
  }
  const clinical = (arm: string, month: number): number | undefined =>
    results.targets.find((target) => target.arm === arm && target.endpoint === `survival_${month}`)?.target;
  return dataTable({
    caption: `Patients alive (%), simulated over pooled trials; RMSE over the landmarks. Months of ${results.month_days} days.${describeLandmarkPatients(context)}`,
    columns: [
      { title: 'Arm' },
      ...landmarkMonths.map((month) => ({
        title: `${month} months`,
        align: 'right' as const,
        unit: 'simulated / trials',
      })),
      { title: 'RMSE', unit: 'points', align: 'right' },
      { title: 'RMSE, published model', unit: 'points', align: 'right' },
    ],
    rows: results.arms.flatMap((arm) => {
      const outcome = ownValue(confirmation.arms, arm);
      const rmse = confirmation.survival_rmse.find((entry) => entry.arm === arm);
      return outcome === undefined
        ? []
        : [
            {
              cells: [
                armName(arms, arm),
                ...landmarkMonths.map(
                  (month) =>
                    html`<strong>${formatFixed(outcome.survival[month], 1)}</strong> / ${formatFixed(clinical(arm, month), 1)}`,
                ),
                formatFixed(rmse?.rmse, 1),
                formatFixed(rmse?.published_rmse, 1),
              ],
            },
          ];
    }),
  });
}

function survivalTitle(context: ReportContext): string {
  const outcomes = context.arms.flatMap((style) => {
    const median = ownValue(context.results.confirmation?.arms, style.arm)?.[curves.os.outcome.median];
    return median === undefined ? [] : [`${median === null ? 'not reached' : formatFixed(median, 2)} (${style.label})`];
  });
  return outcomes.length === 0
    ? 'Overall survival by arm'
    : `Simulated ${curves.os.medianSummary}, months: ${outcomes.join(', ')}`;
}

/**
 * Overall survival: simulated curves over pooled landmarks, then with the individual trials.
 *
 * @param context - the run
 * @returns the section
 */
export async function survivalSection(context: ReportContext): Promise<Section> {
  const { arms, figures, results } = context;
  const options = {
    simulated: figures.survival,
    clinical: figures.survival_clinical,
    arms,
    monthDays: results.month_days,
  };
  const trials = figures.survival_clinical.filter((row) => row.trial !== 'pooled');
  const month = `Simulated months have ${results.month_days} days; clinical points are drawn at the months of the published curves.`;
  const overall = await figureBlock(
    {
      id: 'figure-survival',
      title: survivalTitle(context),
      key: [
        ...armKey(arms, 'line'),
        { shape: 'dot', colour: ROLE_COLOUR, label: 'pooled trials with 95 % interval' },
        { shape: 'dashes', colour: ROLE_COLOUR, label: 'simulated median' },
      ],
      caption: html`Expected survival of the simulated cohort over the pooled landmarks of the trials. ${describeCohort(results)} ${month}`,
      tables: ['survival', 'survival_clinical'],
      alt: () => survivalAlt(figures.survival, figures.survival_clinical, arms),
      draw: (layout) => survivalFigure(options, layout),
    },
    context,
  );
  const byTrial = await figureBlock(
    {
      id: 'figure-survival-trials',
      title: 'The same curves with the individual trials',
      key: [
        { shape: 'line', colour: ROLE_COLOUR, label: 'simulated' },
        { shape: 'ring', colour: ROLE_COLOUR, label: 'one trial, symbol area by number of patients' },
      ],
      caption: html`Points: published survival curves of ${trialCounts(trials)}.`,
      tables: ['survival', 'survival_clinical'],
      alt: () => survivalTrialsAlt(figures.survival, figures.survival_clinical, arms),
      draw: (layout) => survivalTrialsFigure(options, layout),
    },
    context,
  );
  return {
    id: 'survival',
    title: 'Overall survival',
    body: html`${overall}${landmarkTable(context)}${foldedDetail({ id: 'detail-survival-trials', title: 'The same curves with the individual trials', body: byTrial })}`,
  };
}
