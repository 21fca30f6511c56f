import { logger, parse, textMetrics, View, Warn } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { escapeHtml, type Html, rawHtml } from '../html.js';
import { withHoverValues } from './hover-values.js';
import { FIGURE_THEME } from './plot-theme.js';
import { type SeriesByColour, sceneToSvg } from './scene-to-svg.js';

/**
 * Widths of printable ASCII (32 to 126) in Helvetica, in thousandths of the font size; Arial and Liberation Sans share them.
 *
 * @see Adobe Font Metrics of Helvetica, Core 14 fonts of PDF
 */
const HELVETICA_WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
] as const;

/** Signs outside ASCII (dashes, superscripts, Greek) are taken as wide as a digit. */
const OTHER_WIDTH = 556;
const FIRST_CODE = 32;

/** Bold Helvetica is about 6 % wider than regular over running text. */
const BOLD_FACTOR = 1.06;

/**
 * Width of a line of text, estimated from font metrics, so that a layout needs no canvas and is the same everywhere.
 *
 * @param line - one line of text
 * @param font - size in px; whether the weight is bold
 * @returns width; px
 */
export function estimateTextWidth(line: string, font: { readonly size: number; readonly bold: boolean }): number {
  let thousandths = 0;
  for (const character of line) {
    thousandths += HELVETICA_WIDTHS[character.charCodeAt(0) - FIRST_CODE] ?? OTHER_WIDTH;
  }
  return (thousandths / 1000) * font.size * (font.bold ? BOLD_FACTOR : 1);
}

/** Lets an SVG share a page with others. */
interface SvgIdentity {
  /** Prefix of every id in the drawing; unique in the page. */
  readonly id: string;
  /** What the drawing shows, for readers who cannot see it; already escaped for an attribute. */
  readonly label: string;
  /** Class beside `chart`. */
  readonly look?: 'wide' | 'narrow' | undefined;
}

/** Two decimals of a pixel are below what a printer resolves. */
const DECIMALS = 2;

/** Axis labels that Vega hid because they overlap, and the empty frames that it draws around every group. */
const INVISIBLE = [
  /<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g,
  /<path class="background" aria-hidden="true" d="M0,0h0v0h0Z"[^>]*\/>/g,
  /<path class="foreground" aria-hidden="true" d=""[^>]*\/>/g,
] as const;

/** Attributes without effect here: roles of parts (the whole has a text alternative), pointer rules, fully opaque. */
const IDLE = / (?:role|aria-[a-z]+|pointer-events|stroke-miterlimit)="[^"]*"| opacity="1"/g;

/** What marks say of themselves is text; numbers in it keep their digits. */
const NUMBER_OR_TEXT = / data-[a-z]+="[^"]*"|-?\d+\.\d{3,}(?:e-?\d+)?/g;

const FONT = / font-family="[^"]*"/;

/** Vega counts ids over the life of the process; here they count from 1 in every drawing. */
function renumberIds(svg: string, prefix: string): string {
  const numbers = new Map<string, number>();
  const rename = (id: string): string => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `${prefix}-${number}`;
  };
  return svg.replace(/( id="|url\(#)([^")]+)/g, (_, before: string, id: string) => before + rename(id));
}

function shortenTag(tag: string): string {
  return tag
    .replace(IDLE, '')
    .replace(FONT, '')
    .replace(NUMBER_OR_TEXT, (found) =>
      found.startsWith(' data-') ? found : String(Number(Number(found).toFixed(DECIMALS))),
    );
}

/**
 * Makes a drawing of Vega ready to be put into a page: unique ids, a text alternative, no invisible parts, short numbers.
 *
 * @param svg - one `svg` element as Vega writes it, in one font
 * @param identity - prefix for ids and text alternative
 * @returns the same drawing as an inline `svg` element
 */
export function tidySvg(svg: string, identity: SvgIdentity): string {
  const visible = INVISIBLE.reduce((kept, pattern) => kept.replace(pattern, ''), svg);
  const font = FONT.exec(visible)?.[0] ?? '';
  const short = visible.replace(/<[^>]*>/g, shortenTag);
  return renumberIds(short, identity.id).replace(
    /^<svg [^>]*?(width="[^"]*" height="[^"]*" viewBox="[^"]*")>/,
    (_, size: string) =>
      `<svg class="${identity.look === undefined ? 'chart' : `chart ${identity.look}`}" role="img" aria-label="${identity.label}"${font} ${size}>`,
  );
}

/** The part of Vega's text measurement that is set here; Vega exports it, its types leave it out. */
interface TextMetrics {
  width: (item: { readonly fontSize?: number; readonly fontWeight?: unknown }, line: unknown) => number;
}

declare module 'vega' {
  const textMetrics: TextMetrics;
}

/** How a figure is named in the page, and where its renderer's warnings go. */
interface RenderOptions {
  /** Unique in the page; prefix of every id inside the drawing. */
  readonly id: string;
  /** Text alternative; one sentence. */
  readonly label: string;
  /** Entries of the figure's key by their colours; marks of these colours carry the number of their entry. */
  readonly series?: SeriesByColour;
  /** Class beside `chart`. */
  readonly look?: 'wide' | 'narrow';
  /** Receives warnings of Vega; they are dropped when absent. */
  readonly onWarning?: (message: string) => void;
}

/** Names that every object has: Vega keeps groups in plain objects, so a group of such a name would be lost or break it. */
const OBJECT_NAMES = new Set(Object.getOwnPropertyNames(Object.prototype));
/** Set behind such a name while it is drawn; of no script and no width in use. */
const NAME_MARK = '\u{F0000}';

/** A specification whose data and scales hold no name that every object has. */
function withoutObjectNames<Value>(value: Value): Value {
  if (typeof value === 'string') return (OBJECT_NAMES.has(value) ? `${value}${NAME_MARK}` : value) as Value;
  if (Array.isArray(value)) return value.map(withoutObjectNames) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutObjectNames(each)])) as Value;
}

/** Vega's own default where a text has no size; px. */
const DEFAULT_FONT_SIZE = 11;

const isBold = (weight: unknown): boolean => weight === 'bold' || Number(weight) >= 600;

/** Vega would guess 0.8 em per character, or ask a canvas if one is installed; layouts would then differ by machine. */
function useFontMetrics(): void {
  textMetrics.width = (item, line) =>
    estimateTextWidth(String(line ?? ''), {
      size: item.fontSize ?? DEFAULT_FONT_SIZE,
      bold: isBold(item.fontWeight),
    });
}

/**
 * Draws a Vega-Lite figure as a static inline SVG: no script, no browser, no canvas.
 *
 * The same specification gives the same bytes on every machine.
 *
 * @param spec - the figure with its data inside
 * @param options - id in the page, text alternative, receiver of warnings
 * @returns one `svg` element
 * @throws Error - when the specification is not valid Vega-Lite
 */
export async function renderSvg(spec: TopLevelSpec, options: RenderOptions): Promise<Html> {
  useFontMetrics();
  const log = logger(Warn, 'warn', (_method, _level, parts) => options.onWarning?.(parts.map(String).join(' ')));
  const compiled = compile(withoutObjectNames(withHoverValues(spec)), { config: FIGURE_THEME, logger: log });
  const view = new View(parse(compiled.spec), { renderer: 'none', logger: log });
  try {
    const svg = (await sceneToSvg(view, options.series ?? new Map())).replaceAll(NAME_MARK, '');
    return rawHtml(tidySvg(svg, { id: options.id, label: escapeHtml(options.label), look: options.look }));
  } finally {
    view.finalize();
  }
}
