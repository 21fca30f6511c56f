import type { TopLevelSpec } from 'vega-lite';
import { palette } from '../../../page/theme.js';

/** Samples of one parameter against the output. */
export interface ScatterPanel {
  readonly title: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface ScatterAxes {
  readonly x: string;
  readonly y: string;
}

const PANEL = { width: 246, height: 190 } as const;
const COLUMNS = 3;

/** Panels of points, one per parameter, on the same vertical axis. */
export function scatterFigure(panels: readonly ScatterPanel[], { x, y }: ScatterAxes): TopLevelSpec {
  return {
    columns: COLUMNS,
    concat: panels.map((panel, index) => ({
      ...PANEL,
      title: panel.title,
      data: { values: panel.x.map((value, sample) => ({ x: value, y: panel.y[sample] })) },
      mark: { type: 'point', filled: true, size: 9, opacity: 0.5, fill: palette['series-1'] },
      encoding: {
        x: { field: 'x', type: 'quantitative', scale: { zero: false, nice: false }, axis: { title: x, tickCount: 5 } },
        y: {
          field: 'y',
          type: 'quantitative',
          scale: { zero: false },
          axis: { title: index % COLUMNS === 0 ? y : null, tickCount: 5 },
        },
      },
    })),
    resolve: { scale: { y: 'shared' } },
  };
}
