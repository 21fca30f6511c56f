import { escapeHtml } from '../../browser.js';
import { type PlotLayout, plotLayout } from './plot-layout.js';
import { keyOf, type LinePlotModel, type PlotSeries } from './plot-model.js';
import { paint, place, svgRoot, svgText, tag, textWidth } from './svg-text.js';

/** Size of a drawing; px. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Size of files, unless another is asked for: the width of the report's figures. */
export const FILE_SIZE: PlotSize = { width: 920, height: 440 };

const LEGEND_LINE = 18;
const TITLE_HEIGHT = 26;

/**
 * A plot as a drawing that stands alone. Its colours follow the theme of a page that shows it.
 *
 * @param model - the plot
 * @param size - px
 * @param hidden - keys of series that are left out
 */
export function plotSvg(model: LinePlotModel, size: PlotSize = FILE_SIZE, hidden: readonly string[] = []): string {
  const shown = { ...model, series: model.series.filter((each) => !hidden.includes(keyOf(each))) };
  const entries = shown.series.filter(
    (each, index, all) => all.findIndex((other) => keyOf(other) === keyOf(each)) === index,
  );
  const legend = legendOf(entries, size.width);
  const layout = plotLayout(shown, { ...size, top: TITLE_HEIGHT + legend.height + 10 });
  return svgRoot(
    size,
    model,
    [
      svgText(14, 18, model.title, { size: 13, fill: 'text', weight: 600 }),
      legend.content,
      axesOf(layout),
      marksOf(model, layout),
      ...shown.series.map((each) => tag('g', { 'data-series': keyOf(each) }, seriesOf(each, layout))),
    ].join(''),
  );
}

function legendOf(
  entries: readonly PlotSeries[],
  width: number,
): { readonly height: number; readonly content: string } {
  if (entries.length < 2) return { height: 0, content: '' };
  let [x, line] = [14, 0];
  const content = entries.map((each) => {
    const wide = 26 + textWidth(each.label, 11) + 16;
    if (x + wide > width && x > 14) [x, line] = [14, line + 1];
    const y = TITLE_HEIGHT + 12 + line * LEGEND_LINE;
    const drawn = `${swatchOf(each, x, y - 4)}${svgText(x + 24, y, each.label, { fill: 'text' })}`;
    x += wide;
    return drawn;
  });
  return { height: (line + 1) * LEGEND_LINE, content: content.join('') };
}

function swatchOf({ style, colour }: PlotSeries, x: number, y: number): string {
  const colourText = paint(colour);
  if (style === 'dots') return tag('circle', { cx: x + 9, cy: y, r: 4, fill: colourText });
  if (style === 'band')
    return tag('rect', { x, y: y - 5, width: 18, height: 10, fill: colourText, 'fill-opacity': '0.25' });
  const line = { x1: x, x2: x + 18, y1: y, y2: y, stroke: colourText, 'stroke-width': 2 };
  return tag('line', { ...line, 'stroke-dasharray': style === 'dashes' ? '5 3' : undefined });
}

function axesOf({ left, right, top, bottom, x, y }: PlotLayout): string {
  return [
    ...y.ticks.map(
      ({ text, at }) =>
        tag('line', { x1: left, x2: right, y1: at, y2: at, stroke: paint('grid') }) +
        svgText(left - 7, at + 4, text, { anchor: 'end' }),
    ),
    tag('line', { x1: left, x2: right, y1: bottom, y2: bottom, stroke: paint('faint') }),
    ...x.ticks.map(
      ({ text, at }) =>
        tag('line', { x1: at, x2: at, y1: bottom, y2: bottom + 4, stroke: paint('faint') }) +
        svgText(at, bottom + 17, text, { anchor: 'middle' }),
    ),
    svgText((left + right) / 2, bottom + 37, x.title, { size: 12, anchor: 'middle', fill: 'text' }),
    svgText(14, (top + bottom) / 2, y.title, { size: 12, anchor: 'middle', fill: 'text', turned: true }),
  ].join('');
}

function marksOf({ marks = [] }: LinePlotModel, { left, right, top, bottom, x, y }: PlotLayout): string {
  return marks
    .map(({ axis, value, label }) => {
      const at = axis === 'x' ? x.place(value) : y.place(value);
      const ends = axis === 'x' ? { x1: at, x2: at, y1: top, y2: bottom } : { x1: left, x2: right, y1: at, y2: at };
      const line = tag('line', { ...ends, stroke: paint('faint'), 'stroke-dasharray': '3 3' });
      if (label === undefined) return line;
      return (
        line + (axis === 'x' ? svgText(at + 5, top + 10, label) : svgText(right, at - 5, label, { anchor: 'end' }))
      );
    })
    .join('');
}

/** Points of a series in px; null where a value is missing. */
function pointsOf(
  each: PlotSeries,
  values: ArrayLike<number> | undefined,
  layout: PlotLayout,
): readonly (readonly [number, number] | null)[] {
  return Array.from({ length: each.x.length }, (_, index) => {
    const [x, y] = [layout.x.place(each.x[index] ?? Number.NaN), layout.y.place(values?.[index] ?? Number.NaN)];
    return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
  });
}

function seriesOf(each: PlotSeries, layout: PlotLayout): string {
  const colour = paint(each.colour);
  if (each.style === 'band') {
    const [low, high] = [pointsOf(each, each.low, layout), pointsOf(each, each.high, layout)];
    const around = [...high, ...low.toReversed()].filter((point) => point !== null);
    if (around.length === 0) return '';
    return tag('path', { d: `M${around.map(pair).join('L')}Z`, fill: colour, 'fill-opacity': '0.18' });
  }
  const points = pointsOf(each, each.y, layout);
  if (each.style === 'dots') {
    const bars = each.low === undefined ? [] : intervalsOf(each, layout, colour);
    const dots = points.map((point, index) =>
      point === null
        ? ''
        : tag(
            'circle',
            { cx: point[0], cy: point[1], r: each.radius ?? 3.5, fill: colour },
            each.names === undefined ? '' : `<title>${escapeHtml(each.names[index] ?? '')}</title>`,
          ),
    );
    return [...bars, ...dots].join('');
  }
  return tag('path', {
    d: pathOf(points, each.style === 'steps'),
    fill: 'none',
    stroke: colour,
    'stroke-width': each.width ?? 2,
    'stroke-linejoin': 'round',
    'stroke-dasharray': each.style === 'dashes' ? '6 4' : undefined,
  });
}

function intervalsOf(each: PlotSeries, layout: PlotLayout, colour: string): readonly string[] {
  const [low, high] = [pointsOf(each, each.low, layout), pointsOf(each, each.high, layout)];
  return low.map((from, index) => {
    const to = high[index];
    if (from === null || to === null || to === undefined) return '';
    return tag('line', { x1: from[0], x2: to[0], y1: from[1], y2: to[1], stroke: colour, 'stroke-width': 1.25 });
  });
}

const pair = ([x, y]: readonly [number, number]) => `${place(x)} ${place(y)}`;

/** A path through points, broken where one is missing; steps hold a value until the next point. */
function pathOf(points: readonly (readonly [number, number] | null)[], isSteps: boolean): string {
  let isPen = false;
  return points
    .map((point) => {
      if (point === null) {
        isPen = false;
        return '';
      }
      const text = !isPen ? `M${pair(point)}` : isSteps ? `H${place(point[0])}V${place(point[1])}` : `L${pair(point)}`;
      isPen = true;
      return text;
    })
    .join('');
}
