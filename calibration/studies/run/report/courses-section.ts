import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { statesAlt, swimmerAlt } from './alt-texts.js';
import { figureBlock } from './plot-block.js';
import { describeCohort, type ReportContext } from './report-context.js';
import { statesFigure, statesKey } from './states-plot.js';
import { swimmerFigure, swimmerKey } from './swimmer-plot.js';

/** Day of the title's shares. */
const TITLE_MONTH = 6;

/** `alive without progression at 6 months: 3 % (Placebo), ...`; empty where the run is shorter. */
function statesTitle({ arms, figures, results }: ReportContext): string {
  const day = Math.round(TITLE_MONTH * results.month_days);
  const shares = arms.flatMap(({ arm, label }) => {
    const row = figures.states.find((each) => each.arm === arm && each.day === day);
    if (row === undefined) return [];
    return [`${formatFixed(row.on_treatment_percent + row.off_treatment_percent, 0)} % (${label})`];
  });
  return shares.length === 0
    ? 'States of the cohort over time'
    : `States of the cohort over time; alive without progression at ${TITLE_MONTH} months: ${shares.join(', ')}`;
}

/**
 * What becomes of the patients: expected states over time, and courses of single patients.
 *
 * @param context - the run
 * @returns the section
 */
export async function coursesSection(context: ReportContext): Promise<Section> {
  const { arms, figures, results } = context;
  const patients = new Set(figures.swimmer.map((row) => row.patient)).size;
  const states = await figureBlock(
    {
      id: 'figure-states',
      title: statesTitle(context),
      key: statesKey(figures.states),
      caption: html`Expected shares, without drawing deaths. Treatment ends with the last dose that is scheduled, or where the arm is treated until progression, at the visit that shows it. ${describeCohort(results)}`,
      tables: ['states'],
      alt: () => statesAlt(figures.states, arms),
      draw: (layout) => statesFigure(figures.states, { arms, monthDays: results.month_days }, layout),
    },
    context,
  );
  const swimmer = await figureBlock(
    {
      id: 'figure-swimmer',
      title: `Courses of ${formatCount(patients)} virtual patients per arm`,
      key: swimmerKey(),
      caption: html`Each bar is one virtual patient from the start to death or the end of the simulation, longest at the top of its arm. Shown are the first ${formatCount(patients)} patients of the validation cohort that completed, the same in every arm. Their deaths are drawn from the death function with the seed of the run; responses and progressions are those of the visits before.`,
      tables: ['swimmer'],
      alt: () => swimmerAlt(figures.swimmer, arms),
      draw: (layout) => swimmerFigure(figures.swimmer, arms, layout),
    },
    context,
  );
  return {
    id: 'courses',
    title: 'Courses of the patients',
    body: html`${states}${foldedDetail({ id: 'detail-courses', title: `Courses of ${formatCount(patients)} single patients per arm`, body: swimmer })}`,
  };
}
