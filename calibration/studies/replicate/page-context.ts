import { builtInArms } from '../../../src/index.js';
import { type DrawnFigure, drawnFigure, type WarningReceiver } from '../../page/drawn-plot.js';
import type { Html } from '../../page/html.js';
import { type ArmStyle, armLabel } from '../../plots/arm-style.js';
import { type ComparedPoint, comparisonFigure, type SeriesStyle, seriesKey } from './comparison-plot.js';
import type { ReplicateOutput } from './compute.js';
import type { ReplicateRow } from './result.js';
import { Z95 } from './verdict.js';

/** What every section is drawn with. */
export interface PageContext extends WarningReceiver {
  readonly arms: readonly ArmStyle[];
}

/** Colours of the settings; Tol's bright scheme, safe for colour-blind readers. */
const printed: SeriesStyle = { series: 'printed', colour: '#1f2933', shape: 'diamond' };
const settingStyles: readonly SeriesStyle[] = [
  printed,
  { series: 'posted', colour: '#4477aa', shape: 'circle' },
  { series: 'posted, diameters', colour: '#ccbb44', shape: 'circle' },
  { series: 'posted, placebo function', colour: '#66ccee', shape: 'circle' },
  { series: 'posted, script arithmetic', colour: '#aa3377', shape: 'circle' },
  { series: 'posted, script arithmetic, placebo function', colour: '#ee99aa', shape: 'circle' },
  { series: 'corrected', colour: '#ee6677', shape: 'circle' },
  { series: 'corrected, refitted', colour: '#228833', shape: 'circle' },
];

/** Results whose id begins with one of the families. */
export const rowsOf = ({ replication }: ReplicateOutput, ...prefixes: readonly string[]): readonly ReplicateRow[] =>
  replication.rows.filter(({ id }) => prefixes.some((prefix) => id.startsWith(`${prefix}.`)));

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

/** Interval of a printed figure: what chance does to a cohort of its size. */
function ownError({ published_error: error }: ReplicateRow, reference: number) {
  return error === 0 ? {} : { low: reference - Z95 * error, high: reference + Z95 * error };
}

/** Printed and computed values of some results as a figure. */
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
      spec: comparisonFigure(points, { series: settingStyles, ...axis }),
    },
    context,
  );
}

const armOrder: readonly string[] = builtInArms;

/** Order of results by arm; results of one arm keep theirs. */
export const byArm = (a: ReplicateRow, b: ReplicateRow): number => armOrder.indexOf(a.arm) - armOrder.indexOf(b.arm);
