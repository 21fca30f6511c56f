import type { TopLevelSpec } from 'vega-lite';
import type { StartResult } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatSignificant } from '../../../page/format-number.js';
import { INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { FITTED_COLOUR } from '../../run/report/shapes-plot.js';

/** Colour of a search that stopped at its limit of iterations. */
export const NOT_CONVERGED_COLOUR = palette['class-pd'];

/** Room of the vertical axis; px. */
const AXIS = 64;

/** Differences below this are rounding of the objective. */
const LEAST_SHOWN = 0.001;

/** A search in the waterfall: its rank and its objective above the lowest. */
export interface StartRow extends StartResult {
  readonly rank: number;
  readonly above: number;
}

/**
 * Results in the order of the waterfall; those without an objective are omitted.
 *
 * @param starts - results of all starts, in any order
 * @returns the lowest first
 */
export function startRows(starts: readonly StartResult[]): readonly StartRow[] {
  const known = starts
    .filter(({ objective_at_end: objectiveAtEnd }) => Number.isFinite(objectiveAtEnd))
    .sort((a, b) => a.objective_at_end - b.objective_at_end);
  const lowest = known[0]?.objective_at_end ?? 0;
  return known.map((start, index) => ({ ...start, rank: index + 1, above: start.objective_at_end - lowest }));
}

/**
 * Waterfall plot of the searches from scattered starts: final objective above the lowest, ranked; the fit itself is ringed.
 *
 * @param starts - results of all starts
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function startsFigure(starts: readonly StartResult[], layout: FigureLayout): TopLevelSpec {
  const { width } = panelGrid(layout, { wide: 1, labels: AXIS });
  const values = startRows(starts).map(({ rank, above, converged, start }) => ({
    rank,
    above: Math.max(above, LEAST_SHOWN),
    converged,
    isOwn: start === 0,
    hover: `start ${start}: ${formatSignificant(above)} above the lowest`,
  }));
  const most = values.reduce((highest, { above }) => Math.max(highest, above), 10 * LEAST_SHOWN);
  const top = 10 ** Math.ceil(Math.log10(most));
  const decades = Math.round(Math.log10(top / LEAST_SHOWN));
  const ticks = Array.from({ length: decades + 1 }, (_, index) => Number(`1e${Math.log10(LEAST_SHOWN) + index}`));
  const x: PositionEncoding = {
    field: 'rank',
    type: 'quantitative',
    scale: { domain: [0.5, Math.max(values.length, 1) + 0.5], nice: false, zero: false },
    axis: { title: 'Start, ranked by final objective', tickMinStep: 1, format: 'd' },
  };
  const y: PositionEncoding = {
    field: 'above',
    type: 'quantitative',
    scale: { type: 'log', domain: [LEAST_SHOWN, top], nice: false },
    axis: {
      title: layout.narrow ? 'Above the lowest (log scale)' : 'Objective above the lowest (log scale)',
      values: ticks,
      format: '~g',
    },
  };
  return {
    width,
    height: 190,
    data: { values },
    layer: [
      { mark: { type: 'line', color: INK.line, strokeWidth: 1 }, encoding: { x, y } },
      {
        mark: { type: 'point', filled: true, size: 62, opacity: 1 },
        encoding: {
          x,
          y,
          color: {
            field: 'converged',
            type: 'nominal',
            scale: { domain: [true, false], range: [FITTED_COLOUR, NOT_CONVERGED_COLOUR] },
            legend: null,
          },
          ...HOVER,
        },
      },
      {
        transform: [{ filter: 'datum.isOwn' }],
        mark: { type: 'point', filled: false, size: 170, strokeWidth: 1.5, color: INK.text, opacity: 1 },
        encoding: { x, y },
      },
    ],
  };
}
