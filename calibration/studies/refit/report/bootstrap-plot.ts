import type { TopLevelSpec } from 'vega-lite';
import { endpointNames, endpointShort, isInMonths } from '../../../endpoints/endpoints.js';
import type { BootstrapResult } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { axisExtent } from '../../../page/plots/axes.js';
import type { FigurePanel, PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel, armOrder } from '../../../plots/arm-style.js';
import { endpointValue } from '../../../plots/endpoint-phrase.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';

/** Room of the short names of endpoints; px. */
const LABELS = 78;

/** One dot with its interval. */
interface IntervalRow {
  readonly armLabel: string;
  readonly row: string;
  readonly endpoint: string;
  readonly centre: number;
  readonly low: number;
  readonly high: number;
  readonly hover: string;
}

/**
 * Rows of the plot: endpoints of every arm whose interval is known.
 *
 * @param endpoints - bands by arm and endpoint
 * @param arms - styles of the arms
 * @returns rows in the order of arms and endpoints
 */
export function intervalRows(
  endpoints: BootstrapResult['endpoints'],
  arms: readonly ArmStyle[],
): readonly IntervalRow[] {
  return Object.entries(endpoints).flatMap(([arm, bands]) =>
    endpointNames.flatMap((endpoint) => {
      const band = bands[endpoint];
      if (band === undefined || ![band.centre, band.low, band.high].every(Number.isFinite)) return [];
      const { centre, low, high } = band;
      const label = armLabel(arms, arm);
      const row = endpointShort(endpoint);
      const hover = `${label}, ${row}: ${endpointValue(endpoint, centre)} (${endpointValue(endpoint, low)} to ${endpointValue(endpoint, high)})`;
      return [{ armLabel: label, row, endpoint, centre, low, high, hover }];
    }),
  );
}

function panelOf(
  rows: readonly IntervalRow[],
  arms: readonly ArmStyle[],
  { title, layout }: { readonly title: string; readonly layout: FigureLayout },
): FigurePanel {
  const { width } = panelGrid(layout, { wide: 1, labels: LABELS });
  const names = endpointNames.map(endpointShort).filter((name) => rows.some(({ row }) => row === name));
  const color = armColour(arms);
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: axisExtent(rows.flatMap(({ low, high }) => [low, high])), nice: false, zero: false },
    axis: { title, grid: true, tickCount: layout.narrow ? 5 : 10 },
  });
  return {
    width,
    height: 12 * Math.max(2, arms.length) * names.length,
    data: { values: [...rows] },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        scale: { domain: names, paddingInner: 0.25, paddingOuter: 0.12 },
        axis: { title: null, ticks: false },
      },
      yOffset: { field: 'armLabel', type: 'nominal', scale: { domain: armOrder(arms) } },
      color,
    },
    layer: [
      { mark: { type: 'rule', strokeWidth: 2.2, opacity: 0.55 }, encoding: { x: at('low'), x2: { field: 'high' } } },
      { mark: { type: 'point', filled: true, size: 46, opacity: 1 }, encoding: { x: at('centre'), ...HOVER } },
    ],
  };
}

/**
 * Bootstrap intervals of the endpoints: a dot and an interval per arm and endpoint.
 *
 * @param endpoints - bands by arm and endpoint
 * @param arms - styles of the arms
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function bootstrapFigure(
  endpoints: BootstrapResult['endpoints'],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const rows = intervalRows(endpoints, arms);
  const months = rows.filter(({ endpoint }) => isInMonths(endpoint));
  const percent = rows.filter(({ endpoint }) => !isInMonths(endpoint));
  return {
    vconcat: [
      ...(percent.length === 0 ? [] : [panelOf(percent, arms, { title: 'Patients (%)', layout })]),
      ...(months.length === 0 ? [] : [panelOf(months, arms, { title: 'Months', layout })]),
    ],
    resolve: { scale: { x: 'independent', y: 'independent', yOffset: 'independent' } },
  };
}
