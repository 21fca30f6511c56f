import type { TopLevelSpec } from 'vega-lite';
import { INK } from '../../page/plots/plot-theme.js';
import type { FigureLayer, FigurePanel, PositionEncoding } from '../../page/plots/plot-types.js';
import { MONTH_DAYS } from './replicate-cohorts.js';

/** One curve of a panel, day by day, percent. */
export interface ShownCurve {
  readonly name: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly percent: ArrayLike<number>;
}

/** A panel of survival curves, with figures that the paper shows as points. */
export interface CurvesPanel {
  readonly title: string;
  readonly curves: readonly ShownCurve[];
  readonly points: readonly { readonly month: number; readonly percent: number; readonly colour: string }[];
}

/** Days between the points of a drawn curve. */
const STEP_DAYS = 3;

/**
 * Survival curves side by side.
 *
 * @param panels - curves and points
 * @returns a Vega-Lite specification with its data
 */
export function curvesFigure(panels: readonly CurvesPanel[]): TopLevelSpec {
  const x: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 12], nice: false },
    axis: { title: `Months of ${MONTH_DAYS} days`, values: [0, 3, 6, 9, 12] },
  };
  const y: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'Patients alive (%)', tickCount: 5 },
  };
  return {
    hconcat: panels.map(({ title, curves, points }, index): FigurePanel => {
      const level = index === 0 ? y : { ...y, axis: { ...y.axis, title: null } };
      return {
        title,
        width: Math.floor(840 / panels.length) - 40,
        height: 240,
        layer: [
          ...curves.map(
            ({ colour, dashed, percent }): FigureLayer => ({
              data: {
                values: Array.from(percent, (value, day) => ({ month: day / MONTH_DAYS, value, day })).filter(
                  ({ day }) => day % STEP_DAYS === 0,
                ),
              },
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
    }),
  };
}
