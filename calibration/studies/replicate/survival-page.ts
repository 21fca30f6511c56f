import { drawnFigure } from '../../page/drawn-plot.js';
import { html } from '../../page/html.js';
import { armKey, ROLE_COLOUR } from '../../page/legend.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { type CurvesPanel, curvesFigure, type ShownCurve } from './curves-plot.js';
import { byArm, type PageContext, rowsOf } from './page-context.js';
import { resultTable } from './result-table.js';
import { meanCurve } from './survival-rows.js';

const percentOf = (alive: ArrayLike<number>): readonly number[] => Array.from(alive, (share) => 100 * share);

/** Figs. 4 and 5. */
export async function survivalSection(output: ReplicateOutput, context: PageContext): Promise<Section> {
  const { survival, replication } = output;
  const panels = context.arms.map(({ arm, label, colour }): CurvesPanel => {
    const line = (rows: (typeof survival)['posted'], name: string, dashed: boolean): ShownCurve => ({
      name,
      colour,
      dashed,
      percent: percentOf(meanCurve(rows[arm]!).alive),
    });
    return {
      title: label,
      curves: [line(survival.posted, 'posted', false), line(survival.corrected, 'corrected', true)],
      points: replication.rows
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
  const table = resultTable(rowsOf(output, 'median', 'oneyear').toSorted(byArm), {
    arms: context.arms,
    caption: 'Medians (Fig. 4a) and one-year survival; months of 30 days.',
  });
  const rest = resultTable(rowsOf(output, 'deaths', 'survival').toSorted(byArm), {
    arms: context.arms,
    caption: 'Deaths by quarter (Fig. 4b) and survival at 3, 6, 9 and 12 months (Fig. 5).',
  });
  return {
    id: 'survival',
    title: 'Figs. 4 and 5: survival',
    body: html`${figure}${table}<details><summary>Deaths by quarter and landmarks</summary>${rest}</details>`,
  };
}
