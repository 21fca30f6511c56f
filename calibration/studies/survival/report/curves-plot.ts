import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { estimateTextWidth } from '../../../page/plots/render-svg.js';
import { SERIES_COLOURS } from '../../../page/theme.js';
import { type ArmStyle, armColour, armStyles } from '../../../plots/arm-style.js';
import type { ComparisonCurves, CurvePoint } from '../result.js';

/** Data of a survival figure. */
export interface CurvesFigureOptions {
  readonly drawing: ComparisonCurves;
  /** Names and colours of the groups, in order. */
  readonly styles: readonly ArmStyle[];
  readonly timeTitle: string;
  readonly shareTitle: string;
  /** Exact curves behind simulated trials; none for a table. */
  readonly expected: readonly { readonly group: string; readonly time: number; readonly survival: number }[];
}

const HEIGHT = { wide: 330, narrow: 250 } as const;
/** A line of numbers at risk, and of the name above them in a narrow figure; px. */
const ROW_HEIGHT = { wide: 22, narrow: 15 } as const;
/** Room for half of a number of six digits, which is centred at time 0. */
const AT_RISK_LABEL_PADDING = 26;
const LABEL_LIMIT = 200;
/** Room of the vertical axis, and of half a number at the right end; px. */
const AXIS_ROOM = { wide: 90, narrow: 74 } as const;
const BAND_OPACITY = 0.13;

/** Numbers below the axis have no decimals; sums of weights have one. */
const AT_RISK_FORMAT = "datum.atRisk === floor(datum.atRisk) ? format(datum.atRisk, 'd') : format(datum.atRisk, '.1f')";

/**
 * Kaplan-Meier curves with bands and censor marks, and the numbers at risk below them on the same axis.
 *
 * In a narrow figure the names of the groups stand above their numbers.
 *
 * @param options - curves, at-risk table, styles, title of the time axis, exact expected curves
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function curvesFigure(
  { drawing, styles, timeTitle, shareTitle, expected }: CurvesFigureOptions,
  layout: FigureLayout,
): TopLevelSpec {
  const { curves, at_risk: atRisk } = drawing;
  const ticks = [...new Set(atRisk.map(({ time }) => time))];
  const last = [...curves, ...atRisk].reduce((most, { time }) => Math.max(most, time), 0);
  const end = last > 0 ? last : 1;
  const ofGroup = styles.map(({ arm }) => curves.filter(({ group }) => group === arm));
  const labelled = (group: string) => styles.find(({ arm }) => arm === group)?.label ?? group;
  const steps = ofGroup
    .flatMap((points) => thinSteps(points, end))
    .map((point, order) => ({
      order,
      armLabel: labelled(point.group),
      time: point.time,
      survival: 100 * point.survival,
      low: percentOf(point.low),
      high: percentOf(point.high),
    }));
  const marks = ofGroup
    .flatMap((points) => censorMarks(points, end))
    .map(({ group, time, survival }) => ({ armLabel: labelled(group), time, survival: 100 * survival }));
  const exact = expected.map(({ group, time, survival }) => ({
    armLabel: labelled(group),
    time,
    survival: 100 * survival,
  }));
  const x: PositionEncoding = {
    field: 'time',
    type: 'quantitative',
    scale: { domain: [0, end], nice: false },
    axis: { title: timeTitle, values: ticks },
  };
  const width = layout.narrow ? layout.width - AXIS_ROOM.narrow : widthBeside(styles, layout);
  const places = { x, styles, width, narrow: layout.narrow };
  return {
    vconcat: [curvesPanel({ steps, marks, exact }, { ...places, shareTitle }), atRiskPanel(drawing, places)],
    spacing: 14,
    resolve: { scale: { x: 'shared', y: 'independent' } },
  };
}

/** Width of the curves beside the names of the groups, which stand left of the numbers at risk; px. */
function widthBeside(styles: readonly ArmStyle[], { width }: FigureLayout): number {
  const longest = styles.reduce(
    (most, { label }) => Math.max(most, estimateTextWidth(label, { size: 11, bold: false })),
    0,
  );
  return Math.floor(width - Math.max(AXIS_ROOM.wide, Math.min(LABEL_LIMIT, longest) + 2 * AT_RISK_LABEL_PADDING + 10));
}

interface Places extends Pick<CurvesFigureOptions, 'styles'> {
  readonly x: PositionEncoding;
  readonly width: number;
  readonly narrow: boolean;
}

interface Rows {
  readonly steps: readonly { readonly low: number | null; readonly high: number | null }[];
  readonly marks: readonly object[];
  readonly exact: readonly object[];
}

