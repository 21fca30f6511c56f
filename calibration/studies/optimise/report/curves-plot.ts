import type { TopLevelSpec } from 'vega-lite';
import type { PositionEncoding } from '../../../page/plots/plot-theme.js';
import { thinWithJumps } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour } from '../../../plots/arm-style.js';
import { monthAxis } from '../../../plots/month-axis.js';

const WIDTH = 620;
const HEIGHT = 270;
const MOST_POINTS = 130;

/** A day of a curve. */
export interface CurveRow {
  readonly label: string;
  readonly month: number;
  readonly percent: number;
}

/**
 * Days of one curve of every chosen schedule.
 *
 * @param table - cells of `curves.csv`, header first
 * @param column - curve, such as `os`
 * @param monthDays - days of a month
 * @returns rows in order of the table, without those where the curve has no value
 */
export function curveRows(
  [header = [], ...rows]: readonly (readonly string[])[],
  column: string,
  monthDays: number,
): readonly CurveRow[] {
  const [label, day, percent] = [header.indexOf('label'), header.indexOf('day'), header.indexOf(column)];
  return rows.flatMap((cells) => {
    const cell = cells[percent] ?? '';
    return cell === '' ? [] : [{ label: cells[label]!, month: Number(cells[day]) / monthDays, percent: Number(cell) }];
  });
}

/**
 * One curve of the chosen schedules.
 *
 * @param rows - days of the curve
 * @param styles - names and colours of the schedules; the reference, first, is drawn above the others
 * @param options - title of the axis of percent; days of a month
 * @returns a Vega-Lite specification with its data
 */
export function curvesFigure(
  rows: readonly CurveRow[],
  styles: readonly ArmStyle[],
  { title, monthDays }: { readonly title: string; readonly monthDays: number },
): TopLevelSpec {
  const linesOf = (shown: readonly ArmStyle[]) =>
    shown.flatMap((style) =>
      thinWithJumps(
        rows.filter(({ label }) => label === style.arm),
        MOST_POINTS,
        ({ percent }) => [percent],
      ).map(({ month, percent }) => ({ armLabel: style.label, month, percent })),
    );
  const x = monthAxis({ simulated: rows, clinical: [], monthDays });
  const y: PositionEncoding = {
    field: 'percent',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title, tickCount: 5 },
  };
  const color = armColour(styles);
  return {
    width: WIDTH,
    height: HEIGHT,
    layer: [
      { data: { values: linesOf(styles.slice(1)) }, mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y, color } },
      {
        data: { values: linesOf(styles.slice(0, 1)) },
        mark: { type: 'line', strokeWidth: 2, strokeDash: [5, 3] },
        encoding: { x, y, color },
      },
    ],
  };
}
