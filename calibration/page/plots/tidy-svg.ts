/** What makes an SVG fit to stand beside others in one page. */
export interface SvgIdentity {
  /** Prefix of every id in the drawing; unique in the page. */
  readonly id: string;
  /** What the drawing shows, for readers who cannot see it; already escaped for an attribute. */
  readonly label: string;
}

/** Two decimals of a pixel are below what a printer resolves. */
const DECIMALS = 2;

/** Axis labels that Vega hid because they overlap, and the empty frames that it draws around every group. */
const INVISIBLE = [
  /<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g,
  /<path class="background" aria-hidden="true" d="M0,0h0v0h0Z"[^>]*\/>/g,
  /<path class="foreground" aria-hidden="true" d=""[^>]*\/>/g,
] as const;

/** Attributes that say nothing here: roles of parts (the whole has a text alternative), pointer rules, fully opaque. */
const IDLE = / (?:role|aria-[a-z]+|pointer-events|stroke-miterlimit)="[^"]*"| opacity="1"/g;

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
    .replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(DECIMALS))));
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
    (_, size: string) => `<svg class="chart" role="img" aria-label="${identity.label}"${font} ${size}>`,
  );
}
