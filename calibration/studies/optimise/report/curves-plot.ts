import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import type { PositionEncoding } from '../../../page/plots/plot-theme.js';
import { thinWithJumps } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour } from '../../../plots/arm-style.js';
import { fittedWidth } from '../../../plots/fitted-width.js';
import { monthAxis } from '../../../plots/month-axis.js';

const WIDTH = 690;
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
 * @param options - title of the axis of percent; days of a month; layout of the figure
 * @returns a Vega-Lite specification with its data
 */
export function curvesFigure(
  rows: readonly CurveRow[],
  styles: readonly ArmStyle[],
  { title, monthDays, layout }: { readonly title: string; readonly monthDays: number; readonly layout: FigureLayout },
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
    axis: { title, values: [0, 20, 40, 60, 80, 100] },
  };
  const color = armColour(styles);
  return {
    ...fittedWidth(Math.min(WIDTH, layout.width)),
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

/** Months at which the text alternative states the curves; the last day where they end before. */
const DESCRIBED_MONTHS = 12;

/**
 * What the curves show: each schedule's share at twelve months, or at the end.
 *
 * @param rows - days of the curve
 * @param styles - names of the schedules
 * @param options - what is left, such as `Overall survival`; days of a month
 */
export function curvesAlt(
  rows: readonly CurveRow[],
  styles: readonly ArmStyle[],
  { label, monthDays }: { readonly label: string; readonly monthDays: number },
): string {
  const last = rows.reduce((most, { month }) => Math.max(most, month), 0);
  const at = Math.min(DESCRIBED_MONTHS, last);
  const texts = styles.flatMap((style) => {
    const own = rows.filter((row) => row.label === style.arm && row.month <= at + 0.5 / monthDays);
    const percent = own.at(-1)?.percent;
    return percent === undefined ? [] : [`${style.label} ${formatFixed(percent, 1)} %`];
  });
  return `${label} at ${formatFixed(at, 0)} months: ${texts.join(', ')}.`;
}
