import { toCsv } from '../../browser.js';
import { paint, svgRoot, svgText, tag, textWidth, tickText } from './svg-text.js';

/** A matrix of values as plain data. */
export interface HeatMapModel {
  readonly title: string;
  readonly alt: string;
  readonly x: { readonly label: string; readonly names: readonly string[] };
  readonly y: { readonly label: string; readonly names: readonly string[] };
  /** Row by row, each as long as `x.names`; null where there is no value. */
  readonly values: readonly (readonly (number | null)[])[];
  /** `diverging` from `low` by 0 to `high`; `sequential` from `low` to `high`. */
  readonly scale: {
    readonly kind: 'diverging' | 'sequential';
    readonly low: number;
    readonly high: number;
    readonly label: string;
  };
  readonly format: (value: number) => string;
}

/** Where the parts of a heat map lie; px. */
export interface HeatMapLayout {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
  /** Names above the columns are turned. */
  readonly isTurned: boolean;
  readonly showsValues: boolean;
}

const ROW = 22;
const KEY_HEIGHT = 40;
const FONT = 11;
const MOST_NAME = 180;
/** Narrowest cell whose value is written in it; px. */
const VALUE_FROM = 38;

/** Lays out a heat map in a width; its height follows from the rows. */
export function heatMapLayout({ x, y }: HeatMapModel, width: number): HeatMapLayout {
  const left = Math.min(MOST_NAME, Math.max(40, ...y.names.map((name) => textWidth(name, FONT))) + 20);
  const cellWidth = (width - left - 4) / Math.max(1, x.names.length);
  const widest = Math.max(0, ...x.names.map((name) => textWidth(name, FONT)));
  const isTurned = widest + 8 > cellWidth;
  const top = isTurned ? Math.min(MOST_NAME, widest) + 12 : 22;
  return {
    left,
    top,
    cellWidth,
    cellHeight: ROW,
    width,
    height: top + y.names.length * ROW + KEY_HEIGHT,
    isTurned,
    showsValues: cellWidth >= VALUE_FROM,
  };
}

/** How far a value lies from the middle of its scale: -1 to 1; of a sequential scale 0 to 1. */
export function heatShare(value: number, { kind, low, high }: HeatMapModel['scale']): number {
  if (kind === 'sequential') return Math.min(1, Math.max(0, (value - low) / (high - low)));
  return value < 0 ? Math.max(-1, -value / low) : Math.min(1, value / high);
}

/** Names of the colours at the ends of a scale. */
export const HEAT_COLOURS = { low: 'bad', high: 'accent' } as const;

/** Text of a row that is too long for its place. */
export function shortName(name: string, room: number): string {
  if (textWidth(name, FONT) <= room) return name;
  return `${name.slice(0, Math.max(1, Math.floor(room / textWidth('x', FONT)) - 1))}…`;
}

/** A heat map as a drawing that stands alone. */
export function heatMapSvg(model: HeatMapModel, width = 920): string {
  const layout = heatMapLayout(model, width);
  const { left, cellWidth, cellHeight, isTurned, showsValues } = layout;
  const top = layout.top + 26;
  const names = [
    svgText(4, 18, model.title, { size: 13, fill: 'text', weight: 600 }),
    ...model.y.names.map((name, row) =>
      svgText(left - 8, top + (row + 0.5) * cellHeight + 4, shortName(name, left - 10), {
        anchor: 'end',
        fill: 'text',
      }),
    ),
    ...model.x.names.map((name, column) => {
      const at = left + (column + 0.5) * cellWidth;
      return svgText(isTurned ? at + 4 : at, top - 8, name, {
        anchor: isTurned ? 'start' : 'middle',
        fill: 'text',
        turned: isTurned,
      });
    }),
  ];
  const cells = model.values.flatMap((row, index) =>
    row.map((value, column) => {
      const at = { x: left + column * cellWidth, y: top + index * cellHeight };
      const box = { ...at, width: cellWidth - 1, height: cellHeight - 1 };
      if (value === null) return tag('rect', { ...box, fill: paint('panel-2') });
      const share = heatShare(value, model.scale);
      const fill = paint(share < 0 ? HEAT_COLOURS.low : HEAT_COLOURS.high);
      const cell = tag('rect', { ...box, fill, 'fill-opacity': String(Math.abs(share).toFixed(3)) });
      const text = svgText(at.x + cellWidth / 2, at.y + cellHeight / 2 + 4, model.format(value), {
        size: 10,
        anchor: 'middle',
        fill: Math.abs(share) > 0.55 ? 'on-accent' : 'text',
      });
      return showsValues ? cell + text : cell;
    }),
  );
  const size = { width, height: layout.height + 26 };
  return svgRoot(
    size,
    model,
    [...names, ...cells, keyOf(model, left, top + model.y.names.length * cellHeight + 14)].join(''),
  );
}

/** Colours of the scale with its ends. */
function keyOf({ scale }: HeatMapModel, x: number, y: number): string {
  const steps = 21;
  const [low, high] = scale.kind === 'diverging' ? [-1, 1] : [0, 1];
  const boxes = Array.from({ length: steps }, (_, index) => {
    const share = low + ((high - low) * index) / (steps - 1);
    const fill = paint(share < 0 ? HEAT_COLOURS.low : HEAT_COLOURS.high);
    return tag('rect', { x: x + index * 8, y, width: 8, height: 10, fill, 'fill-opacity': Math.abs(share).toFixed(3) });
  });
  return [
    ...boxes,
    svgText(x, y + 23, tickText(scale.low)),
    svgText(x + steps * 8, y + 23, tickText(scale.high), { anchor: 'end' }),
    svgText(x + steps * 8 + 10, y + 9, scale.label, { fill: 'text' }),
  ].join('');
}

/** The table behind a heat map: a row for each row, a column for each column. */
export function heatMapCsv({ x, y, values }: HeatMapModel): string {
  return toCsv(
    [y.label, ...x.names],
    y.names.map((name, row) => [name, ...(values[row] ?? [])]),
  );
}
