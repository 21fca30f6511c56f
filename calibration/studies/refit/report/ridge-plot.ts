import type { TopLevelSpec } from 'vega-lite';
import type { Ridge } from '../../../inference/results.js';
import { logTicks } from '../../../page/plots/axes.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armLabel, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { type DeltaObjectiveMap, refinedMap, ridgeBands } from './ridge-contours.js';

const PANEL = { width: 245, height: 205 } as const;

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
      title,
      values: logTicks(from, to).filter((tick) => tick >= from * CLEAR && tick <= to / CLEAR),
      format: '~g',
      grid: false,
    },
  };
}

function panelOf(ridge: Ridge, map: DeltaObjectiveMap, title: string): FigurePanel {
  const x = (field: string): PositionEncoding => axisOf(field, ridge.mu, 'μ (units of χ)');
  const y = axisOf('sigma', ridge.sigma, 'σ (units of χ)');
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
    ...PANEL,
    title: isMapped ? title : `${title}: not available`,
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
 * @returns a Vega-Lite specification with its data
 */
export function ridgeFigure(ridges: readonly Ridge[], arms: readonly ArmStyle[]): TopLevelSpec {
  const panels = RIDGE_MAPS.map(({ kind, title }) =>
    ridges
      .filter(isDrawable)
      .map((ridge) =>
        panelOf(
          ridge,
          { mu: ridge.mu, sigma: ridge.sigma, deltaObjective: ridge[kind] },
          `${armLabel(arms, ridge.arm)}: ${title}`,
        ),
      ),
  );
  return {
    vconcat: Array.from({ length: Math.ceil((panels[0]?.length ?? 0) / PANELS_PER_ROW) }, (_, block) =>
      panels.map((kind) => ({ hconcat: kind.slice(PANELS_PER_ROW * block, PANELS_PER_ROW * (block + 1)) })),
    ).flat(),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
