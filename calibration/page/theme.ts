/** Fonts with the same letter widths on every system, so that a layout computed once holds in every reader's browser. */
export const FONT_STACK = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/** A colour in the light and in the dark theme; hexadecimal. */
interface ThemeColour {
  readonly light: string;
  readonly dark: string;
}

const colour = (light: string, dark: string): ThemeColour => ({ light, dark });

/**
 * Every colour of the pages, the figures and the workbench, by the name of its CSS variable.
 *
 * Texts have a contrast of at least 4.5 on every surface, marks of at least 3 on the paper. Arms, response classes and
 * series are told apart with normal sight, protanopia and deuteranopia. A light colour has one name only, so that
 * {@link themed} finds it.
 *
 * @see WCAG 2.2, success criteria 1.4.3 and 1.4.11
 */
export const themeColours = {
  text: colour('#1f2933', '#e6ebf0'),
  soft: colour('#52606d', '#a7b3bf'),
  faint: colour('#7b8794', '#73828f'),
  line: colour('#cbd2d9', '#36434f'),
  grid: colour('#e9edf1', '#242f39'),
  paper: colour('#ffffff', '#11171d'),
  panel: colour('#f6f8fa', '#18212a'),
  'panel-2': colour('#eceff3', '#202b35'),
  accent: colour('#1f66ad', '#6cb0f0'),
  'on-accent': colour('#fefefe', '#0b1620'),
  good: colour('#1b776b', '#4cc3b1'),
  bad: colour('#b23c17', '#ff9472'),
  warn: colour('#7d5600', '#e6b84f'),
  'good-bg': colour('#e6f4f1', '#12312d'),
  'bad-bg': colour('#fdf0e6', '#3a1f16'),
  'warn-bg': colour('#fff6df', '#33290f'),
  'accent-bg': colour('#e9f1f9', '#14283b'),
  'arm-control': colour('#7d8894', '#86969f'),
  'arm-single': colour('#2163b4', '#3a90fb'),
  'arm-combination': colour('#961f6b', '#ffa8cd'),
  'arm-4': colour('#14591d', '#3c8920'),
  'arm-5': colour('#7d7f12', '#c8f53f'),
  'arm-6': colour('#1590cf', '#14dbff'),
  'arm-7': colour('#ee4a66', '#a5cc20'),
  'arm-8': colour('#3a1a9c', '#806cb2'),
  'arm-9': colour('#8f6b4a', '#c9a98a'),
  'arm-10': colour('#0f766e', '#5eead4'),
  'arm-11': colour('#b45309', '#fdba74'),
  'class-cr': colour('#063f4a', '#a8eeea'),
  'class-pr': colour('#208a98', '#2b9aa8'),
  'class-sd': colour('#ce820f', '#ecc04a'),
  'class-pd': colour('#a3440f', '#e2583a'),
  'class-pd-ne': colour('#c97a52', '#f0a78c'),
  'state-off': colour('#8ccbd2', '#1c5f68'),
  'ramp-1': colour('#dbe7f3', '#1b3048'),
  'ramp-2': colour('#8fb4da', '#376a9f'),
  'on-strong': colour('#fffffe', '#0b161f'),
  'on-soft': colour('#080d12', '#080d13'),
  'series-1': colour('#337ad6', '#6aa8ff'),
  'series-2': colour('#8b5a2b', '#dcab55'),
  'series-3': colour('#17441a', '#46923f'),
  'series-4': colour('#8f1279', '#e8709f'),
  'series-5': colour('#0a9f9b', '#b2d8ff'),
  'series-6': colour('#c0820e', '#efe03c'),
  'series-7': colour('#3a22c8', '#7070ea'),
  'series-8': colour('#0d1a40', '#fbfbe0'),
} as const satisfies Readonly<Record<string, ThemeColour>>;

/** Name of a colour of the theme: that of its CSS variable, without the dashes before it. */
export type ThemeName = keyof typeof themeColours;

const names = Object.keys(themeColours) as readonly ThemeName[];

/** The light colours by name; what figures are specified in. */
export const palette = Object.fromEntries(names.map((name) => [name, themeColours[name].light])) as {
  readonly [Name in ThemeName]: (typeof themeColours)[Name]['light'];
};

/** Colours of series without a meaning of their own, such as markers and groups. */
export const SERIES_COLOURS: readonly string[] = names.filter((name) => name.startsWith('series-')).map(lightOf);

/** Colours of arms beyond those of the trials, in order of appearance. */
export const FURTHER_ARM_COLOURS: readonly string[] = names.filter((name) => /^arm-\d+$/.test(name)).map(lightOf);

function lightOf(name: ThemeName): string {
  return themeColours[name].light;
}

const NAME_OF_LIGHT: ReadonlyMap<string, ThemeName> = new Map(names.map((name) => [lightOf(name), name]));

const PAINT = /(?<=[ ](?:fill|stroke|stop-color)=")#[0-9a-f]{6}(?=")/g;

/**
 * Markup whose drawings follow the theme of the page: their colours become variables.
 *
 * @param markup - HTML with drawings inside
 */
export function withVariables(markup: string): string {
  return markup.replace(PAINT, themed);
}

/**
 * A colour that follows the theme of the page where it is one of the theme.
 *
 * @param value - a CSS colour
 * @returns `var(--name, #hex)`, so that a drawing alone still has its light colours; other colours as they are
 */
export function themed(value: string): string {
  const name = NAME_OF_LIGHT.get(value);
  return name === undefined ? value : `var(--${name}, ${value})`;
}

const THEMED = /var\(--([a-z0-9-]+), #[0-9a-f]{6}\)/g;

/**
 * A drawing with the colours of one theme written out, for a file of its own.
 *
 * @param markup - with colours as {@link withVariables} writes them
 * @param theme - whose colours
 */
export function withoutVariables(markup: string, theme: keyof ThemeColour = 'light'): string {
  return markup.replace(THEMED, (whole, name: string) =>
    Object.hasOwn(themeColours, name) ? themeColours[name as ThemeName][theme] : whole,
  );
}

const variables = (theme: keyof ThemeColour): string =>
  names.map((name) => `--${name}:${themeColours[name][theme]}`).join(';');

/**
 * CSS variables of colours, sizes and spaces.
 *
 * Dark where the system asks for it; `data-theme` on the root element goes before it. Print is light.
 */
export const themeStyle = `:root{color-scheme:light;${variables('light')};
--font:${FONT_STACK};--mono:Menlo,Consolas,'Liberation Mono',monospace;
--size-1:12px;--size-2:13px;--size-3:15px;--size-4:18px;--size-5:22px;--size-6:30px;
--gap:16px;--radius:8px;--radius-small:4px}
@media screen{
:root[data-theme=dark]{color-scheme:dark;${variables('dark')}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables('dark')}}}
}
`;
