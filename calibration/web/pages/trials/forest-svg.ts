import { formatFixed } from '../../../browser.js';
import { paint, svgRoot, svgText, tag, textWidth, tickText } from '../../plots/svg-text.js';
import { axisRange, linearTicks } from '../../plots/ticks.js';
import { type ForestLine, type ForestView, forestAlt, intervalText } from './forest-view.js';

/** Size of the letters; px. */
const SIZE = 12;
/** Room above the rows for the names of the columns, and below for the axis; px. */
const HEAD = 26;
const AXIS = 38;
/** Widths of the columns of numbers, and of the intervals; px. */
const COUNT_WIDTH = 62;
const TEXT_WIDTH = 150;

/** Places of the parts of a drawing of some width; px. */
interface Places {
  readonly isNarrow: boolean;
  readonly width: number;
  readonly head: number;
  readonly rowHeight: number;
  readonly from: number;
  readonly to: number;
  /** Middle of the marks in a row. */
  readonly middle: number;
}

/** Below this width the names stand above the intervals; px. */
const NARROW = 620;

function placesOf(width: number): Places {
  if (width < NARROW) {
    return { isNarrow: true, width, head: 4, rowHeight: 42, from: 6, to: width - 8, middle: 30 };
  }
  const from = Math.round(width * 0.42);
  return { isNarrow: false, width, head: HEAD, rowHeight: 26, from, to: width - TEXT_WIDTH, middle: 13 };
}

/** Where the first row begins, and the height of a row; px. The boxes beside the drawing have the same. */
export const forestRows = (width: number): Pick<Places, 'head' | 'rowHeight'> => placesOf(width);

interface Scale {
  readonly x: (value: number) => number;
  readonly min: number;
  readonly max: number;
}

function scaleOf(view: ForestView, { from, to }: Places): Scale {
  const isShare = view.unit === '%';
  const values = view.lines
    // The prediction interval of few trials may span everything: it ends at the edge
    .filter(({ kind }) => kind !== 'prediction')
    .flatMap(({ value, interval }) => [value, interval?.low, interval?.high]);
  const range = axisRange(values, 'linear');
  const [min, max] = [Math.max(0, range.min), isShare ? Math.min(100, range.max) : range.max];
  return {
    min,
    max,
    x: (value) => from + ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * (to - from),
  };
}

/**
 * A forest plot as SVG.
 *
 * @param view - its lines
 * @param width - px; the sizes of the texts are the same for every width
 */
export function forestSvg(view: ForestView, width: number): string {
  const places = placesOf(width);
  const { isNarrow, head, rowHeight, from, to } = places;
  const scale = scaleOf(view, places);
  const ticks = linearTicks(scale, isNarrow ? 4 : 7);
  const bottom = head + view.lines.length * rowHeight;
  const upright = (at: number, rest: Readonly<Record<string, string | number>>) =>
    tag('line', { x1: at, x2: at, y1: head, y2: bottom, ...rest });
  const rule = head + view.lines.findIndex(({ kind }) => kind !== 'trial') * rowHeight;
  const label = (at: number, y: number, text: string, anchor: 'start' | 'middle' | 'end') =>
    svgText(at, y, text, { size: SIZE, anchor });
  const content = [
    ...ticks.map((tick) => upright(scale.x(tick), { stroke: paint('grid') })),
    upright(scale.x(view.pooled), { stroke: paint('accent'), 'stroke-dasharray': '3 3', opacity: 0.7 }),
    tag('line', { x1: 0, x2: width, y1: rule, y2: rule, stroke: paint('line') }),
    ...(isNarrow
      ? []
      : [
          label(0, 16, 'Trial', 'start'),
          label(from - COUNT_WIDTH - 24, 16, 'Patients', 'end'),
          label(from - 24, 16, 'Weight', 'end'),
          label(width, 16, `${view.unit === '%' ? '%' : 'Months'} (95 % interval)`, 'end'),
        ]),
    ...view.lines.map((line, index) => lineOf(line, view, { ...places, ...scale, top: head + index * rowHeight })),
    tag('line', { x1: from, x2: to, y1: bottom, y2: bottom, stroke: paint('line') }),
    ...ticks.map((tick) => label(scale.x(tick), bottom + 15, tickText(tick), 'middle')),
    label((from + to) / 2, bottom + 32, `${view.title}, ${view.unit}`, 'middle'),
  ];
  return svgRoot({ width, height: bottom + AXIS }, { title: view.title, alt: forestAlt(view) }, content.join(''));
}

