import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { scoreLabel } from '../../../plots/marker-style.js';
import type { AucOfDay } from '../result.js';

const HEIGHT = { wide: 300, narrow: 250 } as const;
const WIDEST = 520;
/** Room of the vertical axis of the first panel, and between panels; px. */
const AXIS_ROOM = 62;
const GAP = 52;

/** Largest horizontal shift of a point from its day, so that intervals do not overlap; share of the gap between days. */
const JITTER = 0.22;

/** A line of the figure. */
export interface AucLine {
  readonly line: string;
  /** For readers. */
  readonly label: string;
  readonly colour: string;
}

/** Room under the lowest interval. */
const HEADROOM = 0.01;

/**
 * AUC against marker day: a panel per arm, a line per score, intervals as bars; markers measured at the visit
 * of the response assessment, or later, on a grey background.
 *
 * @param rows - AUCs; one per arm, day and line
 * @param options - arm styles, lines in the order of the legend with their colours, day of the response, layout of the figure; narrow
 * panels stand below each other
 * @returns a Vega-Lite specification with its data
 */
export function aucByDayFigure(
  rows: readonly AucOfDay[],
  {
    arms,
    lines,
    assessmentDay,
    layout,
  }: {
    readonly arms: readonly ArmStyle[];
    readonly lines: readonly AucLine[];
    readonly assessmentDay: number;
    readonly layout: FigureLayout;
  },
): TopLevelSpec {
  const days = [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b);
  const gap = days.slice(1).reduce((least, day, index) => Math.min(least, day - days[index]!), 14);
  const span: [number, number] = [days[0]! - gap / 2, days.at(-1)! + gap / 2];
  const least = rows.reduce((low, { ci_low }) => Math.min(low, ci_low), 0.5);
  const floor = Math.floor((least - HEADROOM) * 20) / 20;
  const x: PositionEncoding = {
    field: 'place',
    type: 'quantitative',
    scale: { domain: span, nice: false },
    axis: { title: 'Day of marker measurement', values: days, grid: false },
  };
  const y: PositionEncoding = {
    field: 'auc',
    type: 'quantitative',
    scale: { domain: [floor, 1], nice: false },
    axis: { title: 'Area under the ROC curve (AUC)', format: '.2~f', tickCount: 6 },
  };
  const color = {
    field: 'line',
    type: 'nominal',
    scale: {
      domain: lines.map(({ line }) => line),
      range: lines.map(({ colour }) => colour),
    },
    legend: null,
  } as const;
  const shown = arms.filter(({ arm }) => rows.some((row) => row.arm === arm));
  const across = layout.narrow ? 1 : Math.max(1, shown.length);
  const size = {
    width: Math.min(WIDEST, Math.floor((layout.width - AXIS_ROOM - GAP * (across - 1)) / across)),
    height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
  };
  const panel = (style: ArmStyle, first: boolean): FigurePanel => {
    const values = rows
      .filter(({ arm }) => arm === style.arm)
      .map((row) => {
        const line = lineOf(row);
        const shift =
          lines.length < 2
            ? 0
            : (lines.findIndex((each) => each.line === line) / (lines.length - 1) - 0.5) * 2 * JITTER * gap;
        const label = lines.find((each) => each.line === line)?.label ?? line;
        const best = row.kind === 'best pair' ? ` (${scoreLabel(row.score.split(' + '))})` : '';
        const hover = `${label}${best}, day ${row.day}\nAUC: ${formatFixed(row.auc, 3)} (${formatFixed(row.ci_low, 3)} to ${formatFixed(row.ci_high, 3)})`;
        return { ...row, line, hover, place: row.day + shift, combined: row.kind !== 'marker' };
      });
    const data = { values };
    const background: FigureLayer[] =
      span[1] > assessmentDay - gap / 2
        ? [
            {
              data: { values: [{ from: Math.max(span[0], assessmentDay - gap / 2), to: span[1] }] },
              mark: { type: 'rect', color: INK.grid, opacity: 0.6 },
              encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
            },
            {
              data: { values: [{ at: span[1], summary: 'same visit or later' }] },
              mark: {
                type: 'text',
                align: 'right',
                baseline: 'bottom',
                dx: -4,
                dy: -5,
                fontSize: 10.5,
                color: INK.soft,
              },
              encoding: {
                x: { ...x, field: 'at' },
                y: { datum: floor, type: 'quantitative', scale: { domain: [floor, 1], nice: false } },
                text: { field: 'summary' },
              },
            },
          ]
        : [];
    return {
      ...size,
      title: style.label,
      layer: [
        ...background,
        {
          data: { values: [{ chance: 0.5 }] },
          mark: { type: 'rule', strokeDash: [2, 3], color: INK.faint },
          encoding: { y: { ...y, field: 'chance' } },
        },
        {
          data,
          mark: { type: 'line', strokeWidth: 1.6 },
          encoding: {
            x,
            y: first ? y : { ...y, axis: { ...y.axis, title: null } },
            color,
            strokeWidth: { condition: { test: 'datum.combined', value: 2.4 }, value: 1.3 },
          },
        },
        {
          data,
          mark: { type: 'rule', strokeWidth: 1.3 },
          encoding: { x, y: { ...y, field: 'ci_low' }, y2: { field: 'ci_high' }, color },
        },
        {
          data,
          mark: { type: 'point', filled: true, size: 34, opacity: 1, stroke: INK.paper, strokeWidth: 0.8 },
          encoding: { x, y, fill: color, tooltip: { field: 'hover', type: 'nominal' } },
        },
      ],
    };
  };
  return layout.narrow
    ? { vconcat: shown.map((style) => panel(style, true)) }
    : { hconcat: shown.map((style, index) => panel(style, index === 0)) };
}

/** Name of a row's line in the legend. */
export function lineOf({ kind, score }: Pick<AucOfDay, 'kind' | 'score'>): string {
  return kind === 'marker' ? score : kind;
}
