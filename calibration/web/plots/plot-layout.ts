import { logTicks } from '../../browser.js';
import { axisTitle, type LinePlotModel, type PlotAxis, valuesOf } from './plot-model.js';
import { textWidth, tickText } from './svg-text.js';
import { type AxisRange, axisRange, linearTicks } from './ticks.js';

/** An axis with its ends, its ticks and the place of any value on it. */
export interface LaidAxis extends AxisRange {
  readonly title: string;
  readonly ticks: readonly { readonly value: number; readonly text: string; readonly at: number }[];
  readonly place: (value: number) => number;
}

/** Where the parts of a plot lie; px. */
export interface PlotLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: LaidAxis;
  readonly y: LaidAxis;
}

const X_TICK_EVERY = 90;
const Y_TICK_EVERY = 46;
const EDGE = 14;
const BELOW = 44;

/** Ends of both axes by what is drawn. */
export function plotRanges({ x, y, series }: LinePlotModel): { readonly x: AxisRange; readonly y: AxisRange } {
  function* xs() {
    for (const each of series) for (let index = 0; index < each.x.length; index++) yield each.x[index];
  }
  function* ys() {
    for (const each of series) yield* valuesOf(each);
  }
  return {
    x: axisRange(xs(), x.scale ?? 'linear', x.range),
    y: axisRange(ys(), y.scale ?? 'linear', y.range),
  };
}

/** Lays out a plot: room for the texts of its axes, then the axes themselves. */
export function plotLayout(
  model: LinePlotModel,
  size: { readonly width: number; readonly height: number; readonly top: number },
): PlotLayout {
  const ranges = plotRanges(model);
  const bottom = size.height - BELOW;
  const yTicks = ticksOf(model.y, ranges.y, (bottom - size.top) / Y_TICK_EVERY);
  const widest = Math.max(0, ...yTicks.map((tick) => textWidth(tickText(tick), 11)));
  const [left, right] = [widest + 34, size.width - EDGE];
  const xTicks = ticksOf(model.x, ranges.x, (right - left) / X_TICK_EVERY);
  return {
    left,
    right,
    top: size.top,
    bottom,
    x: laid(model.x, ranges.x, xTicks, [left, right]),
    y: laid(model.y, ranges.y, yTicks, [bottom, size.top]),
  };
}

function ticksOf({ scale }: PlotAxis, range: AxisRange, most: number): readonly number[] {
  return scale === 'log' ? logTicks(range.min, range.max) : linearTicks(range, most);
}

function laid(axis: PlotAxis, range: AxisRange, ticks: readonly number[], ends: readonly [number, number]): LaidAxis {
  const to = axis.scale === 'log' ? Math.log : (value: number) => value;
  const [low, high] = [to(range.min), to(range.max)];
  const place = (value: number) => ends[0] + ((to(value) - low) / (high - low)) * (ends[1] - ends[0]);
  return {
    ...range,
    title: axisTitle(axis),
    ticks: ticks.map((value) => ({ value, text: tickText(value), at: place(value) })),
    place,
  };
}
