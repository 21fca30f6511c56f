import type { TopLevelSpec } from 'vega-lite';

/** An index from the first blocks of a design. */
export interface ConvergencePoint {
  readonly name: string;
  readonly blocks: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const COLOURS = ['#2f6fb0', '#c8512d', '#1b7a6e', '#e3a13b', '#7a4fa3', '#52606d'] as const;
const SIZE = { width: 560, height: 240 } as const;

/** Indices with their intervals against the number of blocks, which doubles from point to point. */
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
