import { escapeHtml, formatCompact, type ThemeName, themeColours } from '../../browser.js';

/** Font of drawings: with the letter widths by which they are laid out. */
export const SVG_FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/** Mean width of a letter, as a share of the size of its font. */
const LETTER = 0.54;

/** About how wide a text is; px. */
export function textWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

/** Colour of a drawing: a variable of the theme with its light value, or any other CSS colour as it is. */
export function paint(name: string): string {
  return isThemeName(name) ? `var(--${name}, ${themeColours[name].light})` : name;
}

function isThemeName(name: string): name is ThemeName {
  return Object.hasOwn(themeColours, name);
}

/** A coordinate with at most two decimals. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** An element of a drawing; attributes are escaped, those that are undefined left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const text = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeHtml(typeof value === 'number' ? place(value) : String(value))}"`)
    .join('');
  return content === '' ? `<${name}${text}/>` : `<${name}${text}>${content}</${name}>`;
}

interface TextOptions {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: number;
  readonly turned?: boolean;
}

/** A line of text; `turned` reads upwards. */
export function svgText(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { size = 11, anchor = 'start', fill = 'soft', weight, turned = false } = options;
  return tag(
    'text',
    {
      x,
      y,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-size': size,
      'font-weight': weight,
      fill: paint(fill),
      transform: turned ? `rotate(-90 ${place(x)} ${place(y)})` : undefined,
    },
    escapeHtml(text),
  );
}

/** A whole drawing, with its title and description for readers who do not see it. */
export function svgRoot(
  size: { readonly width: number; readonly height: number },
  text: { readonly title: string; readonly alt: string },
  content: string,
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: size.width,
    height: size.height,
    viewBox: `0 0 ${place(size.width)} ${place(size.height)}`,
    'font-family': SVG_FONT,
    role: 'img',
    'aria-label': text.alt === '' ? text.title : text.alt,
  };
  return tag('svg', attributes, `<title>${escapeHtml(text.title)}</title>${content}`);
}

/** Text of a tick: as short as the value allows. */
export function tickText(value: number): string {
  return formatCompact(value, 6);
}
