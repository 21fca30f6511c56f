import type { TopLevelSpec } from 'vega-lite';
import type { Profile } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed, formatSignificant } from '../../../page/format-number.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { FITTED_COLOUR } from '../../run/report/shapes-plot.js';
import { deltaObjectiveAt, isOfDeath, profileTitle } from './profile-summary.js';

/** Room above the line of the level; points beyond are drawn on the upper edge. */
const TOP_OVER_LEVEL = 2.2;

/** Panels in a row, and their height, px. */
export interface ProfilesSize {
  readonly columns: { readonly wide: number; readonly narrow: number };
  readonly height: number;
}

/** Room of the vertical axis of each panel; px. */
const AXIS = 48;

interface PanelSize {
  readonly width: number;
  readonly height: number;
  readonly isFirst: boolean;
}

function panelOf(profile: Profile, arms: readonly ArmStyle[], { width, height, isFirst }: PanelSize): FigurePanel {
  const { estimate, low, high, level } = profile;
  const points = profile.points.filter(
    ({ value, delta_objective: deltaObjective }) => Number.isFinite(value) && Number.isFinite(deltaObjective),
  );
  const domain = axisExtent([estimate, low, high, ...points.map(({ value }) => value)]);
  const deltaObjective = deltaObjectiveAt(level);
  const top = TOP_OVER_LEVEL * deltaObjective;
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: {
      title: isOfDeath(profile) ? 'units of χ' : 'shape',
      titleFontSize: 10,
      titlePadding: 2,
      tickCount: 4,
      labelFontSize: 10,
    },
  });
  const up = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, top], nice: false, clamp: true },
    axis: {
      title: isFirst ? 'Increase' : null,
      titleFontSize: 10,
      titlePadding: 4,
      values: [0, 1, Math.round(deltaObjective * 100) / 100, 3, 4].filter((tick) => tick <= top),
      labelFontSize: 10,
      format: '.2~f',
    },
  });
  return {
    width,
    height,
    title: { text: profileTitle(profile, arms).split(': '), fontSize: 11, offset: 4 },
    layer: [
      {
        data: { values: [{ delta_objective: deltaObjective }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.soft },
        encoding: { y: up('delta_objective') },
      },
      {
        // An unbounded end runs to the edge of the panel
        data: { values: [{ delta_objective: deltaObjective, low: low ?? domain[0], high: high ?? domain[1] }] },
        mark: { type: 'rule', strokeWidth: 5, opacity: 0.28, color: FITTED_COLOUR },
        encoding: { x: at('low'), x2: { field: 'high' }, y: up('delta_objective') },
      },
      {
        data: { values: Number.isFinite(estimate) ? [{ estimate }] : [] },
        mark: { type: 'rule', color: INK.line },
        encoding: { x: at('estimate') },
      },
      {
        data: { values: points.map((point) => ({ ...point })) },
        mark: { type: 'line', color: FITTED_COLOUR, strokeWidth: 1.4 },
        encoding: { x: at('value'), y: up('delta_objective') },
      },
      {
        data: {
          values: points.map((point) => ({
            ...point,
            hover: `${profileTitle(profile, arms)} = ${formatSignificant(point.value)}: increase ${formatFixed(point.delta_objective, 2)}`,
          })),
        },
        mark: { type: 'point', filled: true, size: 26, strokeWidth: 1.3, stroke: FITTED_COLOUR, opacity: 1 },
        encoding: {
          x: at('value'),
          y: up('delta_objective'),
          fill: { condition: { test: 'datum.penalty_active', value: INK.paper }, value: FITTED_COLOUR },
          ...HOVER,
        },
      },
    ],
  };
}

/**
 * Profiles as small multiples: increase of the objective against the value, the line that bounds the interval, the
 * interval on it; points that are limited by the effective-sample-size constraint are hollow.
 *
 * @param profiles - one panel each
 * @param arms - styles of the arms, for names
 * @param options - size of the panels, and the layout of the figure
 * @returns a Vega-Lite specification with its data
 */
export function profilesFigure(
  profiles: readonly Profile[],
  arms: readonly ArmStyle[],
  { columns: counts, height, layout }: ProfilesSize & { readonly layout: FigureLayout },
): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { ...counts, labels: AXIS, gap: AXIS - 8 });
  return {
    columns,
    bounds: 'flush',
    spacing: { row: 78, column: AXIS - 8 },
    concat: profiles.map((profile, index) => panelOf(profile, arms, { width, height, isFirst: index % columns === 0 })),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
