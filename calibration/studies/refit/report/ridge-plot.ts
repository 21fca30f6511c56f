import type { TopLevelSpec } from 'vega-lite';
import type { Ridge } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { logTicks } from '../../../page/plots/axes.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armLabel, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { type DeltaObjectiveMap, refinedMap, ridgeBands } from './ridge-contours.js';

const HEIGHT = { wide: 205, narrow: 130 } as const;

/** Room of the vertical axis of each panel; px. */
const AXIS = 56;

/**
 * Steps of the increase, the widest first: half the chi-squared quantiles of 99 % for two, 95 % and 68 % for one degree
 * of freedom.
 */
export const RIDGE_STEPS = [
  { deltaObjective: 4.6, colour: palette['ramp-1'] },
  { deltaObjective: 1.92, colour: palette['ramp-2'] },
  { deltaObjective: 0.5, colour: palette['series-1'] },
] as const;

/** The two maps of an arm, as they are shown. */
const RIDGE_MAPS = [
  { kind: 'median_only', title: 'median alone' },
  { kind: 'whole_curve', title: 'whole curve' },
] as const;

/** A label nearer to an end of its axis than this factor would leave the panel. */
const CLEAR = 1.03;

function axisOf(field: string, ends: readonly number[], title: string): PositionEncoding {
  const [from, to] = [ends[0]!, ends[ends.length - 1]!];
  return {
    field,
    type: 'quantitative',
    scale: { type: 'log', domain: [from, to], nice: false },
    axis: {
      title: title,
      titleFontSize: 11,
      values: logTicks(from, to).filter((tick) => tick >= from * CLEAR && tick <= to / CLEAR),
      format: '~g',
      grid: false,
    },
  };
}

/** Title of an axis, with its unit where there is room; px. */
const LEAST_FOR_UNIT = 170;
const titleOf = (symbol: string, length: number): string =>
  `${symbol}${length < LEAST_FOR_UNIT ? '' : ' (units of χ)'}, log scale`;

function panelOf(
  ridge: Ridge,
  map: DeltaObjectiveMap,
  { title, ...size }: { readonly title: string; readonly width: number; readonly height: number },
): FigurePanel {
  const x = (field: string): PositionEncoding => axisOf(field, ridge.mu, titleOf('μ', size.width));
  const y = axisOf('sigma', ridge.sigma, titleOf('σ', size.height));
  const fine = refinedMap(map);
  const bands = RIDGE_STEPS.map(
    ({ deltaObjective, colour }): FigureLayer => ({
      data: { values: ridgeBands(fine, deltaObjective).map((band) => ({ ...band })) },
      mark: { type: 'area', orient: 'horizontal', color: colour, opacity: 1 },
      encoding: { x: x('low'), x2: { field: 'high' }, y, detail: { field: 'region', type: 'nominal' } },
    }),
  );
  const isMapped = map.deltaObjective.flat().some(Number.isFinite);
  return {
    ...size,
    title: { text: (isMapped ? title : `${title}, not available`).split(/: |(?<= \+) /), fontSize: 12 },
    view: { stroke: INK.line },
    layer: [
      ...bands,
      {
        data: { values: [{ ...ridge.estimate }].filter(({ mu, sigma }) => mu > 0 && sigma > 0) },
        mark: { type: 'point', shape: 'cross', filled: true, size: 80, color: INK.text, stroke: INK.paper, opacity: 1 },
        encoding: { x: x('mu'), y },
      },
    ],
  };
}

/** A map can be drawn where its grid has two dimensions and positive values. */
export function isDrawable({ mu, sigma }: Ridge): boolean {
  return [mu, sigma].every(
    (values) => values.length > 1 && values.every((value) => Number.isFinite(value) && value > 0),
  );
}

/**
 * Contours of the increase of the objective over mu and sigma; a column of two maps per arm, the median alone above the
 * whole curve.
 *
 * @param ridges - maps on grids with equal ratios
 * @param arms - styles of the arms, for names
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function ridgeFigure(ridges: readonly Ridge[], arms: readonly ArmStyle[], layout: FigureLayout): TopLevelSpec {
  const { width } = panelGrid(layout, { wide: PANELS_PER_ROW, narrow: RIDGE_MAPS.length, labels: AXIS, gap: AXIS });
  const height = layout.narrow ? HEIGHT.narrow : HEIGHT.wide;
  const mapOf = (ridge: Ridge, { kind, title }: (typeof RIDGE_MAPS)[number]): FigurePanel =>
    panelOf(
      ridge,
      { mu: ridge.mu, sigma: ridge.sigma, deltaObjective: ridge[kind] },
      { title: `${armLabel(arms, ridge.arm)}: ${title}`, width, height },
    );
  const drawable = ridges.filter(isDrawable);
  // Wide: arms side by side, their two maps in two rows; narrow: a row with both maps for each arm
  const rows = layout.narrow
    ? drawable.map((ridge) => RIDGE_MAPS.map((map) => mapOf(ridge, map)))
    : inRows(drawable, PANELS_PER_ROW).flatMap((some) =>
        RIDGE_MAPS.map((map) => some.map((ridge) => mapOf(ridge, map))),
      );
  return {
    vconcat: rows.map((row) => ({ spacing: 12, hconcat: row })),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
