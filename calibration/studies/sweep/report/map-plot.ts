import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { type FigurePanel, INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { labelRoom } from '../../../plots/label-room.js';
import { titleLines } from '../../../plots/title-lines.js';

/** A cell of a map. */
export interface MapCell {
  readonly column: string;
  readonly row: string;
  readonly value: number | null;
  /** What the cell is, with its value and error, one line each. */
  readonly hover: string;
}

export interface SweepMap {
  readonly cells: readonly MapCell[];
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** With units; empty where the rows have none. */
  readonly titles: { readonly column: string; readonly row: string; readonly value: string };
  readonly decimals: number;
}

const ROW = { most: 30, least: 9 } as const;
/** Tallest map, and widest cell; px. */
const HEIGHT = 760;
const CELL = { wide: 110, narrow: 76 } as const;
/** Cells narrower than this, px, show no number. */
const NUMBERED = { wide: 38, narrow: 36 } as const;
/** The strongest colour still has a contrast of 4.5 to the number on it, in both themes. */
const OPACITY = { least: 0.04, most: 0.58 } as const;
const BAR = { width: 240, height: 10, steps: 24 } as const;

/** Share of the full colour of a value. */
function opacityOf(value: number, [low, high]: readonly [number, number]): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return OPACITY.least + share * (OPACITY.most - OPACITY.least);
}

/**
 * Values of an endpoint over a grid: a cell for each point, the darker the larger, with a bar of colours below.
 *
 * @param map - cells, levels of both axes in order, titles with units
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function mapFigure({ cells, columns, rows, titles, decimals }: SweepMap, layout: FigureLayout): TopLevelSpec {
  const known = cells.flatMap(({ value }) => value ?? []);
  const range: readonly [number, number] = [Math.min(...known), Math.max(...known)];
  const isRow = rows.length === 1 && rows[0] === '';
  const room = labelRoom(rows, layout, { further: isRow ? 0 : 24 });
  const cell = Math.min(layout.narrow ? CELL.narrow : CELL.wide, Math.floor(room.width / columns.length));
  const height = Math.max(ROW.least, Math.min(ROW.most, Math.floor(HEIGHT / rows.length)));
  const isNumbered = cell >= (layout.narrow ? NUMBERED.narrow : NUMBERED.wide) && height >= 14;
  const x = {
    field: 'column',
    type: 'nominal',
    sort: [...columns],
    axis: { title: titles.column, orient: 'top', labelAngle: 0, ticks: false, domain: false, labelOverlap: true },
  } as const;
  const y = {
    field: 'row',
    type: 'nominal',
    sort: [...rows],
    axis: isRow
      ? null
      : { title: titles.row === '' ? null : titles.row, ticks: false, domain: false, labelLimit: room.labelLimit },
  } as const;
  const map: FigurePanel = {
    width: cell * columns.length,
    height: height * rows.length,
    data: {
      values: cells.map((each) => ({
        ...each,
        opacity: each.value === null ? 0 : opacityOf(each.value, range),
        shown: each.value === null ? (layout.narrow ? '–' : 'not reached') : formatFixed(each.value, decimals),
      })),
    },
    encoding: { x, y },
    layer: [
      {
        mark: { type: 'rect', stroke: INK.paper, strokeWidth: 2, fill: palette['series-1'] },
        encoding: {
          fillOpacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
          tooltip: { field: 'hover', type: 'nominal' },
        },
      },
      ...(isNumbered
        ? [
            {
              mark: { type: 'text', fontSize: layout.narrow ? 10.5 : 11 } as const,
              encoding: {
                text: { field: 'shown', type: 'nominal' },
                color: { value: INK.text },
              },
            } as const,
          ]
        : []),
    ],
  };
  return known.length === 0
    ? map
    : {
        vconcat: [map, colourBar(range, titles.value, { ...layout, width: Math.min(BAR.width, room.width - 8) })],
        spacing: 22,
      };
}

/** The bar of colours with its axis. */
function colourBar(
  [low, high]: readonly [number, number],
  title: string,
  { width, narrow }: FigureLayout,
): FigurePanel {
  const [from, to] = high > low ? [low, high] : [low - 0.5, high + 0.5];
  const step = (to - from) / BAR.steps;
  return {
    width,
    height: BAR.height,
    data: {
      values: Array.from({ length: BAR.steps }, (_, index) => ({
        from: from + index * step,
        to: from + (index + 1) * step,
        opacity: opacityOf(from + (index + 0.5) * step, [from, to]),
      })),
    },
    mark: { type: 'rect', fill: palette['series-1'], tooltip: null },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        scale: { domain: [from, to], nice: false, zero: false },
        axis: { title: titleLines(title, width), tickCount: narrow ? 4 : 5, domain: false },
      },
      x2: { field: 'to' },
      fillOpacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
    },
  };
}
