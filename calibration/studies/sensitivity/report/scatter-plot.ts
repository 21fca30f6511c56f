import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { palette } from '../../../page/theme.js';
import { titleLines } from '../../../plots/title-lines.js';

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

const HEIGHT = 190;
const COLUMNS = { wide: 3, narrow: 1 } as const;
/** A narrow figure has every third sample. */
const NARROW_STEP = 3;
/** Room of a vertical axis, and between panels; px. */
const AXIS_ROOM = 48;

/** Panels of points, one per parameter, on the same vertical axis; below each other in a narrow figure. */
export function scatterFigure(
  panels: readonly ScatterPanel[],
  { x, y }: ScatterAxes,
  { width, narrow }: FigureLayout,
): TopLevelSpec {
  const columns = narrow ? COLUMNS.narrow : COLUMNS.wide;
  const size = { width: Math.floor((width - 40) / columns) - AXIS_ROOM, height: HEIGHT };
  return {
    columns,
    concat: panels.map((panel, index) => ({
      ...size,
      title: panel.title,
      data: { values: pointsOf(panel).filter((_, sample) => sample % (narrow ? NARROW_STEP : 1) === 0) },
      mark: { type: 'point', filled: true, size: 9, opacity: 0.5, fill: palette['series-1'], tooltip: null },
      encoding: {
        x: {
          field: 'x',
          type: 'quantitative',
          scale: { zero: false, nice: false },
          axis: { title: titleLines(x, size.width), tickCount: 5 },
        },
        y: {
          field: 'y',
          type: 'quantitative',
          scale: { zero: false },
          axis: { title: index % columns === 0 ? titleLines(y, HEIGHT) : null, tickCount: 5 },
        },
      },
    })),
    resolve: { scale: { y: 'shared' } },
  };
}

const pointsOf = ({ x, y }: ScatterPanel) => x.map((value, sample) => ({ x: value, y: y[sample] }));
