import type { TopLevelSpec } from 'vega-lite';
import { type Html, type HtmlPart, html, NO_HTML } from './html.js';
import { type FigureTable, figureTable } from './plots/figure-table.js';
import { INK } from './plots/plot-theme.js';
import { renderSvg } from './plots/render-svg.js';

/** Symbol of a key entry: a filled or outlined square, a line, a dashed line, a dot, a ring, a cross, other filled shapes. */
export type KeyShape =
  | 'fill'
  | 'outline'
  | 'line'
  | 'dashes'
  | 'dot'
  | 'ring'
  | 'cross'
  | 'triangle'
  | 'diamond'
  | 'arrow';

/** One entry of the key of a figure. */
export interface KeyEntry {
  readonly shape: KeyShape;
  readonly colour: string;
  readonly label: HtmlPart;
}

function sign({ shape, colour }: KeyEntry): Html {
  switch (shape) {
    case 'fill':
      return html`<rect x="2" y="2" width="12" height="12" rx="1" fill="${colour}"/>`;
    case 'outline':
      return html`<rect x="2.5" y="2.5" width="11" height="11" fill="${colour}" fill-opacity="0.22" stroke="${colour}"/>`;
    case 'line':
      return html`<path d="M0,8H16" stroke="${colour}" stroke-width="2.5"/>`;
    case 'dashes':
      return html`<path d="M0,8H16" stroke="${colour}" stroke-width="1.4" stroke-dasharray="4 2.5"/>`;
    case 'dot':
      return html`<circle cx="8" cy="8" r="4.5" fill="${colour}"/>`;
    case 'ring':
      return html`<circle cx="8" cy="8" r="4" fill="none" stroke="${colour}" stroke-width="1.4"/>`;
    case 'cross':
      return html`<path d="M8,3V13M3,8H13" stroke="${colour}" stroke-width="3.4"/>`;
    case 'triangle':
      return html`<path d="M8,3L13,13H3Z" fill="${colour}"/>`;
    case 'diamond':
      return html`<path d="M8,2L13,8L8,14L3,8Z" fill="${colour}"/>`;
    case 'arrow':
      return html`<path d="M4,3L13,8L4,13Z" fill="${colour}"/>`;
  }
}

/**
 * The key of a figure, as a line of symbols and labels above it.
 *
 * @param entries - in reading order
 * @returns a list
 */
export function figureKey(entries: readonly KeyEntry[]): Html {
  const series = seriesByColour(entries);
  const items = entries.map((entry) => {
    const number = series.get(entry.colour);
    const mark = number === undefined ? NO_HTML : html` data-series="${String(number)}"`;
    return html`<li${mark}><svg width="16" height="16" aria-hidden="true">${sign(entry)}</svg>${entry.label}</li>`;
  });
  return html`<ul class="key">${items}</ul>`;
}

/** Neutral colour for symbols of a role, not for an arm. */
export const ROLE_COLOUR = INK.soft;

/** Entries of a key by their colours, counted from 1; none for a colour of a role, and for one that several entries share. */
function seriesByColour(entries: readonly KeyEntry[]): ReadonlyMap<string, number> {
  const colours = entries.map(({ colour }) => colour);
  const isOwn = (colour: string): boolean =>
    colour !== ROLE_COLOUR && colours.indexOf(colour) === colours.lastIndexOf(colour);
  return new Map(colours.flatMap((colour, index) => (isOwn(colour) ? [[colour, index + 1] as const] : [])));
}

/** The room of a drawing. */
export interface FigureLayout {
  /** Width of the whole drawing with its axes; px. */
  readonly width: number;
  /** For a window as narrow as a telephone: panels stand below each other, texts keep their size. */
  readonly narrow: boolean;
}

/** The two layouts that every figure is drawn in; the page shows the one that fits its window. */
export const FIGURE_LAYOUTS = {
  wide: { width: 920, narrow: false },
  narrow: { width: 342, narrow: true },
} as const satisfies Readonly<Record<string, FigureLayout>>;

/** Smallest text of a figure; px. */
const SMALLEST_TEXT = 10;

/** A drawing with its legend and caption. */
export interface DrawnFigure {
  /** Unique in the page. */
  readonly id: string;
  /** What is seen, in one line. */
  readonly title: string;
  /** What the figure shows, with its numbers, for readers who cannot see it. */
  readonly alt: string;
  readonly key: readonly KeyEntry[];
  /** What the figure shows, on which data, and where these lie. */
  readonly caption: HtmlPart;
  /** The specification for a layout, with its data inside. */
  readonly draw: (layout: FigureLayout) => TopLevelSpec;
  /** The table behind the figure, where it is not the rows of the specification. */
  readonly table?: FigureTable;
}

/** Receiver of warnings of the plot renderer. */
export interface WarningReceiver {
  readonly onWarning: (message: string) => void;
}

/** A figure as it is handed out beside the page. */
export interface ReceivedFigure {
  readonly id: string;
  readonly title: string;
  readonly table: FigureTable;
}

/** Receiver of warnings and of the tables behind figures. */
export interface FigureReceiver extends WarningReceiver {
  readonly onFigure?: (figure: ReceivedFigure) => void;
}

/** Complains of a drawing that would shrink in its layout, and of texts that cannot be read. */
function checkLayout(
  svg: string,
  name: string,
  { width: most }: FigureLayout,
  onWarning: WarningReceiver['onWarning'],
) {
  const width = Number(/ width="([\d.]+)"/.exec(svg)?.[1]);
  if (width > most) onWarning(`${name}: must be at most ${most} px wide; got ${Math.ceil(width)}`);
  const sizes = [...svg.matchAll(/ font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
  const least = sizes.reduce((low, size) => Math.min(low, size), SMALLEST_TEXT);
  if (least < SMALLEST_TEXT) onWarning(`${name}: texts must have at least ${SMALLEST_TEXT} px; got ${least}`);
}

/**
 * Draws a figure with title, key and caption: wide for windows and paper, narrow for telephones.
 *
 * @param figure - the figure with its data inside
 * @param receiver - of the renderer's warnings, and of the table behind the figure
 * @returns a `figure` element
 */
export async function drawnFigure(figure: DrawnFigure, { onWarning, onFigure }: FigureReceiver): Promise<Html> {
  const { id, title, alt, key, caption, draw } = figure;
  const series = seriesByColour(key);
  const drawings: Html[] = [];
  for (const look of ['wide', 'narrow'] as const) {
    const name = look === 'wide' ? `${id}-chart` : `${id}-chart-narrow`;
    const svg = await renderSvg(draw(FIGURE_LAYOUTS[look]), { id: name, label: alt, look, series, onWarning });
    checkLayout(svg.markup, `figure ${id}, ${look}`, FIGURE_LAYOUTS[look], onWarning);
    drawings.push(svg);
  }
  onFigure?.({ id, title, table: figure.table ?? figureTable(draw(FIGURE_LAYOUTS.wide)) });
  return html`<figure id="${id}"><h3>${title}</h3>
${key.length === 0 ? NO_HTML : figureKey(key)}
${drawings}
<figcaption>${caption}</figcaption></figure>
`;
}
