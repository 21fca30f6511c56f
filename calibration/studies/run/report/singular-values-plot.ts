import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatSignificant, powerOfTen } from '../../../page/format-number.js';
import { INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { SingularValueRow } from '../plot-tables.js';
import { FITTED_COLOUR } from './shapes-plot.js';

/** Smaller singular values are drawn at the lower edge: the data do not inform these directions. */
export const SMALLEST_SHOWN_POWER = -4;

/** Room of the vertical axis, least distance of ticks of the horizontal one; px. */
const AXIS = 62;
const LEAST_STEP = 26;

/** A logarithmic axis on plain log values, so that every tick is a power of ten written out. */
function powerAxis(powers: readonly number[]): PositionEncoding {
  const from = Math.max(SMALLEST_SHOWN_POWER, Math.floor(Math.min(0, ...powers)));
  const to = Math.ceil(Math.max(1, ...powers));
  const values = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return {
    field: 'power',
    type: 'quantitative',
    scale: { domain: [from, to], nice: false, zero: false },
    axis: {
      title: 'Singular value (log scale)',
      values,
      labelExpr: `${JSON.stringify(values.map(powerOfTen))}[datum.value - (${from})]`,
      gridColor: INK.grid,
    },
  };
}

/**
 * Singular values of the Jacobian on a logarithmic axis; above 1 the data inform a direction, below 1 the prior dominates.
 *
 * @param rows - table `singular_values`
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function singularValuesFigure(rows: readonly SingularValueRow[], layout: FigureLayout): TopLevelSpec {
  const { width } = panelGrid(layout, { wide: 1, labels: AXIS });
  const values = rows.map((row) => ({
    index: row.index,
    power: Math.max(
      SMALLEST_SHOWN_POWER,
      row.singular_value > 0 ? Math.log10(row.singular_value) : Number.NEGATIVE_INFINITY,
    ),
    one: 0,
    constrained: row.singular_value > 1,
    hover: `combination ${row.index}: singular value ${formatSignificant(row.singular_value)}`,
  }));
  const y = powerAxis(values.map((row) => row.power));
  const x: PositionEncoding = {
    field: 'index',
    type: 'quantitative',
    scale: { domain: [0, rows.length + 1], nice: false },
    axis: {
      title: layout.narrow ? 'Parameter combination, in order' : 'Parameter combination, largest singular value first',
      tickMinStep: 1,
      tickCount: Math.min(15, Math.floor(width / LEAST_STEP)),
      format: 'd',
    },
  };
  const color = {
    field: 'constrained',
    type: 'nominal',
    scale: { domain: [true, false], range: [FITTED_COLOUR, INK.faint] },
    legend: null,
  } as const;
  return {
    width,
    height: 200,
    data: { values },
    layer: [
      {
        data: { values: [{ power: 0 }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.soft },
        encoding: { y },
      },
      {
        mark: { type: 'rule', strokeWidth: 1.4 },
        encoding: { x, y, y2: { field: 'one' }, color },
      },
      { mark: { type: 'point', filled: true, size: 56, opacity: 1 }, encoding: { x, y, color, ...HOVER } },
    ],
  };
}
