import type { TopLevelSpec } from 'vega-lite';
import { type EndpointName, endpointNames, endpointShort, isInMonths } from '../endpoints/endpoints.js';
import type { FigureLayout } from '../page/drawn-plot.js';
import { axisExtent } from '../page/plots/axes.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../page/plots/plot-theme.js';
import { type ArmStyle, PANELS_PER_ROW } from './arm-style.js';
import { inRows, panelGrid } from './panel-grid.js';

/** Room of the short names of endpoints; px. */
const LABELS = 82;

interface EndpointRow {
  readonly arm: string;
  readonly endpoint: EndpointName;
}

/** Positions within a panel: `at` a value of a field, in the row of an endpoint (`row`, its short label). */
export interface EndpointPlaces {
  readonly style: ArmStyle;
  readonly at: (field: string) => PositionEncoding;
  readonly y: PositionEncoding;
}

export interface EndpointPanelsOptions<Row extends EndpointRow> {
  /** Titles of the axes of rates and of medians. */
  readonly titles: { readonly percent: string; readonly months: string };
  /** Height of an endpoint in a wide figure and in a narrow one; px. */
  readonly rowStep: { readonly wide: number; readonly narrow: number };
  /** Space between and around the endpoints, as shares of their height. */
  readonly padding?: { readonly paddingInner: number; readonly paddingOuter: number };
  /** Values that the axis shows, besides 0. */
  readonly shown: (rows: readonly Row[]) => readonly number[];
  /** What is drawn over the rule at 0. */
  readonly layers: (rows: readonly Row[], places: EndpointPlaces) => readonly FigureLayer[];
}

/**
 * Differences from 0 by endpoint: a panel per arm with a row per endpoint, rates above medians, one axis for all arms.
 *
 * @param rows - of all arms; a panel's may be several per endpoint
 * @param arms - styles of the arms, in the order of the panels
 * @param options - titles, sizes, and what is drawn; layout of the figure
 * @returns a Vega-Lite specification with its data
 */
export function endpointPanels<Row extends EndpointRow>(
  rows: readonly Row[],
  arms: readonly ArmStyle[],
  options: EndpointPanelsOptions<Row> & { readonly layout: FigureLayout },
): TopLevelSpec {
  const months = rows.filter(({ endpoint }) => isInMonths(endpoint));
  const percent = rows.filter(({ endpoint }) => !isInMonths(endpoint));
  return {
    vconcat: [
      ...panelsOf(percent, arms, options, { title: options.titles.percent, isHeaded: true }),
      ...panelsOf(months, arms, options, { title: options.titles.months, isHeaded: percent.length === 0 }),
    ],
    resolve: { scale: { x: 'independent', y: 'independent', yOffset: 'independent' } },
  };
}

function panelsOf<Row extends EndpointRow>(
  rows: readonly Row[],
  arms: readonly ArmStyle[],
  { rowStep, padding, shown, layers, layout }: EndpointPanelsOptions<Row> & { readonly layout: FigureLayout },
  { title, isHeaded }: { readonly title: string; readonly isHeaded: boolean },
): FigurePanel[] {
  const domain = axisExtent([0, ...shown(rows)]);
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: LABELS, gap: 22 });
  // One order for all arms, so that a line is the same endpoint in every panel
  const names = endpointNames.filter((name) => rows.some(({ endpoint }) => endpoint === name)).map(endpointShort);
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title, tickCount: 5, grid: true },
  });
  const panel = (style: ArmStyle, isFirst: boolean): FigurePanel => {
    const own = rows.filter(({ arm }) => arm === style.arm);
    const y = {
      field: 'row',
      type: 'nominal',
      scale: { domain: names, ...padding },
      axis: isFirst ? { title: null, ticks: false, domain: false } : null,
    } as const;
    const zero = { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: INK.soft } } as const;
    return {
      width,
      height: (layout.narrow ? rowStep.narrow : rowStep.wide) * names.length,
      ...(isHeaded || layout.narrow ? { title: style.label } : {}),
      layer: [{ ...zero, encoding: { x: at('zero') } }, ...layers(own, { style, at, y })],
    };
  };
  const present = arms.filter(({ arm }) => rows.some((row) => row.arm === arm));
  return inRows(present, columns).map((row) => ({
    spacing: 22,
    hconcat: row.map((style, index) => panel(style, index === 0)),
  }));
}
