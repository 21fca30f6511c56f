import type { TopLevelSpec } from 'vega-lite';
import { PAPER_MONTH_DAYS } from '../../../endpoints/months.js';
import { drawnFigure, ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { armKey } from '../../../plots/arm-style.js';
import { prognosisPanels, type ReplicateResult, type ReplicateSetting, replicateFiles } from '../result.js';
import { byArm, comparison, type PageContext, rowsOf } from './comparison.js';
import { resultTable } from './result-table.js';

/** Figs. 4 and 5. */
export async function survivalSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const curveOf = await storedCurves(replicateFiles.survival, context);
  const panels = context.arms.map(({ arm, label, colour }): CurvesPanel => {
    const line = (setting: string, dashed: boolean): ShownCurve => ({
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
      spec: curvesFigure(panels),
    },
    context,
  );
  const table = resultTable(rowsOf(result, 'median', 'oneyear').toSorted(byArm), {
    arms: context.arms,
    caption: 'Medians (Fig. 4a) and one-year survival; months of 30 days.',
  });
  const rest = resultTable(rowsOf(result, 'deaths', 'survival').toSorted(byArm), {
    arms: context.arms,
    caption: 'Deaths by quarter (Fig. 4b) and survival at 3, 6, 9 and 12 months (Fig. 5).',
  });
  return {
    id: 'survival',
    title: 'Figs. 4 and 5: survival',
    body: html`${figure}${table}<details><summary>Deaths by quarter and landmarks</summary>${rest}</details>`,
  };
}

const GROUP_COLOURS = { high: palette['class-pr'], low: palette['class-pd'] } as const;

/** Fig. 8: marker groups under two death functions and two arithmetics. */
export async function prognosisSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const curveOf = await storedCurves(replicateFiles.prognosis, context);
  const panels = prognosisPanels.map((title): CurvesPanel => {
    const line = (group: keyof typeof GROUP_COLOURS): ShownCurve => ({
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
      spec: curvesFigure(panels),
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
  const table = resultTable(rowsOf(result, 'prognosis', 'prognosis_low'), {
    arms: context.arms,
    caption: 'Marker groups at the median of day 56. Posted data: the exact difference on the authors’ 100 patients.',
  });
  return {
    id: 'prognosis',
    title: 'Fig. 8: prognosis by marker',
    body: html`${summary}${figure}${differences}${table}`,
  };
}

/** One curve of a panel: percent alive by month. */
interface ShownCurve {
  readonly colour: string;
  readonly dashed: boolean;
  readonly points: readonly { readonly month: number; readonly value: number }[];
}

/** A panel of survival curves, with values that the paper prints as points. */
interface CurvesPanel {
  readonly title: string;
  readonly curves: readonly ShownCurve[];
  readonly points: readonly { readonly month: number; readonly percent: number; readonly colour: string }[];
}

/** Days between the points of a drawn curve. */
const STEP_DAYS = 3;

/** The curves of a stored table by its first two columns; every third day. */
async function storedCurves(
  file: string,
  { table }: PageContext,
): Promise<(first: string, second: string) => ShownCurve['points']> {
  const [, ...rows] = await table(file);
  return (first, second) =>
    rows
      .filter((cells) => cells[0] === first && cells[1] === second)
      .map((cells) => ({ day: Number(cells[2]), value: Number(cells[3]) }))
      .filter(({ day }) => day % STEP_DAYS === 0)
      .map(({ day, value }) => ({ month: day / PAPER_MONTH_DAYS, value }));
}

/**
 * Survival curves side by side.
 *
 * @param panels - curves and points
 * @returns a Vega-Lite specification with its data
 */
function curvesFigure(panels: readonly CurvesPanel[]): TopLevelSpec {
  const x: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 12], nice: false },
    axis: { title: `Months of ${PAPER_MONTH_DAYS} days`, values: [0, 3, 6, 9, 12] },
  };
  const y: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'Patients alive (%)', tickCount: 5 },
  };
  return {
    hconcat: panels.map(({ title, curves, points }, index): FigurePanel => {
      const level = index === 0 ? y : { ...y, axis: { ...y.axis, title: null } };
      return {
        title,
        width: Math.floor(840 / panels.length) - 40,
        height: 240,
        layer: [
          ...curves.map(
            ({ colour, dashed, points: curve }): FigureLayer => ({
              data: { values: [...curve] },
              mark: {
                type: 'line',
                color: colour,
                strokeWidth: dashed ? 1.6 : 2.4,
                ...(dashed ? { strokeDash: [5, 3] } : {}),
              },
              encoding: { x: { ...x, field: 'month' }, y: { ...level, field: 'value' } },
            }),
          ),
          {
            data: { values: points.map((point) => ({ ...point })) },
            mark: { type: 'point', filled: true, shape: 'diamond', size: 70, opacity: 1, stroke: INK.paper },
            encoding: {
              x: { ...x, field: 'month' },
              y: { ...level, field: 'percent' },
              fill: { field: 'colour', type: 'nominal', scale: null },
            },
          },
        ],
      };
    }),
  };
}
