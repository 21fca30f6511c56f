import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout, KeyEntry } from '../../../page/drawn-plot.js';
import { formatCompact } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { estimateTextWidth } from '../../../page/plots/render-svg.js';
import { HOVER } from '../../../plots/hover.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { WRAPPED_LABEL, wrapLabel } from '../../../plots/wrap-label.js';

/** One point of a comparison; without ends it has no interval. */
export interface ComparedPoint {
  readonly panel: string;
  /** Line of the panel. */
  readonly label: string;
  readonly series: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** How a series looks. */
export interface SeriesStyle {
  readonly series: string;
  readonly colour: string;
  /** Printed values are diamonds, computed ones discs. */
  readonly shape: 'diamond' | 'circle';
}

export interface ComparisonOptions {
  readonly series: readonly SeriesStyle[];
  readonly xTitle: string;
  readonly domain?: readonly [number, number];
  /** A line that carries meaning, such as no effect or chance. */
  readonly rule?: number;
}

/** Size of the names of results, and the most room for them; px. */
const LABEL_SIZE = 11;
const LABELS = { wide: 250, narrow: 104 } as const;
/** Between panels with the labels at the ends of their axes; px. */
const GAP = 40;
/** Height of a line of a name; px. */
const NAME_LINE = 13;

/** Height of one series within a line, and the least height of a line; px. */
const SERIES_HEIGHT = 11;
const LEAST_LINE = 22;

/**
 * Values side by side: a panel per arm, a line per result, a mark per series with its interval.
 *
 * @param points - printed and computed values
 * @param options - series in the order from top to bottom of a line, title of the axis
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function comparisonFigure(
  points: readonly ComparedPoint[],
  options: ComparisonOptions,
  layout: FigureLayout,
): TopLevelSpec {
  const panels = [...new Set(points.map(({ panel }) => panel))];
  const { series } = options;
  const longest = Math.max(...points.map(({ label }) => estimateTextWidth(label, { size: LABEL_SIZE, bold: false })));
  const room = Math.ceil(Math.min(longest + 12, layout.narrow ? LABELS.narrow : LABELS.wide));
  const { columns, width } = panelGrid(layout, { wide: Math.max(1, panels.length), labels: room, gap: GAP });
  const wrapped = (label: string): string => wrapLabel(label, { width: room - 12, size: LABEL_SIZE });
  const labels = [...new Set(points.map(({ label }) => wrapped(label)))];
  const nameLines = Math.max(...labels.map((label) => label.split('\u001f').length));
  const names = series.map((style) => style.series);
  const present: string[] = names.filter((name) => points.some((point) => point.series === name));
  const lineHeight = Math.max(LEAST_LINE, SERIES_HEIGHT * present.length + 8, NAME_LINE * nameLines + 4);
  const panelOf = (panel: string, isFirst: boolean): FigurePanel => {
    const own = points.filter((point) => point.panel === panel);
    const x: PositionEncoding = {
      type: 'quantitative',
      scale: { zero: false, nice: true, ...(options.domain === undefined ? {} : { domain: [...options.domain] }) },
      axis: { title: options.xTitle, grid: true, tickCount: 5 },
    };
    const y = {
      field: 'label',
      type: 'nominal',
      sort: labels,
      scale: { domain: labels, paddingInner: 0.18 },
      axis: {
        title: null,
        labels: isFirst,
        labelLimit: room,
        labelExpr: WRAPPED_LABEL,
        ticks: false,
        domain: false,
      },
    } as const;
    const yOffset = {
      field: 'series',
      type: 'nominal',
      scale: { domain: present },
      sort: present,
    } as const;
    const color = {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: series.map(({ colour }) => colour) },
      legend: null,
    } as const;
    const rule: FigureLayer[] =
      options.rule === undefined
        ? []
        : [
            {
              data: { values: [{ at: options.rule }] },
              mark: { type: 'rule', color: INK.faint, strokeDash: [3, 3] },
              encoding: { x: { ...x, field: 'at' } },
            },
          ];
    return {
      title: panel,
      width,
      height: lineHeight * labels.length,
      data: {
        values: own.map((point) => ({ ...point, label: wrapped(point.label), hover: hoverOf(point) })),
      },
      layer: [
        ...rule,
        {
          transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
          mark: { type: 'rule', strokeWidth: 1.6, clip: true },
          encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, yOffset, color },
        },
        {
          mark: { type: 'point', filled: true, size: 40, opacity: 1 },
          encoding: {
            x: { ...x, field: 'value' },
            y,
            yOffset,
            color,
            shape: {
              field: 'series',
              type: 'nominal',
              scale: { domain: names, range: series.map(({ shape }) => shape) },
              legend: null,
            },
            ...HOVER,
          },
        },
      ],
    };
  };
  return {
    vconcat: inRows(panels, columns).map((row) => ({
      hconcat: row.map((panel, index) => panelOf(panel, index === 0)),
    })),
    resolve: { scale: { x: 'shared', y: 'independent' } },
  };
}

/** A point in words. */
function hoverOf({ panel, label, series, value, low, high }: ComparedPoint): string {
  const interval =
    low === undefined || high === undefined
      ? ''
      : ` (95 % interval ${formatCompact(low, 3)} to ${formatCompact(high, 3)})`;
  return `${panel}, ${label}, ${series}: ${formatCompact(value, 3)}${interval}`;
}

/** Series that are named in the alternative text of a figure. */
const NAMED_POINTS = 12;

/** Printed and computed values in words; a long figure names its first ones. */
export function comparisonAlt(points: readonly ComparedPoint[]): string {
  const groups = new Map<string, string[]>();
  for (const { panel, label, series, value } of points) {
    const key = `${label}, ${panel}`;
    groups.set(key, [...(groups.get(key) ?? []), `${series} ${formatCompact(value, 3)}`]);
  }
  const named = [...groups].slice(0, NAMED_POINTS).map(([key, values]) => `${key}: ${values.join(', ')}`);
  const more = groups.size - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** Legend of the series that a plot shows. */
export function seriesKey(points: readonly ComparedPoint[], series: readonly SeriesStyle[]): readonly KeyEntry[] {
  return series
    .filter((style) => points.some((point) => point.series === style.series))
    .map(({ series: label, colour, shape }) => ({ shape: shape === 'diamond' ? 'fill' : 'dot', colour, label }));
}
