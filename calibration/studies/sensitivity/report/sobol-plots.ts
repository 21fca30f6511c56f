import type { TopLevelSpec } from 'vega-lite';
import { INK, type OffsetEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
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
const WIDTH = 740;

/** Total and first order side by side, one row per parameter. */
export function sharesFigure(bars: readonly ShareBar[]): TopLevelSpec {
  const values = bars.flatMap(({ name, first, total }) => [
    { name, order: 'total', ...total },
    { name, order: 'first', ...first },
  ]);
  const y = {
    field: 'name',
    type: 'nominal',
    sort: bars.map(({ name }) => name),
    axis: { title: null, labelLimit: 260 },
  } as const;
  const yOffset: OffsetEncoding = { field: 'order', type: 'nominal', scale: { domain: [...ORDERS] } };
  return {
    width: WIDTH,
    height: { step: ROW, for: 'position' },
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
            axis: { title: 'share of the variance', grid: true, tickCount: 9 },
          },
          fill: {
            field: 'order',
            type: 'nominal',
            scale: { domain: [...ORDERS], range: [TOTAL_COLOUR, FIRST_COLOUR] },
            legend: null,
          },
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

const COLOURS = [
  palette['series-1'],
  palette['class-pd'],
  palette.good,
  palette['series-6'],
  palette['series-7'],
  palette.soft,
] as const;
const SIZE = { width: 560, height: 240 } as const;

/** Total indices with their intervals against the number of blocks, which doubles from point to point. */
export function convergenceFigure(points: readonly ConvergencePoint[], names: readonly string[]): TopLevelSpec {
  const blocks = [...new Set(points.map((point) => point.blocks))];
  return {
    ...SIZE,
    data: { values: [...points] },
    encoding: {
      x: {
        field: 'blocks',
        type: 'ordinal',
        sort: blocks,
        axis: { title: 'blocks', labelAngle: 0 },
        scale: { paddingOuter: 0.4 },
      },
      xOffset: { field: 'name', type: 'nominal', sort: [...names] },
      color: {
        field: 'name',
        type: 'nominal',
        sort: [...names],
        scale: { domain: [...names], range: COLOURS.slice(0, names.length) },
        legend: { title: null, orient: 'right' },
      },
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 1.6 },
        encoding: { y: { field: 'low', type: 'quantitative', axis: { title: 'total order' } }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 30, opacity: 1 },
        encoding: { y: { field: 'value', type: 'quantitative' } },
      },
    ],
  };
}
