import type { TopLevelSpec } from 'vega-lite';
import { formatCount } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { thinWithJumps } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { monthAxis } from '../../../plots/month-axis.js';
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

const WIDTH = 690;
const HEIGHT = 300;
const ROW_STEP = 19;
const MOST_POINTS = 130;
const PERCENT_AXIS = { title: 'Alive without progression (%)', tickCount: 5 } as const;

/** `Placebo, Trial A (n = 60)`. */
const nameOf = (label: string, { trial, subgroup, n }: PfsClinicalRow): string =>
  `${label}, ${trial === 'pooled' ? 'pooled trials' : trial}${subgroup === '' ? '' : `, ${subgroup}`} (n = ${formatCount(n)})`;

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
      encoding: { x, y, fill: color },
    },
  ];
}

/** Medians of the trials below the curves, one line each, beside the simulated median of their arm. */
function mediansPanel(options: PfsFigureOptions, x: PositionEncoding): FigurePanel | null {
  const { arms, clinical, comparedMedianOf } = options;
  const values = arms.flatMap((style) =>
    clinical
      .filter(({ arm, statistic }) => arm === style.arm && statistic === 'median')
      .map((row) => ({
        armLabel: style.label,
        name: nameOf(style.label, row),
        month: row.month,
        low: row.month_low,
        high: row.month_high,
        simulated: comparedMedianOf(style.arm),
        isPooled: row.trial === 'pooled',
      })),
  );
  if (values.length === 0) return null;
  const names = values.map(({ name }) => name);
  const color = armColour(arms);
  const y: PositionEncoding = {
    field: 'name',
    type: 'nominal',
    sort: names,
    axis: { title: null, ticks: false, domain: false, labelLimit: 330 },
  };
  return {
    width: WIDTH,
    height: ROW_STEP * names.length,
    title: { text: 'Medians', anchor: 'start', fontSize: 11, fontWeight: 'normal', color: INK.soft, offset: 4 },
    layer: [
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
        mark: { type: 'point', strokeWidth: 1.4, size: 52, opacity: 1 },
        encoding: {
          x,
          y,
          stroke: color,
          fill: { ...color, condition: { test: '!datum.isPooled', value: INK.paper } },
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
 * @returns a Vega-Lite specification with its data
 */
export function pfsFigure(options: PfsFigureOptions): TopLevelSpec {
  const { arms, simulated, medianOf } = options;
  const lines = arms.flatMap((style) =>
    thinWithJumps(
      simulated.filter((row) => row.arm === style.arm),
      MOST_POINTS,
      (row) => [row.pfs_percent],
    ).map((row) => ({ armLabel: style.label, month: row.month, percent: row.pfs_percent })),
  );
  const x = monthAxis({ simulated, clinical: [], monthDays: options.monthDays });
  const y: PositionEncoding = {
    field: 'percent',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: PERCENT_AXIS,
  };
  const medians = mediansPanel(options, { ...x, axis: { ...x.axis, title: null, grid: true } });
  return {
    vconcat: [
      {
        width: WIDTH,
        height: HEIGHT,
        layer: [
          {
            data: { values: lines },
            mark: { type: 'line', strokeWidth: 2.5 },
            encoding: { x, y, color: armColour(arms) },
          },
          ...medianLayers(arms, medianOf, x),
          ...landmarkLayers(options, x, y),
        ],
      },
      ...(medians === null ? [] : [medians]),
    ],
    spacing: 16,
    resolve: { scale: { y: 'independent' } },
  };
}