interface LineContext extends Places, Scale {
  readonly top: number;
}

function lineOf(line: ForestLine, { decimals }: ForestView, context: LineContext): string {
  const { isNarrow, width, from, top, middle, rowHeight } = context;
  const { kind, label, hint, n, weight, isExcluded, isPart } = line;
  const isFaint = isExcluded || isPart || kind === 'other' || kind === 'prediction' || kind === 'random';
  const look = { size: SIZE, fill: isFaint ? 'soft' : 'text', ...(kind === 'pooled' ? { weight: 700 } : {}) };
  const y = top + (isNarrow ? 15 : 17);
  const value = intervalText(line, decimals);
  const room = isNarrow ? width - 10 - textWidth(value, SIZE) : from - 2 * COUNT_WIDTH - 14;
  const most = Math.floor(room / textWidth('x', SIZE));
  const name = label.length > most ? `${label.slice(0, Math.max(1, most - 1))}…` : label;
  const words = [
    svgText(0, y, name, look),
    // Struck out by a line of its own, which every program draws
    ...(isExcluded
      ? [tag('line', { x1: 0, x2: 0.92 * textWidth(name, SIZE), y1: y - 4, y2: y - 4, stroke: paint('soft') })]
      : []),
    svgText(width, y, value, { ...look, anchor: 'end' }),
    ...(isNarrow || n === null ? [] : [svgText(from - COUNT_WIDTH - 24, y, String(n), { ...look, anchor: 'end' })]),
    ...(isNarrow || weight === null
      ? []
      : [svgText(from - 24, y, `${formatFixed(100 * weight, 0)} %`, { ...look, anchor: 'end' })]),
  ];
  const area = tag('rect', {
    x: 0,
    y: top,
    width,
    height: rowHeight,
    fill: 'none',
    'pointer-events': 'all',
    class: 'row',
  });
  const hover = `${hint}; ${value}${n === null ? '' : `; ${n} patients`}`;
  return tag('g', { 'data-hover': hover }, `${area}${words.join('')}${marksOf(line, context, top + middle)}`);
}

function marksOf(line: ForestLine, { x, min, max }: LineContext, y: number): string {
  const { kind, value, interval, weight, isOwn, isExcluded, isPart } = line;
  if (interval === null) return '';
  const [low, high] = [x(interval.low), x(interval.high)];
  if (kind === 'pooled' || kind === 'other' || kind === 'random') {
    const at = x(value ?? Number.NaN);
    const points = [
      [low, y],
      [at, y - 6],
      [high, y],
      [at, y + 6],
    ]
      .map((point) => point.map((each) => Math.round(100 * each) / 100).join(','))
      .join(' ');
    if (kind === 'pooled') return tag('polygon', { points, fill: paint('accent') });
    const stroke = paint(kind === 'random' ? 'soft' : 'faint');
    return tag('polygon', {
      points,
      fill: paint('paper'),
      stroke,
      'stroke-width': 1.3,
      'stroke-dasharray': kind === 'other' ? '3 2' : undefined,
    });
  }
  const isOut = isExcluded || isPart;
  const ink = paint(kind === 'prediction' ? 'soft' : isOut ? 'faint' : isOwn ? 'arm-combination' : 'text');
  const bar = tag('line', {
    x1: low,
    x2: high,
    y1: y,
    y2: y,
    stroke: ink,
    'stroke-width': kind === 'prediction' ? 3 : 1.4,
    'stroke-linecap': kind === 'prediction' ? 'round' : undefined,
  });
  // An interval that goes past the axis ends in an arrow
  const arrow = (at: number, step: number) => tag('path', { d: `M${at.toFixed(1)} ${y} l${step} -4 v8 z`, fill: ink });
  const ends = `${interval.low < min ? arrow(low, 7) : ''}${interval.high > max ? arrow(high, -7) : ''}`;
  if (value === null) return `${bar}${ends}`;
  const half = weight === null ? 3.5 : 3 + 5 * Math.sqrt(weight);
  const box = { x: x(value) - half, y: y - half, width: 2 * half, height: 2 * half };
  const mark = isOut
    ? tag('rect', { ...box, fill: paint('paper'), stroke: ink, 'stroke-width': 1.3 })
    : tag('rect', { ...box, fill: ink });
  return `${bar}${ends}${mark}`;
}
