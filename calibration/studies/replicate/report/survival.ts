import { drawnFigure, ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { palette } from '../../../page/theme.js';
import { armKey } from '../../../plots/arm-style.js';
import { prognosisPanels, type ReplicateResult, type ReplicateSetting, replicateFiles } from '../result.js';
import { byArm, comparison, type PageContext, rowsOf } from './comparison.js';
import { type CurvesPanel, curvesAlt, curvesFigure, type ShownCurve, storedCurves } from './curves-plot.js';
import { foldedResults } from './result-table.js';

/** Figs. 4 and 5. */
export async function survivalSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const curveOf = await storedCurves(replicateFiles.survival, context);
  const panels = context.arms.map(({ arm, label, colour }): CurvesPanel => {
    const line = (setting: string, dashed: boolean): ShownCurve => ({
      name: setting,
      colour,
      dashed,
      points: curveOf(arm, setting),
    });
    return {
      title: label,
      curves: [line('posted', false), line('corrected', true)],
      points: result.rows
        .filter(({ id, setting }) => id.startsWith(`survival.${arm}.`) && setting === 'posted')
        .map(({ id, published }) => ({ month: Number(id.split('.').at(-1)), percent: published ?? 0, colour })),
    };
  });
  const figure = await drawnFigure(
    {
      id: 'figure-survival',
      title: 'Expected survival (Fig. 5)',
      caption:
        'Diamonds: the published mean curves at 3, 6, 9 and 12 months, to which the death functions are fitted on the posted cohort. No deaths are drawn.',
      key: [
        ...armKey(context.arms, 'line'),
        { shape: 'line', colour: ROLE_COLOUR, label: 'posted' },
        { shape: 'dashes', colour: ROLE_COLOUR, label: 'corrected, same death functions' },
      ],
      alt: curvesAlt(panels),
      draw: (layout) => curvesFigure(panels, layout),
    },
    context,
  );
  const table = foldedResults(rowsOf(result, 'median', 'oneyear').toSorted(byArm), {
    id: 'detail-medians',
    subject: 'Medians and one-year survival',
    arms: context.arms,
    caption: 'Medians (Fig. 4a) and one-year survival; months of 30 days.',
  });
  const rest = foldedResults(rowsOf(result, 'deaths', 'survival').toSorted(byArm), {
    id: 'detail-deaths',
    subject: 'Deaths by quarter and landmarks',
    arms: context.arms,
    caption: 'Deaths by quarter (Fig. 4b) and survival at 3, 6, 9 and 12 months (Fig. 5).',
  });
  return {
    id: 'survival',
    title: 'Figs. 4 and 5: survival',
    body: html`${figure}${table}${rest}`,
  };
}

const GROUP_COLOURS = { high: palette['class-pr'], low: palette['class-pd'] } as const;

/** Fig. 8: marker groups under two death functions and two arithmetics. */
export async function prognosisSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const curveOf = await storedCurves(replicateFiles.prognosis, context);
  const panels = prognosisPanels.map((title): CurvesPanel => {
    const line = (group: keyof typeof GROUP_COLOURS): ShownCurve => ({
      name: `${group} Th1/Treg`,
      colour: GROUP_COLOURS[group],
      dashed: false,
      points: curveOf(title, group),
    });
    return { title, points: [], curves: [line('high'), line('low')] };
  });
  const figure = await drawnFigure(
    {
      id: 'figure-prognosis',
      title: 'Survival by Th1/Treg group in the combination arm (Fig. 8c)',
      caption:
        'The same patients in all panels. Under the arithmetic of the posted survival script a death takes 0.4 points from the high curve and 2 from the low one, with 50 patients in each.',
      key: [
        { shape: 'line', colour: GROUP_COLOURS.high, label: 'high Th1/Treg' },
        { shape: 'line', colour: GROUP_COLOURS.low, label: 'low Th1/Treg' },
      ],
      alt: curvesAlt(panels),
      draw: (layout) => curvesFigure(panels, layout),
    },
    context,
  );
  const rows = rowsOf(result, 'prognosis');
  const differences = await comparison(
    rows,
    {
      id: 'figure-differences',
      title: 'One-year survival of the high less the low group',
      caption: 'Bars: 95 % Monte-Carlo intervals.',
      xTitle: 'Points of percent',
      domain: [0, 90],
    },
    context,
  );
  const span = (setting: ReplicateSetting) => {
    const values = rows.filter((row) => row.setting === setting).map(({ value }) => value);
    return `${formatFixed(Math.min(...values), 0)} to ${formatFixed(Math.max(...values), 0)}`;
  };
  const summary = html`<p>Fig. 8 shows differences of 72 to 80 points. With the death function fitted to the combination curve of Fig. 5 the groups differ by ${span('posted')} points; the unequal steps of the posted survival script turn that into ${span('posted, script arithmetic')}. One low group of Fig. 8 ends at 13 %, while Fig. 5 has 41 % of all patients of the arm alive: Fig. 8 was made with a harsher death function, which is not known here. The death function of the placebo arm is used in its place: with the script's steps it gives ${span('posted, script arithmetic, placebo function')} points, without them ${span('posted, placebo function')}.</p>
`;
  const table = foldedResults(rowsOf(result, 'prognosis', 'prognosis_low'), {
    id: 'detail-prognosis',
    subject: 'All marker groups',
    arms: context.arms,
    caption: 'Marker groups at the median of day 56. Posted data: the exact difference on the authors’ 100 patients.',
  });
  return {
    id: 'prognosis',
    title: 'Fig. 8: prognosis by marker',
    body: html`${summary}${figure}${differences}${table}`,
  };
}
