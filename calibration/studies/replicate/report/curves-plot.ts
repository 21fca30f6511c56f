import type { TopLevelSpec } from 'vega-lite';
import { PAPER_MONTH_DAYS } from '../../../endpoints/months.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import type { PageContext } from './comparison.js';

/** One curve of a panel: percent alive by month. */
export interface ShownCurve {
  readonly name: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly points: readonly { readonly month: number; readonly value: number }[];
}

/** A panel of survival curves, with values that the paper prints as points. */
export interface CurvesPanel {
  readonly title: string;
  readonly curves: readonly ShownCurve[];
  readonly points: readonly { readonly month: number; readonly percent: number; readonly colour: string }[];
}

/** Room of the vertical axis; px. */
const AXIS = 54;

/** Between panels with the labels at the ends of their axes; px. */
const GAP = 36;

/** Days between the points of a drawn curve. */
const STEP_DAYS = 3;

/** The curves of a stored table by its first two columns; every third day. */
export async function storedCurves(
  file: string,
  { table }: PageContext,
): Promise<(first: string, second: string) => ShownCurve['points']> {
  const [, ...rows] = await table(file);
  return (first, second) =>
    rows
      .filter((cells) => cells[0] === first && cells[1] === second)
      .map((cells) => ({ day: Number(cells[2]), value: Number(cells[3]) }))
      .filter(({ day }) => day % STEP_DAYS === 0)
      .map(({ day, value }) => ({ month: day / PAPER_MONTH_DAYS, value }));
}

/**
 * Survival curves side by side.
 *
 * @param panels - curves and points
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function curvesFigure(panels: readonly CurvesPanel[], layout: FigureLayout): TopLevelSpec {
  const grid = panelGrid(layout, { wide: Math.min(4, panels.length), labels: AXIS, gap: GAP });
  const x: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 12], nice: false },
    axis: { title: `Time (months of ${PAPER_MONTH_DAYS} days)`, values: [0, 3, 6, 9, 12] },
  };
  const y: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'Patients alive (%)', tickCount: 5 },
  };
  const panelOf = ({ title, curves, points }: CurvesPanel, isFirst: boolean): FigurePanel => {
    const level = isFirst ? y : { ...y, axis: { ...y.axis, title: null, labels: false } };
    return {
      title: { text: title.split(/(?<=,) /), fontSize: 12 },
      width: grid.width,
      height: layout.narrow ? 180 : 240,
      layer: [
        ...curves.map(
          ({ colour, dashed, points: curve }): FigureLayer => ({
            data: { values: [...curve] },
            mark: {
              type: 'line',
              color: colour,
              strokeWidth: dashed ? 1.6 : 2.4,
              ...(dashed ? { strokeDash: [5, 3] } : {}),
            },
            encoding: { x: { ...x, field: 'month' }, y: { ...level, field: 'value' } },
          }),
        ),
        {
          data: { values: points.map((point) => ({ ...point })) },
          mark: { type: 'point', filled: true, shape: 'diamond', size: 70, opacity: 1, stroke: INK.paper },
          encoding: {
            x: { ...x, field: 'month' },
            y: { ...level, field: 'percent' },
            fill: { field: 'colour', type: 'nominal', scale: null },
          },
        },
      ],
    };
  };
  return {
    vconcat: inRows(panels, grid.columns).map((row) => ({
      hconcat: row.map((panel, index) => panelOf(panel, index === 0)),
    })),
  };
}

/** Curves in words: their ends. */
export function curvesAlt(panels: readonly CurvesPanel[]): string {
  const described = panels.map(({ title, curves }) => {
    const ends = curves.flatMap(({ points, name }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [`${name} ${formatFixed(last.value, 0)} %`];
    });
    return `${title}: ${ends.join(', ')}`;
  });
  return `Survival curves over a year. Alive at the end: ${described.join('; ')}.`;
}