function curvesPanel(
  { steps, marks, exact }: Rows,
  { x, shareTitle, styles, width, narrow }: Places & Pick<CurvesFigureOptions, 'shareTitle'>,
): FigurePanel {
  const color = armColour(styles);
  const y: PositionEncoding = {
    field: 'survival',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: shareTitle, values: [0, 20, 40, 60, 80, 100] },
  };
  const layer: FigureLayer[] = [
    {
      data: { values: steps.filter(({ low, high }) => low !== null && high !== null) },
      mark: { type: 'area', interpolate: 'step-after', opacity: BAND_OPACITY },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
    },
    {
      data: { values: [{ half: 50 }] },
      mark: { type: 'rule', strokeDash: [4, 3], color: INK.faint },
      encoding: { y: { ...y, field: 'half' } },
    },
    {
      data: { values: [...exact] },
      mark: { type: 'line', strokeDash: [6, 3], strokeWidth: 1.4 },
      encoding: { x, y, color },
    },
    {
      data: { values: [...steps] },
      mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
      encoding: { x, y, color, order: { field: 'order', type: 'quantitative' } },
    },
    {
      data: { values: [...marks] },
      mark: { type: 'point', shape: 'M0,-1V1', size: 70, strokeWidth: 1.3, filled: false, opacity: 1 },
      encoding: { x, y, color },
    },
  ];
  return { width, height: narrow ? HEIGHT.narrow : HEIGHT.wide, layer };
}

/** Numbers at risk below the time axis: a line for each group, in a narrow figure under its name. */
function atRiskPanel({ at_risk: atRisk }: ComparisonCurves, { x, styles, width, narrow }: Places): FigurePanel {
  const labels = styles.map(({ label }) => label);
  const labelOf = (group: string) => styles.find(({ arm }) => arm === group)?.label ?? group;
  const values = atRisk.map(({ group, time, at_risk: count }) => ({ armLabel: labelOf(group), time, atRisk: count }));
  const axis = {
    title: null,
    domain: false,
    ticks: false,
    grid: false,
    labelLimit: LABEL_LIMIT,
    labelPadding: AT_RISK_LABEL_PADDING,
  } as const;
  const color = armColour(styles);
  const text = { field: 'summary', type: 'nominal' } as const;
  const numbers: FigureLayer = {
    data: { values },
    transform: [{ calculate: AT_RISK_FORMAT, as: 'summary' }],
    mark: { type: 'text', fontSize: 11, dy: narrow ? ROW_HEIGHT.narrow / 2 : 0 },
    encoding: {
      x: { ...x, axis: null },
      y: { field: 'armLabel', type: 'nominal', sort: labels, axis: narrow ? null : axis },
      text,
      color,
    },
  };
  const names: FigureLayer = {
    data: { values: labels.map((armLabel) => ({ armLabel, time: 0, summary: armLabel })) },
    mark: { type: 'text', fontSize: 11, align: 'left', dx: -12, dy: -ROW_HEIGHT.narrow / 2 },
    encoding: {
      x: { ...x, axis: null },
      y: { field: 'armLabel', type: 'nominal', sort: labels, axis: null },
      text,
      color,
    },
  };
  return {
    width,
    height: (narrow ? 2 * ROW_HEIGHT.narrow + 4 : ROW_HEIGHT.wide) * styles.length,
    title: { text: 'At risk', anchor: 'start', fontSize: 11, fontWeight: 'normal', color: INK.soft, offset: 4 },
    layer: narrow ? [names, numbers] : [numbers],
  };
}

const percentOf = (share: number | null) => (share === null ? null : 100 * share);

/**
 * Names and colours of groups: arms of the published trials look as in every report, other groups take a colour in turn.
 *
 * @param groups - names in order
 * @param labels - of groups that are arms of a run
 * @returns one style per group; colours repeat after the eighth group that is no known arm
 */
export function groupStyles(
  groups: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): readonly ArmStyle[] {
  let others = 0;
  return armStyles(groups, labels).map((style) => {
    // A known arm has a label of its own
    if (style.label !== style.arm) return style;
    const colour = SERIES_COLOURS[others % SERIES_COLOURS.length]!;
    others++;
    return { ...style, colour };
  });
}

/** A figure is about 700 px wide; steps closer than this share of the axis fall on one pixel. */
const SMALLEST_SHARE = 1 / 700;
/** Censor marks closer than this run into a bar. */
const MARK_PIXELS = 3;

/**
 * The points of a step curve that a figure can show: at most one per pixel of the axis, the last of those that share one, so
 * that the curve is exact wherever it is drawn.
 *
 * @param points - one curve in order of time
 * @param end - end of the axis; > 0
 * @returns a part of the points, first and last included
 */
export function thinSteps(points: readonly CurvePoint[], end: number): readonly CurvePoint[] {
  const pixelOf = ({ time }: CurvePoint) => Math.floor(time / end / SMALLEST_SHARE);
  return points.filter((point, index) => {
    const next = points[index + 1];
    return index === 0 || next === undefined || pixelOf(point) !== pixelOf(next);
  });
}

/**
 * Times at which patients are censored, no two of them closer than three pixels of the axis.
 *
 * @param points - one curve in order of time
 * @param end - end of the axis; > 0
 * @returns points with censored patients
 */
export function censorMarks(points: readonly CurvePoint[], end: number): readonly CurvePoint[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.filter(({ time, censored }) => {
    if (!(censored > 0 && time - last >= MARK_PIXELS * end * SMALLEST_SHARE)) return false;
    last = time;
    return true;
  });
}
