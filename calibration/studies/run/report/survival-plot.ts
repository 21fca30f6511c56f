import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { thinRows } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { medianMonth, monthAxis } from '../../../plots/month-axis.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { SurvivalClinicalRow, SurvivalRow } from '../plot-tables.js';

/** Data of a survival plot: the simulated curves and the published ones. */
export interface SurvivalFigureOptions {
  readonly simulated: readonly SurvivalRow[];
  readonly clinical: readonly SurvivalClinicalRow[];
  readonly arms: readonly ArmStyle[];
  /** Length of a month of the run; days. */
  readonly monthDays: number;
}

const MOST_POINTS = 130;

/** Room of the vertical axis; height of the frame; px. */
const AXIS = 58;
const HEIGHT = { wide: 340, narrow: 250 } as const;

/** Height of a median's label, percent of the axis, and its width; px. */
const LABEL_STEP = { wide: 5.5, narrow: 7 } as const;
const LABEL_WIDTH = 40;

/**
 * Simulated survival by arm, with no more points than a panel can show.
 *
 * @param options - rows and arm styles
 * @returns rows for a line mark, in order of time
 */
export function survivalLines(options: SurvivalFigureOptions) {
  return options.arms.flatMap((style) =>
    thinRows(
      options.simulated.filter((row) => row.arm === style.arm),
      MOST_POINTS,
    ).map((row) => ({ armLabel: style.label, month: row.month, survival: row.survival_percent })),
  );
}

/**
 * A line at one half, and under it a drop line to the median of each simulated curve.
 *
 * @param arms - styles of the arms
 * @param medianOf - median of an arm; months; null where it is not reached
 * @param frame - axis of months, and the figure that it is part of
 */
export function medianLayers(
  arms: readonly ArmStyle[],
  medianOf: (arm: string) => number | null,
  { x, width, narrow }: { readonly x: PositionEncoding; readonly width: number; readonly narrow: boolean },
): FigureLayer[] {
  const [, end = 12] = (x.scale as { readonly domain: readonly number[] }).domain;
  const step = narrow ? LABEL_STEP.narrow : LABEL_STEP.wide;
  const near = (LABEL_WIDTH * end) / width;
  const known = arms.flatMap(({ arm, label }) => {
    const month = medianOf(arm);
    return month === null ? [] : [{ armLabel: label, month }];
  });
  const medians = known.map(({ armLabel: label, month }, index) => ({
    armLabel: label,
    month,
    survival: 50,
    summary: month.toFixed(2),
    // Labels of medians that coincide stand above each other
    level: 4 + step * known.slice(0, index).filter((other) => Math.abs(other.month - month) < near).length,
  }));
  const color = armColour(arms);
  const top = { field: 'survival', type: 'quantitative' } as const;
  return [
    {
      data: { values: [{ survival: 50 }] },
      mark: { type: 'rule', strokeDash: [4, 3], color: INK.faint },
      encoding: { y: top },
    },
    {
      data: { values: medians },
      mark: { type: 'rule', strokeDash: [2, 3], strokeWidth: 1.2 },
      encoding: { x, y: top, y2: { datum: 0 }, color },
    },
    {
      data: { values: medians },
      mark: { type: 'text', align: 'left', dx: 5, fontSize: 11, fontWeight: 'bold' },
      encoding: { x, y: { field: 'level', type: 'quantitative' }, text: { field: 'summary' }, color },
    },
  ];
}

/**
 * Survival of all arms in one frame: simulated curves with their medians over the pooled clinical landmarks.
 *
 * @param options - rows of `survival` and `survival_clinical`, arm styles, length of a month
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function survivalFigure(options: SurvivalFigureOptions, layout: FigureLayout): TopLevelSpec {
  const { width } = panelGrid(layout, { wide: 1, labels: AXIS });
  const { arms, clinical, simulated } = options;
  const medianOf = (arm: string) => medianMonth(simulated.filter((row) => row.arm === arm));
  const pooled = clinical
    .filter((row) => row.trial === 'pooled' && row.month > 0)
    .map((row) => ({
      armLabel: armLabel(arms, row.arm),
      month: row.month,
      survival: row.survival_percent,
      low: row.ci_low,
      high: row.ci_high,
      hover: `${armLabel(arms, row.arm)}, pooled trials: ${formatFixed(row.survival_percent, 1)} % alive at ${row.month} months`,
    }));
  const color = armColour(arms);
  const x = monthAxis({ ...options, width });
  const y: PositionEncoding = {
    field: 'survival',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'Patients alive (%)', tickCount: 5 },
  };
  return {
    width,
    height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
    layer: [
      { data: { values: survivalLines(options) }, mark: { type: 'line', strokeWidth: 2.5 }, encoding: { x, y, color } },
      ...medianLayers(arms, medianOf, { x, width, narrow: layout.narrow }),
      {
        data: { values: pooled },
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: { type: 'rule', strokeWidth: 1.4 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        data: { values: pooled },
        mark: { type: 'point', filled: true, size: 62, stroke: INK.paper, strokeWidth: 1.2, opacity: 1 },
        encoding: { x, y, fill: color, ...HOVER },
      },
    ],
  };
}
