import type { TopLevelSpec } from 'vega-lite';
import { palette } from '../theme.js';
import { INK } from './plot-theme.js';

/** A cell of a heat map. */
export interface HeatCell {
  readonly column: string;
  readonly row: string;
  readonly value: number | null;
}

export interface HeatMap {
  readonly cells: readonly HeatCell[];
  readonly decimals: number;
}

const CELL = { width: 76, height: 30 } as const;
const WIDTH = 800;

/** One heat map: columns by rows, each cell with its number. */
export function heatMapFigure({ cells, decimals }: HeatMap): TopLevelSpec {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  const known = cells.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const middle = (low + high) / 2;
  const x = {
    field: 'column',
    type: 'nominal',
    sort: columns,
    axis: { title: null, orient: 'top', labelAngle: 0, ticks: false, domain: false, labelLimit: 200 },
  } as const;
  const y = {
    field: 'row',
    type: 'nominal',
    sort: rows,
    axis: rows.length === 1 ? null : { title: null, ticks: false, domain: false, labelLimit: 260 },
  } as const;
  return {
    width: Math.min(WIDTH, Math.max(CELL.width, WIDTH / 6) * columns.length),
    height: CELL.height * rows.length,
    data: {
      values: cells.map((cell) => ({
        ...cell,
        shown: cell.value === null ? 'not reached' : cell.value.toFixed(decimals),
      })),
    },
    encoding: { x, y },
    layer: [
      {
        mark: { type: 'rect', stroke: INK.paper, strokeWidth: 2 },
        encoding: {
          fill: {
            condition: {
              test: 'isValid(datum.value)',
              field: 'value',
              type: 'quantitative',
              scale: {
                domain: low < high ? [low, high] : [low - 1, high + 1],
                range: [palette['ramp-1'], palette['series-1']],
                interpolate: 'lab',
              },
              legend: null,
            },
            value: INK.grid,
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 11 },
        encoding: {
          text: { field: 'shown' },
          color: {
            condition: { test: `isValid(datum.value) && datum.value > ${middle + (high - low) / 6}`, value: INK.paper },
            value: INK.text,
          },
        },
      },
    ],
  };
}
