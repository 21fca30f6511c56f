import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { INK, type OffsetEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { fittedWidth } from '../../../plots/fitted-width.js';
import { labelRoom } from '../../../plots/label-room.js';
import type { Share } from '../result.js';

interface ShareBar {
  readonly name: string;
  readonly first: Share;
  readonly total: Share;
}

export const TOTAL_COLOUR = palette['series-1'];
export const FIRST_COLOUR = palette['series-6'];
const ORDERS: readonly string[] = ['total', 'first'];
const ROW = 26;

/** What a bar is, with its interval. */
const hoverOf = (name: string, order: string, { value, low, high }: Share): string =>
  `${name}\n${order} order: ${formatFixed(value, 3)} (${formatFixed(low, 3)} to ${formatFixed(high, 3)})`;

/** Total and first order side by side, one row per parameter. */
export function sharesFigure(bars: readonly ShareBar[], layout: FigureLayout): TopLevelSpec {
  const values = bars.flatMap(({ name, first, total }) => [
    { name, order: 'total', ...total, hover: hoverOf(name, 'total', total) },
    { name, order: 'first', ...first, hover: hoverOf(name, 'first', first) },
  ]);
  const room = labelRoom(
    bars.map(({ name }) => name),
    layout,
  );
  const y = {
    field: 'name',
    type: 'nominal',
    sort: bars.map(({ name }) => name),
    axis: { title: null, labelLimit: room.labelLimit },
  } as const;
  const yOffset: OffsetEncoding = { field: 'order', type: 'nominal', scale: { domain: [...ORDERS] } };
  return {
    ...fittedWidth(layout.width),
    height: ROW * bars.length,
    data: { values },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.85 } },
        encoding: {
          y,
          yOffset,
          x: {
            field: 'value',
            type: 'quantitative',
            axis: { title: 'Share of the variance', grid: true, tickCount: layout.narrow ? 5 : 9 },
          },
          fill: {
            field: 'order',
            type: 'nominal',
            scale: { domain: [...ORDERS], range: [TOTAL_COLOUR, FIRST_COLOUR] },
            legend: null,
          },
          tooltip: { field: 'hover', type: 'nominal' },
        },
      },
      {
        mark: { type: 'rule', strokeWidth: 1.1, color: INK.text },
        encoding: { y, yOffset, x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
      },
    ],
  };
}

/** A total index estimated from the first blocks of a design. */
interface ConvergencePoint {
  readonly name: string;
  readonly blocks: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Colours of the leading parameters, in order of their total index. */
export const LEADER_COLOURS = [
  palette['series-1'],
  palette['class-pd'],
  palette.good,
  palette['series-6'],
  palette['series-7'],
  palette.soft,
] as const;
const SIZE = { width: 620, height: 240 } as const;

/** Total indices with their intervals against the number of blocks, which doubles from point to point. */
export function convergenceFigure(
  points: readonly ConvergencePoint[],
  names: readonly string[],
  layout: FigureLayout,
): TopLevelSpec {
  const blocks = [...new Set(points.map((point) => point.blocks))];
  return {
    ...fittedWidth(Math.min(SIZE.width, layout.width)),
    height: SIZE.height,
    data: {
      values: points.map((point) => ({
        ...point,
        hover: `${point.name}\n${point.blocks} blocks: ${formatFixed(point.value, 3)} (${formatFixed(point.low, 3)} to ${formatFixed(point.high, 3)})`,
      })),
    },
    encoding: {
      x: {
        field: 'blocks',
        type: 'ordinal',
        sort: blocks,
        axis: { title: 'Blocks of samples (doubling)', labelAngle: 0 },
        scale: { paddingOuter: 0.4 },
      },
      xOffset: { field: 'name', type: 'nominal', sort: [...names] },
      color: {
        field: 'name',
        type: 'nominal',
        sort: [...names],
        scale: { domain: [...names], range: LEADER_COLOURS.slice(0, names.length) },
        legend: null,
      },
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 1.6 },
        encoding: {
          y: { field: 'low', type: 'quantitative', axis: { title: 'Total order (share of the variance)' } },
          y2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 30, opacity: 1 },
        encoding: { y: { field: 'value', type: 'quantitative' }, tooltip: { field: 'hover', type: 'nominal' } },
      },
    ],
  };
}
