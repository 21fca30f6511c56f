import type { markerNames } from '../../../src/index.js';
import { drawnFigure } from '../../page/drawn-plot.js';
import { formatFixed } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { type CurvesPanel, curvesFigure } from './curves-plot.js';
import { comparison, type PageContext, rowsOf } from './page-context.js';
import { markerGroupCurves, PROGNOSIS_ARM, shownCurve } from './prognosis-estimates.js';
import type { ReplicateSetting } from './result.js';
import { resultTable } from './result-table.js';

/** Marker whose groups are drawn: the paper's most pronounced. */
const DRAWN_MARKER: { readonly index: number; readonly name: (typeof markerNames)[number] } = {
  index: 2,
  name: 'th1_treg',
};
const GROUP_COLOURS = { high: '#2a9d8f', low: '#c8512d' } as const;

/** Fig. 8: marker groups under two death functions and two arithmetics. */
export async function prognosisSection(output: ReplicateOutput, context: PageContext): Promise<Section> {
  const { cohorts, survival } = output;
  const own = survival.posted[PROGNOSIS_ARM]!;
  const placebo = survival.placeboFunction;
  const panel = (title: string, rows: typeof own, arithmetic: 'exact' | 'script'): CurvesPanel => {
    const { low, high } = markerGroupCurves(cohorts.posted, DRAWN_MARKER.index, rows);
    return {
      title,
      points: [],
      curves: [
        {
          name: 'high',
          colour: GROUP_COLOURS.high,
          dashed: false,
          percent: shownCurve(high.alive, 'high', arithmetic),
        },
        { name: 'low', colour: GROUP_COLOURS.low, dashed: false, percent: shownCurve(low.alive, 'low', arithmetic) },
      ],
    };
  };
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
      spec: curvesFigure([
        panel("exact, combination's death function", own, 'exact'),
        panel("exact, placebo's death function", placebo, 'exact'),
        panel("script's steps, placebo's function", placebo, 'script'),
      ]),
    },
    context,
  );
  const rows = rowsOf(output, 'prognosis');
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
  const summary = html`<p>Fig. 8 shows differences of 72 to 80 points. With the death function that carries the combination curve of Fig. 5 the groups differ by ${span('posted')} points; the unequal steps of the posted survival script turn that into ${span('posted, script arithmetic')}. One low group of Fig. 8 ends at 13 %, while Fig. 5 has 41 % of all patients of the arm alive: the figure was made with a harsher death function, which is not known here. The placebo arm's stands in for it: with the script's steps it gives ${span('posted, script arithmetic, placebo function')} points, without them ${span('posted, placebo function')}.</p>
`;
  const table = resultTable(rowsOf(output, 'prognosis', 'prognosis_low'), {
    arms: context.arms,
    caption: 'Marker groups at the median of day 56. Posted data: the exact difference on the authors’ 100 patients.',
  });
  return {
    id: 'prognosis',
    title: 'Fig. 8: prognosis by marker',
    body: html`${summary}${figure}${differences}${table}`,
  };
}
