import type { TopLevelSpec } from 'vega-lite';
import type { FittedShape } from '../../../fit/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { ShapeRow } from '../plot-tables.js';

const HEIGHT = 62;

/** Panels in a row; room between them; px. */
const COLUMNS = { wide: 7, narrow: 3 } as const;
const GAP = { wide: 28, narrow: 20 } as const;

/** Colour of fitted shapes; published shapes are grey. */
export const FITTED_COLOUR = palette['series-1'];

/** Options of the density panels. */
export interface ShapesFigureOptions {
  /** For ranges and units; without an entry the range is that of the rows. */
  readonly shapes: Readonly<Record<string, FittedShape>>;
}

/** `5e+7` reads shorter as `5e7`. */
const AXIS_NUMBER =
  "replace(replace(format(datum.value, abs(datum.value) >= 1e4 ? '.2~e' : abs(datum.value) < 1e-3 && datum.value !== 0 ? '.2~e' : '~g'), 'e+', 'e'), '−', '-')";

/** A density that runs to infinity at an end of its range is cut at this many times its mean. */
const HIGHEST_OVER_MEAN = 4;

/** Top of a panel: the highest mode inside the range; a mode at an end counts only up to the cut. */
function densityTop(rows: readonly ShapeRow[], width: number): number {
  const curves = [rows.map((row) => row.density_published), rows.map((row) => row.density_fitted)];
  const tops = curves.map((curve) => {
    const highest = curve.reduce((most, density) => Math.max(most, density), 0);
    const isAtEnd = highest === curve[0] || highest === curve[curve.length - 1];
    return isAtEnd ? Math.min(highest, HIGHEST_OVER_MEAN / width) : highest;
  });
  return Math.max(...tops) || 1;
}

function panelOf(
  parameter: string,
  rows: readonly ShapeRow[],
  { shape, width }: { readonly shape: FittedShape | undefined; readonly width: number },
): FigurePanel {
  const from = shape?.min ?? rows.reduce((least, row) => Math.min(least, row.x), Number.POSITIVE_INFINITY);
  const to = shape?.max ?? rows.reduce((most, row) => Math.max(most, row.x), Number.NEGATIVE_INFINITY);
  const top = densityTop(rows, to - from);
  const unit = shape?.unit ?? '';
  const x: PositionEncoding = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: [from, to], nice: false, zero: false },
    axis: {
      title: null,
      values: [from, to],
      labelExpr: AXIS_NUMBER,
      labelFontSize: 10,
      labelFlush: true,
      labelBound: false,
    },
  };
  const density = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, top], nice: false, clamp: true },
    axis: null,
  });
  return {
    width,
    height: HEIGHT,
    title: {
      text: parameter,
      subtitle: unit === '' ? ' ' : unit,
      fontSize: 11,
      subtitleFontSize: 10,
      subtitleColor: INK.soft,
      offset: 3,
      subtitlePadding: 1,
    },
    data: { values: rows.map((row) => ({ ...row })) },
    layer: [
      {
        mark: {
          type: 'area',
          color: FITTED_COLOUR,
          fillOpacity: 0.22,
          line: { color: FITTED_COLOUR, strokeWidth: 1.6 },
        },
        encoding: { x, y: density('density_fitted') },
      },
      {
        mark: { type: 'line', color: INK.soft, strokeWidth: 1.4, strokeDash: [4, 2.5] },
        encoding: { x, y: density('density_published') },
      },
    ],
  };
}

/**
 * Fitted against published densities of the heterogeneous parameters, one small panel each, each on its own scales.
 *
 * @param rows - table `shapes`
 * @param options - fitted shapes, for ranges and units
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function shapesFigure(
  rows: readonly ShapeRow[],
  options: ShapesFigureOptions,
  layout: FigureLayout,
): TopLevelSpec {
  const gap = layout.narrow ? GAP.narrow : GAP.wide;
  const { columns, width } = panelGrid(layout, { ...COLUMNS, labels: 0, gap });
  const parameters = [...new Set(rows.map((row) => row.parameter))];
  return {
    columns,
    bounds: 'flush',
    spacing: { row: 68, column: gap },
    concat: parameters.map((parameter) =>
      panelOf(
        parameter,
        rows.filter((row) => row.parameter === parameter),
        { shape: options.shapes[parameter], width },
      ),
    ),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
