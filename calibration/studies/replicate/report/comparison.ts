import { builtInArms, Z95 } from '../../../../src/index.js';
import { type DrawnFigure, drawnFigure, type FigureReceiver } from '../../../page/drawn-plot.js';
import type { Html } from '../../../page/html.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import type { PageSource } from '../../study.js';
import type { ReplicateResult, ReplicateRow } from '../result.js';
import { type ComparedPoint, comparisonAlt, comparisonFigure, type SeriesStyle, seriesKey } from './comparison-plot.js';

/** Context of every section. */
export interface PageContext extends FigureReceiver, Pick<PageSource<ReplicateResult>, 'table'> {
  readonly arms: readonly ArmStyle[];
}

/** Colours of the settings; Tol's bright scheme, safe for colour-blind readers. */
const printed: SeriesStyle = { series: 'printed', colour: palette.text, shape: 'diamond' };
const settingStyles: readonly SeriesStyle[] = [
  printed,
  { series: 'posted', colour: palette['series-1'], shape: 'circle' },
  { series: 'posted, diameters', colour: palette['series-6'], shape: 'circle' },
  { series: 'posted, placebo function', colour: palette['series-5'], shape: 'circle' },
  { series: 'posted, script arithmetic', colour: palette['series-4'], shape: 'circle' },
  { series: 'posted, script arithmetic, placebo function', colour: palette['series-2'], shape: 'circle' },
  { series: 'corrected', colour: palette['arm-7'], shape: 'circle' },
  { series: 'corrected, refitted', colour: palette['series-3'], shape: 'circle' },
];

/** Results whose id begins with one of the families. */
export const rowsOf = ({ rows }: ReplicateResult, ...prefixes: readonly string[]): readonly ReplicateRow[] =>
  rows.filter(({ id }) => prefixes.some((prefix) => id.startsWith(`${prefix}.`)));

/** Printed and computed values of some results, ready to be drawn. */
function pointsOf(rows: readonly ReplicateRow[], arms: readonly ArmStyle[]): readonly ComparedPoint[] {
  return rows.flatMap((row, index): readonly ComparedPoint[] => {
    const place = { panel: armLabel(arms, row.arm), label: row.quantity };
    const isFirst = rows[index - 1]?.id !== row.id;
    const reference = row.published ?? row.recomputed;
    const computed = { ...place, series: row.setting, value: row.value };
    return [
      ...(isFirst && reference !== null
        ? [{ ...place, series: 'printed', value: reference, ...ownError(row, reference) }]
        : []),
      row.standard_error === 0 ? computed : { ...computed, low: row.low, high: row.high },
    ];
  });
}

/** Interval of a printed value: sampling error of a cohort of its size. */
function ownError({ published_error: error }: ReplicateRow, reference: number) {
  return error === 0 ? {} : { low: reference - Z95 * error, high: reference + Z95 * error };
}

/** Printed and computed values of some results as a plot. */
export function comparison(
  rows: readonly ReplicateRow[],
  figure: Pick<DrawnFigure, 'id' | 'title' | 'caption'> & {
    readonly xTitle: string;
    readonly domain?: readonly [number, number];
    readonly rule?: number;
  },
  context: PageContext,
): Promise<Html> {
  const { id, title, caption, ...axis } = figure;
  const points = pointsOf(rows, context.arms);
  return drawnFigure(
    {
      id,
      title,
      caption,
      key: seriesKey(points, settingStyles),
      alt: comparisonAlt(points),
      draw: (layout) => comparisonFigure(points, { series: settingStyles, ...axis }, layout),
    },
    context,
  );
}

const armOrder: readonly string[] = builtInArms;

/** Order of results by arm; results of one arm keep theirs. */
export const byArm = (a: ReplicateRow, b: ReplicateRow): number => armOrder.indexOf(a.arm) - armOrder.indexOf(b.arm);
