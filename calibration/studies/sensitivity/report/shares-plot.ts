import type { TopLevelSpec } from 'vega-lite';
import { INK } from '../../../page/plots/plot-theme.js';
import type { OffsetEncoding } from '../../../page/plots/plot-types.js';

/** A share of the variance with its interval. */
interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ShareBar {
  readonly name: string;
  readonly first: Share;
  readonly total: Share;
}

export const TOTAL_COLOUR = '#2f6fb0';
export const FIRST_COLOUR = '#e3a13b';
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
