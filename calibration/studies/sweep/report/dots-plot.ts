import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { fittedWidth } from '../../../plots/fitted-width.js';
import { labelRoom } from '../../../plots/label-room.js';

/** A point of a sweep along one axis. */
export interface SweepDot {
  readonly row: string;
  readonly value: number;
  /** Ends of its Monte-Carlo interval. */
  readonly low: number;
  readonly high: number;
  readonly hover: string;
}

const WIDEST = 720;
const ROW = { most: 24, least: 12 } as const;
const HEIGHT = 720;

/**
 * Values of an endpoint along one axis: a dot with its Monte-Carlo interval for each point.
 *
 * @param dots - in the order of the axis; at least one
 * @param titles - of the varied quantity and of the endpoint, with units
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function dotsFigure(
  dots: readonly SweepDot[],
  titles: { readonly row: string; readonly value: string },
  layout: FigureLayout,
): TopLevelSpec {
  const rows = dots.map(({ row }) => row);
  const room = labelRoom(rows, layout);
  const domain = axisExtent(dots.flatMap(({ low, high }) => [low, high]));
  const x = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: titles.value, tickCount: layout.narrow ? 4 : 7, grid: true },
  });
  const y: PositionEncoding = {
    field: 'row',
    type: 'nominal',
    sort: rows,
    axis: { title: titles.row, ticks: false, domain: false, labelLimit: room.labelLimit },
  };
  return {
    ...fittedWidth(Math.min(WIDEST, layout.width)),
    height: Math.max(ROW.least, Math.min(ROW.most, Math.floor(HEIGHT / rows.length))) * rows.length,
    data: { values: [...dots] },
    encoding: { y },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 1.6, color: palette['series-1'] },
        encoding: { x: x('low'), x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1, fill: palette['series-1'], stroke: INK.paper },
        encoding: { x: x('value'), tooltip: { field: 'hover', type: 'nominal' } },
      },
    ],
  };
}
