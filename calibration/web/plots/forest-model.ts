import { logTicks, toCsv } from '../../browser.js';
import { paint, place, svgRoot, svgText, tag, textWidth, tickText } from './svg-text.js';
import { axisRange, linearTicks } from './ticks.js';

/** An estimate with its interval. */
export interface ForestRow {
  readonly id: string;
  readonly label: string;
  /** Rows of one group stand under its name. */
  readonly group?: string;
  /** `pooled` is drawn as a diamond, `prediction` as an open interval. */
  readonly kind: 'trial' | 'pooled' | 'prediction';
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Share of the pooled estimate; 0 to 1: the area of its square. */
  readonly weight?: number;
  /** At the right end: the estimate in words. */
  readonly text: string;
  /** Left out of the pooled estimate. */
  readonly isExcluded?: boolean;
  /** Name of a colour of the theme. */
  readonly colour?: string;
}

/** A forest plot as plain data. */
export interface ForestModel {
  readonly title: string;
  readonly alt: string;
  readonly x: {
    readonly label: string;
    readonly unit?: string;
    readonly scale?: 'linear' | 'log';
    readonly range?: readonly [number | null, number | null];
  };
  readonly rows: readonly ForestRow[];
  /** A line across all rows, such as no effect. */
  readonly reference?: number;
}

const ROW = 26;
const BELOW = 44;
const FONT = 12;
const LEAST_SQUARE = 4;
const MOST_SQUARE = 13;

/** A forest plot as a drawing; narrower than 520 px the words stand under the names. */
export function forestSvg(model: ForestModel, width = 920, hasTitle = true): string {
  const isNarrow = width < 520;
  const top = hasTitle ? 34 : 8;
  const lines: ({ readonly group: string } | ForestRow)[] = [];
  for (const [index, row] of model.rows.entries()) {
    if (row.group !== undefined && row.group !== model.rows[index - 1]?.group) lines.push({ group: row.group });
    lines.push(row);
  }
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => textWidth(text, FONT)));
  const left = Math.min(width * 0.42, widest(model.rows.map(({ label }) => label)) + 18);
  const right = width - (isNarrow ? 10 : widest(model.rows.map(({ text }) => text)) + 16);
  const rowHeight = isNarrow ? ROW + 12 : ROW;
  const bottom = top + lines.length * rowHeight;
  const values = model.rows.flatMap(({ estimate, low, high }) => [estimate, low, high]);
  const { scale = 'linear', range } = model.x;
  const ends = axisRange([...values, model.reference], scale, range);
  const to = scale === 'log' ? Math.log : (value: number) => value;
  const x = (value: number) => left + ((to(value) - to(ends.min)) / (to(ends.max) - to(ends.min))) * (right - left);
  const ticks = scale === 'log' ? logTicks(ends.min, ends.max) : linearTicks(ends, Math.max(3, (right - left) / 80));
  const { label, unit } = model.x;
  const notes = [unit, scale === 'log' ? 'log scale' : undefined].filter((note) => note !== undefined);
  const axis = [
    ...ticks.map(
      (tick) =>
        tag('line', { x1: x(tick), x2: x(tick), y1: top, y2: bottom, stroke: paint('grid') }) +
        svgText(x(tick), bottom + 16, tickText(tick), { anchor: 'middle' }),
    ),
    tag('line', { x1: left, x2: right, y1: bottom, y2: bottom, stroke: paint('faint') }),
    svgText((left + right) / 2, bottom + 36, notes.length === 0 ? label : `${label} (${notes.join(', ')})`, {
      size: 12,
      anchor: 'middle',
      fill: 'text',
    }),
    model.reference === undefined
      ? ''
      : tag('line', {
          x1: x(model.reference),
          x2: x(model.reference),
          y1: top,
          y2: bottom,
          stroke: paint('faint'),
          'stroke-dasharray': '3 3',
        }),
  ];
  const rows = lines.map((line, index) => {
    const y = top + (index + 0.5) * rowHeight;
    if (!('kind' in line)) return svgText(0, y + 4, line.group, { size: FONT, fill: 'text', weight: 650 });
    const words = isNarrow
      ? svgText(0, y + 14, line.text)
      : svgText(width - 4, y + 4, line.text, { size: FONT, anchor: 'end', fill: 'text' });
    const name = svgText(line.group === undefined ? 0 : 10, isNarrow ? y - 1 : y + 4, line.label, {
      size: FONT,
      fill: line.isExcluded === true ? 'soft' : 'text',
      weight: line.kind === 'trial' ? undefined : 650,
    } as Parameters<typeof svgText>[3]);
    const hover = `${line.label}: ${line.text}`;
    return tag(
      'g',
      { 'data-hover': hover, 'data-series': line.id, opacity: line.isExcluded === true ? '0.5' : undefined },
      name + words + markOf(line, x, y, [left, right]),
    );
  });
  return svgRoot(
    { width, height: bottom + BELOW },
    model,
    [hasTitle ? svgText(0, 18, model.title, { size: 13, fill: 'text', weight: 600 }) : '', ...axis, ...rows].join(''),
  );
}

function markOf(
  { kind, estimate, low, high, weight = 0.2, colour }: ForestRow,
  x: (value: number) => number,
  y: number,
  [left, right]: readonly [number, number],
): string {
  const fill = paint(colour ?? (kind === 'trial' ? 'soft' : 'accent'));
  const clamped = (value: number) => Math.min(right, Math.max(left, x(value)));
  if (kind === 'pooled' && estimate !== null && low !== null && high !== null) {
    const [a, b, c] = [clamped(low), clamped(estimate), clamped(high)].map(place);
    return tag('path', { d: `M${a} ${place(y)}L${b} ${place(y - 7)}L${c} ${place(y)}L${b} ${place(y + 7)}Z`, fill });
  }
  const line =
    low === null || high === null
      ? ''
      : tag('line', {
          x1: clamped(low),
          x2: clamped(high),
          y1: y,
          y2: y,
          stroke: fill,
          'stroke-width': kind === 'prediction' ? 3 : 1.5,
          'stroke-dasharray': kind === 'prediction' ? '2 2' : undefined,
        });
  if (estimate === null || kind === 'prediction') return line;
  const side = LEAST_SQUARE + (MOST_SQUARE - LEAST_SQUARE) * Math.sqrt(Math.min(1, Math.max(0, weight)));
  return line + tag('rect', { x: x(estimate) - side / 2, y: y - side / 2, width: side, height: side, fill });
}

/** The table behind a forest plot. */
export function forestCsv({ x, rows }: ForestModel): string {
  const unit = x.unit === undefined ? '' : ` (${x.unit})`;
  return toCsv(
    ['group', 'label', 'kind', `${x.label}${unit}`, 'low', 'high', 'weight', 'excluded'],
    rows.map(({ group, label, kind, estimate, low, high, weight, isExcluded }) => [
      group ?? null,
      label,
      kind,
      estimate,
      low,
      high,
      weight ?? null,
      isExcluded === true ? 'yes' : 'no',
    ]),
  );
}
