import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCompact, formatCount, powerOfTen } from '../../../page/format-number.js';
import { logTicks } from '../../../page/plots/axes.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { ARM_LABEL_LINES, type ArmStyle, armLabel, armOrder } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { markerStyle } from '../../../plots/marker-style.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { RESPONDER_COLOURS } from '../../../plots/recist-style.js';
import type { MarkerRow } from '../plot-tables.js';

const HEIGHT = { wide: 240, narrow: 180 } as const;

/** Panels in a row of a wide figure; room of the axis of each; px. */
const COLUMNS = 4;
const AXIS = 56;

/** Room above and below the whiskers, as a factor. */
const MARGIN = 1.15;

const GROUPS = Object.keys(RESPONDER_COLOURS);

/** Zero has no logarithm; a box that reaches zero is not drawn. */
const isDrawable = (row: MarkerRow): boolean =>
  [row.p05, row.q1, row.median, row.q3, row.p95, row.mean].every((v) => v > 0);

/** Power of a thousand that brings the values near 1, so that ticks are short numbers. */
function thousandsPower(rows: readonly MarkerRow[]): number {
  const highest = rows.reduce((most, row) => Math.max(most, row.p95), 0);
  return highest >= 1000 ? 3 * Math.floor(Math.log10(highest) / 3) : 0;
}

function levelAxis(rows: readonly MarkerRow[], scale: number, unit: string): PositionEncoding {
  const low = rows.reduce((least, row) => Math.min(least, row.p05), Number.POSITIVE_INFINITY);
  const high = rows.reduce((most, row) => Math.max(most, row.p95), 0);
  const from = low / scale / MARGIN;
  const to = (high / scale) * MARGIN;
  return {
    field: 'p05',
    type: 'quantitative',
    scale: { type: 'log', domain: [from, to], nice: false },
    axis: {
      title: `${unit === '' ? 'ratio' : unit} (log scale)`,
      titlePadding: 4,
      values: [...logTicks(from, to)],
      format: '~g',
      domain: true,
      ticks: true,
    },
  };
}

/** Five numbers of a box in words. */
function hoverOf(row: MarkerRow, label: string, unit: string): string {
  const of = (value: number): string => formatCompact(value);
  return `${label}, ${row.group}s (n = ${formatCount(row.n)}): median ${of(row.median)}, quartiles ${of(row.q1)} and ${of(row.q3)}, 5th to 95th percentile ${of(row.p05)} to ${of(row.p95)}${unit === '' ? '' : ` ${unit}`}`;
}

function boxLayers(y: PositionEncoding): FigureLayer[] {
  const level = (field: string): PositionEncoding => ({ ...y, field });
  const fill = {
    field: 'group',
    type: 'nominal',
    scale: { domain: GROUPS, range: Object.values(RESPONDER_COLOURS) },
    legend: null,
  } as const;
  return [
    { mark: { type: 'rule', strokeWidth: 1.2, color: INK.soft }, encoding: { y, y2: { field: 'p95' } } },
    {
      mark: { type: 'bar', width: { band: 0.8 }, fillOpacity: 1 },
      encoding: { y: level('q1'), y2: { field: 'q3' }, fill, ...HOVER },
    },
    { mark: { type: 'tick', thickness: 2.2, width: { band: 0.8 }, color: INK.text }, encoding: { y: level('median') } },
    {
      mark: { type: 'point', filled: true, size: 34, fill: INK.paper, stroke: INK.text, strokeWidth: 1.1, opacity: 1 },
      encoding: { y: level('mean') },
    },
  ];
}

function panelOf(
  marker: string,
  rows: readonly MarkerRow[],
  { arms, width, height }: { readonly arms: readonly ArmStyle[]; readonly width: number; readonly height: number },
): FigurePanel {
  const { label, unit } = markerStyle(marker);
  const power = thousandsPower(rows);
  const scale = 10 ** power;
  const scaledUnit = power === 0 ? unit : `${powerOfTen(power)} ${unit}`.trim();
  return {
    width,
    height,
    title: label,
    data: {
      values: rows.map((row) => ({
        armLabel: armLabel(arms, row.arm),
        group: row.group,
        p05: row.p05 / scale,
        q1: row.q1 / scale,
        median: row.median / scale,
        q3: row.q3 / scale,
        p95: row.p95 / scale,
        mean: row.mean / scale,
        hover: hoverOf(row, label, unit),
      })),
    },
    encoding: {
      x: {
        field: 'armLabel',
        type: 'nominal',
        sort: armOrder(arms),
        scale: { paddingInner: 0.25, paddingOuter: 0.12 },
        axis: { title: null, labelAngle: 0, labelExpr: ARM_LABEL_LINES, ticks: false },
      },
      xOffset: { field: 'group', type: 'nominal', scale: { domain: GROUPS } },
    },
    layer: boxLayers(levelAxis(rows, scale, scaledUnit)),
  };
}

/**
 * Markers of responders against non-responders as boxes on a logarithmic axis; one panel per marker.
 *
 * Box: quartiles; line: median; whiskers: 5th to 95th percentile; dot: mean.
 *
 * @param rows - table `markers`
 * @param arms - styles of the arms, in the order of the axis
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function markersFigure(
  rows: readonly MarkerRow[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: COLUMNS, labels: AXIS, gap: AXIS });
  const height = layout.narrow ? HEIGHT.narrow : HEIGHT.wide;
  const drawable = rows.filter(isDrawable);
  const markers = [...new Set(drawable.map((row) => row.marker))];
  const present = arms.filter((style) => drawable.some((row) => row.arm === style.arm));
  return {
    vconcat: inRows(markers, columns).map((row) => ({
      spacing: 12,
      hconcat: row.map((marker) =>
        panelOf(
          marker,
          drawable.filter((each) => each.marker === marker),
          { arms: present, width, height },
        ),
      ),
    })),
    resolve: { scale: { y: 'independent' } },
  };
}
