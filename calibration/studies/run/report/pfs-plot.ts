import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { thinWithJumps } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { type GroupedRow, groupedRows, nameRoom, rowKey } from '../../../plots/grouped-rows.js';
import { HOVER } from '../../../plots/hover.js';
import { monthAxis } from '../../../plots/month-axis.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { shortTrialName, trialName } from '../../../plots/trial-name.js';
import type { PfsClinicalRow, PfsRow } from '../plot-tables.js';
import { medianLayers } from './survival-plot.js';

/** Data of a plot of progression-free survival. */
export interface PfsFigureOptions {
  readonly simulated: readonly PfsRow[];
  readonly clinical: readonly PfsClinicalRow[];
  readonly arms: readonly ArmStyle[];
  /** Median of an arm of the cohort; months; null where it is not reached. */
  readonly medianOf: (arm: string) => number | null;
  /** The same as it is compared with trials. */
  readonly comparedMedianOf: (arm: string) => number | null;
  /** Length of a month of the run; days. */
  readonly monthDays: number;
}

/** Room of the names of trials, height of the curves, height of a line; px. */
const LABELS = { wide: 226, narrow: 108 } as const;
const HEIGHT = { wide: 290, narrow: 220 } as const;
const ROW_STEP = 17;
/** Room of the vertical axis of the curves; px. */
const LEAST_ROOM = 56;
const MOST_POINTS = 130;

/** `Trial A (n = 60)`; the number of patients is left out where there is little room. */
function nameOf(row: PfsClinicalRow, narrow: boolean): string {
  const part = { trial: row.trial === 'pooled' ? 'pooled trials' : row.trial, subgroup: row.subgroup };
  return narrow ? shortTrialName(part) : `${trialName(part)} (n = ${formatCount(row.n)})`;
}

/** Shares of the trials with their intervals, over the simulated curves. */
function landmarkLayers(options: PfsFigureOptions, x: PositionEncoding, y: PositionEncoding): readonly FigureLayer[] {
  const rows = options.clinical.filter(({ statistic }) => statistic === 'landmark');
  // One trial alone is the pool
  const shown = rows.filter(({ trial }) => trial === 'pooled');
  const color = armColour(options.arms);
  const values = shown.map((row) => ({
    armLabel: armLabel(options.arms, row.arm),
    month: row.month,
    percent: row.pfs_percent,
    low: row.ci_low,
    high: row.ci_high,
    hover: `${armLabel(options.arms, row.arm)}, pooled trials: ${formatFixed(row.pfs_percent, 1)} % without progression at ${row.month} months`,
  }));
  return [
    {
      data: { values: values.filter(({ low, high }) => low !== null && high !== null) },
      mark: { type: 'rule', strokeWidth: 1.4 },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 62, stroke: INK.paper, strokeWidth: 1.2, opacity: 1 },
      encoding: { x, y, fill: color, ...HOVER },
    },
  ];
}

/** Medians of the trials below the curves, one line each under its arm, beside the simulated median of the arm. */
function mediansPanel(
  options: PfsFigureOptions,
  {
    x,
    width,
    room,
    narrow,
  }: { readonly x: PositionEncoding; readonly width: number; readonly room: number; readonly narrow: boolean },
): FigurePanel | null {
  const { arms, clinical, comparedMedianOf } = options;
  const values = arms.flatMap((style) =>
    clinical
      .filter(({ arm, statistic }) => arm === style.arm && statistic === 'median')
      .map((row) => {
        const place = { group: style.label, name: nameOf(row, narrow) };
        const interval =
          row.month_low === null || row.month_high === null
            ? ''
            : ` (95 % interval ${formatFixed(row.month_low, 2)} to ${formatFixed(row.month_high, 2)})`;
        return {
          ...place,
          row: rowKey(place),
          armLabel: style.label,
          month: row.month,
          low: row.month_low,
          high: row.month_high,
          simulated: comparedMedianOf(style.arm),
          isPooled: row.trial === 'pooled',
          hover: `${style.label}, ${nameOf(row, false)}: median ${formatFixed(row.month, 2)} months${interval}`,
        };
      }),
  );
  if (values.length === 0) return null;
  const color = armColour(arms);
  const { y, headings, count } = groupedRows(values, { isNamed: true, room });
  return {
    width,
    height: ROW_STEP * count,
    layer: [
      ...headings,
      {
        data: { values: values.filter(({ simulated }) => simulated !== null) },
        mark: { type: 'tick', thickness: 2.5, size: ROW_STEP },
        encoding: { x: { ...x, field: 'simulated' }, y, color },
      },
      {
        data: { values: values.filter(({ low, high }) => low !== null && high !== null) },
        mark: { type: 'rule', strokeWidth: 1.4 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color },
      },
      {
        data: { values },
        mark: { type: 'point', strokeWidth: 1.4, size: 48, opacity: 1 },
        encoding: {
          x,
          y,
          stroke: color,
          fill: { ...color, condition: { test: '!datum.isPooled', value: INK.paper } },
          ...HOVER,
        },
      },
    ],
  };
}

/**
 * Progression-free survival of all arms: simulated curves with their medians over the shares of the trials, and the medians of
 * the trials below on the same axis.
 *
 * @param options - rows of `pfs` and `pfs_clinical`, arm styles, medians of the cohort, length of a month
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function pfsFigure(options: PfsFigureOptions, layout: FigureLayout): TopLevelSpec {
  const { arms, simulated, medianOf } = options;
  const { narrow } = layout;
  const names = options.clinical
    .filter(({ statistic }) => statistic === 'median')
    .map((row): GroupedRow => ({ group: row.arm, name: nameOf(row, narrow) }));
  const room = Math.max(LEAST_ROOM, nameRoom(names, narrow ? LABELS.narrow : LABELS.wide));
  const { width } = panelGrid(layout, { wide: 1, labels: room });
  const lines = arms.flatMap((style) =>
    thinWithJumps(
      simulated.filter((row) => row.arm === style.arm),
      MOST_POINTS,
      (row) => [row.pfs_percent],
    ).map((row) => ({ armLabel: style.label, month: row.month, percent: row.pfs_percent })),
  );
  const x = monthAxis({ simulated, clinical: [], monthDays: options.monthDays, width });
  const y: PositionEncoding = {
    field: 'percent',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'Without progression (%)', tickCount: 5 },
  };
  const title = 'Median progression-free survival of the trials (months)';
  const medians = mediansPanel(options, {
    x: { ...x, axis: { ...x.axis, title: narrow ? 'Medians of the trials (months)' : title, grid: true } },
    width,
    room,
    narrow,
  });
  return {
    vconcat: [
      {
        width,
        height: narrow ? HEIGHT.narrow : HEIGHT.wide,
        layer: [
          {
            data: { values: lines },
            mark: { type: 'line', strokeWidth: 2.5 },
            encoding: { x, y, color: armColour(arms) },
          },
          ...medianLayers(arms, medianOf, { x, width, narrow }),
          ...landmarkLayers(options, x, y),
        ],
      },
      ...(medians === null ? [] : [medians]),
    ],
    spacing: 16,
    resolve: { scale: { y: 'independent' } },
  };
}
