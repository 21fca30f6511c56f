import type { TopLevelSpec } from 'vega-lite';
import { builtInArms, Z95 } from '../../../../src/index.js';
import { type DrawnFigure, drawnFigure, type FigureReceiver, type KeyEntry } from '../../../page/drawn-plot.js';
import type { Html } from '../../../page/html.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { estimateTextWidth } from '../../../page/plots/render-svg.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import type { PageSource } from '../../study.js';
import type { ReplicateResult, ReplicateRow } from '../result.js';

/** Context of every section. */
export interface PageContext extends FigureReceiver, Pick<PageSource<ReplicateResult>, 'table'> {
  readonly arms: readonly ArmStyle[];
}

/** Colours of the settings; Tol's bright scheme, safe for colour-blind readers. */
const printed: SeriesStyle = { series: 'printed', colour: palette.text, shape: 'diamond' };
const settingStyles: readonly SeriesStyle[] = [
  printed,
  { series: 'posted', colour: palette['series-1'], shape: 'circle' },
  { series: 'posted, diameters', colour: palette['series-6'], shape: 'circle' },
  { series: 'posted, placebo function', colour: palette['series-5'], shape: 'circle' },
  { series: 'posted, script arithmetic', colour: palette['series-4'], shape: 'circle' },
  { series: 'posted, script arithmetic, placebo function', colour: palette['series-2'], shape: 'circle' },
  { series: 'corrected', colour: palette['arm-7'], shape: 'circle' },
  { series: 'corrected, refitted', colour: palette['series-3'], shape: 'circle' },
];

/** Results whose id begins with one of the families. */
export const rowsOf = ({ rows }: ReplicateResult, ...prefixes: readonly string[]): readonly ReplicateRow[] =>
  rows.filter(({ id }) => prefixes.some((prefix) => id.startsWith(`${prefix}.`)));

/** Printed and computed values of some results, ready to be drawn. */
function pointsOf(rows: readonly ReplicateRow[], arms: readonly ArmStyle[]): readonly ComparedPoint[] {
  return rows.flatMap((row, index): readonly ComparedPoint[] => {
    const place = { panel: armLabel(arms, row.arm), label: row.quantity };
    const isFirst = rows[index - 1]?.id !== row.id;
    const reference = row.published ?? row.recomputed;
    const computed = { ...place, series: row.setting, value: row.value };
    return [
      ...(isFirst && reference !== null
        ? [{ ...place, series: 'printed', value: reference, ...ownError(row, reference) }]
        : []),
      row.standard_error === 0 ? computed : { ...computed, low: row.low, high: row.high },
    ];
  });
}

/** Interval of a printed value: sampling error of a cohort of its size. */
function ownError({ published_error: error }: ReplicateRow, reference: number) {
  return error === 0 ? {} : { low: reference - Z95 * error, high: reference + Z95 * error };
}

/** Printed and computed values of some results as a plot. */
export function comparison(
  rows: readonly ReplicateRow[],
  figure: Pick<DrawnFigure, 'id' | 'title' | 'caption'> & {
    readonly xTitle: string;
    readonly domain?: readonly [number, number];
    readonly rule?: number;
  },
  context: PageContext,
): Promise<Html> {
  const { id, title, caption, ...axis } = figure;
  const points = pointsOf(rows, context.arms);
  return drawnFigure(
    {
      id,
      title,
      caption,
      key: seriesKey(points, settingStyles),
      spec: comparisonFigure(points, { series: settingStyles, ...axis }),
    },
    context,
  );
}

const armOrder: readonly string[] = builtInArms;

/** Order of results by arm; results of one arm keep theirs. */
export const byArm = (a: ReplicateRow, b: ReplicateRow): number => armOrder.indexOf(a.arm) - armOrder.indexOf(b.arm);

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

/** What panels and labels share, and the size of labels; px. */
const PAGE_WIDTH = 880;
const LABEL_SIZE = 11;

/** Height of one series within a line, and the least height of a line; px. */
const SERIES_HEIGHT = 11;
const LEAST_LINE = 22;

/**
 * Values side by side: a panel per arm, a line per result, a mark per series with its interval.
 *
 * @param points - printed and computed values
 * @param options - series in the order from top to bottom of a line, title of the axis
 * @returns a Vega-Lite specification with its data
 */
export function comparisonFigure(points: readonly ComparedPoint[], options: ComparisonOptions): TopLevelSpec {
  const panels = [...new Set(points.map(({ panel }) => panel))];
  const { series } = options;
  const longest = Math.max(...points.map(({ label }) => estimateTextWidth(label, { size: LABEL_SIZE, bold: false })));
  const width = PAGE_WIDTH - longest;
  const names = series.map((style) => style.series);
  const present: string[] = names.filter((name) => points.some((point) => point.series === name));
  const lineHeight = Math.max(LEAST_LINE, SERIES_HEIGHT * present.length + 8);
  return {
    hconcat: panels.map((panel, index): FigurePanel => {
      const own = points.filter((point) => point.panel === panel);
      const labels: string[] = [...new Set(points.map(({ label }) => label))];
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
        axis: { title: null, labels: index === 0, labelLimit: 260, ticks: false, domain: false },
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
        width: Math.floor(width / panels.length) - 20,
        height: lineHeight * labels.length,
        data: { values: own.map((point) => ({ ...point })) },
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
            },
          },
        ],
      };
    }),
  };
}

/** Legend of the series that a plot shows. */
export function seriesKey(points: readonly ComparedPoint[], series: readonly SeriesStyle[]): readonly KeyEntry[] {
  return series
    .filter((style) => points.some((point) => point.series === style.series))
    .map(({ series: label, colour, shape }) => ({ shape: shape === 'diamond' ? 'fill' : 'dot', colour, label }));
}
