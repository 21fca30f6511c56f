import { formatCompact } from '../format-number.js';
import { type ChannelDefinition, mapUnits } from './spec-units.js';

/** Before the description of a mark's values, where a specification states none of its own. */
const DESCRIBED = 'values:';

/** Marks that stand for rows; texts and rules explain others. */
const MARKS = new Set(['bar', 'rect', 'point', 'circle', 'square', 'line', 'area', 'trail', 'arc', 'tick']);

/** Channels in the order in which a reader names them: what it is, where it stands, how large it is. */
const ORDER = [
  'row',
  'column',
  'facet',
  'color',
  'fill',
  'stroke',
  'shape',
  'y',
  'yOffset',
  'x',
  'xOffset',
  'size',
  'theta',
];

/** A value of a mark: field, title, and whether its axis is logarithmic. */
type HoverValue = Pick<ChannelDefinition, 'channel' | 'field' | 'title' | 'isLog'>;

const isNamed = ({ type, title }: ChannelDefinition): boolean =>
  title !== '' || type === 'nominal' || type === 'ordinal';

/**
 * A specification whose marks carry what their values are, unless they have a tooltip of their own.
 *
 * Named are the channels that have a title, and categories.
 *
 * @param spec - a Vega-Lite specification
 * @returns a copy for the renderer
 */
export function withHoverValues<Spec>(spec: Spec): Spec {
  return mapUnits(spec, (part, { mark, channels }) => {
    const own = typeof part.mark === 'string' ? { type: part.mark } : (part.mark as object);
    const { encoding = {} } = part as { readonly encoding?: object };
    if (!MARKS.has(mark) || 'tooltip' in own || 'tooltip' in encoding) return part;
    const values: readonly HoverValue[] = ORDER.flatMap(
      (channel) => channels.find((each) => each.channel === channel && isNamed(each)) ?? [],
    ).map(({ channel, field, title, isLog }) => ({ channel, field, title, isLog }));
    return { ...part, mark: { ...own, tooltip: DESCRIBED + JSON.stringify(values) } };
  });
}

type Datum = Readonly<Record<string, unknown>>;

function described(tooltip: unknown): readonly HoverValue[] | undefined {
  return typeof tooltip === 'string' && tooltip.startsWith(DESCRIBED)
    ? (JSON.parse(tooltip.slice(DESCRIBED.length)) as HoverValue[])
    : undefined;
}

const shown = (value: unknown): string => (typeof value === 'number' ? formatCompact(value, 4) : String(value));

/** `title: value`, or the value where there is no title. */
const line = (title: string, value: unknown): string =>
  title.trim() === '' ? shown(value) : `${title}: ${shown(value)}`;

const isKnown = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && typeof value !== 'boolean';

/**
 * Text that a mark shows when it is pointed at.
 *
 * @param tooltip - of the item: {@link withHoverValues}, text, or an object of titles and values
 * @param datum - its row
 * @returns one value a line; empty where there is none
 */
export function hoverText(tooltip: unknown, datum: Datum): string {
  const values = described(tooltip);
  if (values !== undefined) {
    const lines = values
      .filter(({ field }) => isKnown(datum[field]))
      .map(({ field, title }) => line(typeof datum[field] === 'number' ? title : '', datum[field]));
    return [...new Set(lines)].join('\n');
  }
  if (typeof tooltip === 'object' && tooltip !== null) {
    return Object.entries(tooltip)
      .filter(([, value]) => isKnown(value))
      .map(([title, value]) => line(title, value))
      .join('\n');
  }
  return isKnown(tooltip) ? String(tooltip) : '';
}

/** A corner of a line: its row and where it is drawn. */
interface Corner {
  readonly datum: Datum;
  readonly x: number;
  readonly y: number;
}

/** How values are read from positions: title, 1 for a logarithmic axis, and a and b of value = a + b px. */
type Scale = readonly [title: string, isLog: 0 | 1, a: number, b: number];

/** Six digits are beyond what a pixel resolves. */
const short = (value: number): number => Number(value.toPrecision(6));

/** Positions may be rounded by the renderer; px. */
const MOST_DEVIATION = 0.5;

function scaleOf({ field, title, isLog }: HoverValue, corners: readonly Corner[], axis: 'x' | 'y'): Scale | undefined {
  const known = corners.flatMap(({ datum, [axis]: px }) => {
    const value = datum[field];
    return typeof value === 'number' && Number.isFinite(px) && (!isLog || value > 0)
      ? [{ px, value: isLog ? Math.log10(value) : value }]
      : [];
  });
  const [first] = known;
  const far = known.reduce(
    (most, each) => (Math.abs(each.px - first!.px) > Math.abs(most.px - first!.px) ? each : most),
    first!,
  );
  if (first === undefined || far.px === first.px) return undefined;
  const b = (far.value - first.value) / (far.px - first.px);
  const a = first.value - b * first.px;
  // Stacked and other computed positions are not those of the field
  const isAffine = b !== 0 && known.every(({ px, value }) => Math.abs((value - a) / b - px) < MOST_DEVIATION);
  return isAffine ? [title, isLog ? 1 : 0, short(a), short(b)] : undefined;
}

/**
 * What reads the values of a line at its corners: its name, and the scales of its axes.
 *
 * @param tooltip - of the line, as {@link withHoverValues} writes it
 * @param corners - in drawing order
 * @returns JSON `[name, x, y]` of {@link Scale}; empty where positions are not the values of a field
 */
export function lineHover(tooltip: unknown, corners: readonly Corner[]): string {
  const values = described(tooltip);
  const [first] = corners;
  if (values === undefined || first === undefined) return '';
  const of = (axis: 'x' | 'y'): Scale | undefined => {
    const value = values.find(({ channel }) => channel === axis);
    return value === undefined ? undefined : scaleOf(value, corners, axis);
  };
  const [x, y] = [of('x'), of('y')];
  if (x === undefined || y === undefined) return '';
  const name = values.map(({ field }) => first.datum[field]).filter((value) => typeof value === 'string');
  return JSON.stringify([[...new Set(name)].join(', '), x, y]);
}
