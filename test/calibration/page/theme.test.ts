import { describe, expect, it } from 'vitest';
import { themeColours, themed, themeStyle, withoutVariables, withVariables } from '../../../calibration/page/theme.js';
import { armRoles, trialArms } from '../../../src/index.js';

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';
const themes: readonly Theme[] = ['light', 'dark'];

/** Linear sRGB, IEC 61966-2-1. */
const linear = (colour: string): Rgb =>
  [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

/** Contrast of two colours, WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of their relative luminances. */
function contrast(a: string, b: string): number {
  const [dark, light] = [a, b]
    .map(linear)
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Colours as readers with a kind of sight see them: matrices of linear sRGB, Machado et al. 2009, severity 1, doi:10.1109/TVCG.2009.113. */
const SIGHTS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const;

/** Oklab, Ottosson 2020, times 100. */
function oklab([red, green, blue]: Rgb): Rgb {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    100 * (0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short),
    100 * (1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short),
    100 * (0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short),
  ];
}

/** Least distance of two colours in Oklab over all kinds of sight. */
function leastDistance(colours: readonly string[]): number {
  const distances = Object.values(SIGHTS).flatMap((matrix) => {
    const seen = colours.map((colour) => {
      const [red, green, blue] = linear(colour);
      const row = (start: number): number =>
        Math.min(1, Math.max(0, matrix[start]! * red + matrix[start + 1]! * green + matrix[start + 2]! * blue));
      return oklab([row(0), row(3), row(6)]);
    });
    return seen.flatMap((one, index) =>
      seen.slice(0, index).map((other) => Math.hypot(...one.map((v, k) => v - other[k]!))),
    );
  });
  return Math.min(...distances);
}

const names = Object.keys(themeColours) as (keyof typeof themeColours)[];
const family = (prefix: string, theme: Theme): readonly string[] =>
  names.filter((name) => name.startsWith(prefix)).map((name) => themeColours[name][theme]);
const of = (name: keyof typeof themeColours, theme: Theme): string => themeColours[name][theme];

describe.each(themes)('the %s theme', (theme) => {
  it('texts have a contrast of at least 4.5 on every surface they stand on', () => {
    const pairs = [
      ...(['text', 'soft', 'accent', 'good', 'bad', 'warn'] as const).flatMap((ink) =>
        (['paper', 'panel', 'panel-2'] as const).map((surface) => [ink, surface] as const),
      ),
      ...(['good', 'bad', 'warn', 'accent'] as const).flatMap((ink) => {
        const surface = `${ink}-bg` as const;
        return [[ink, surface] as const, ['text', surface] as const, ['soft', surface] as const];
      }),
      ['on-accent', 'accent'] as const,
      ['on-strong', 'class-cr'] as const,
      ['on-strong', 'class-pd'] as const,
      ...(['class-pr', 'class-sd', 'class-pd-ne', 'faint'] as const).map((fill) => ['on-soft', fill] as const),
      ['paper', 'text'] as const,
    ];
    const low = pairs.filter(([ink, surface]) => contrast(of(ink, theme), of(surface, theme)) < 4.5);
    expect(low).toEqual([]);
  });

  it('marks and lines of a meaning have a contrast of at least 3 on the paper', () => {
    const marks = [
      ...family('arm-', theme),
      ...family('class-', theme),
      ...family('series-', theme),
      of('faint', theme),
    ];
    expect(marks.filter((mark) => contrast(mark, of('paper', theme)) < 3)).toEqual([]);
  });

  it('arms, classes and series are told apart with normal sight, protanopia and deuteranopia', () => {
    // A difference of 2 is just noticeable side by side; thin lines apart need several times that
    const trials = (['arm-control', 'arm-single', 'arm-combination'] as const).map((name) => of(name, theme));
    const arms = [...trials, ...([4, 5, 6, 7, 8] as const).map((index) => of(`arm-${index}`, theme))];
    const classes = (['cr', 'pr', 'sd', 'pd'] as const).map((name) => of(`class-${name}`, theme));
    expect(leastDistance(trials)).toBeGreaterThan(10);
    expect(leastDistance(arms)).toBeGreaterThan(8);
    expect(leastDistance(classes)).toBeGreaterThan(14);
    expect(leastDistance(family('series-', theme))).toBeGreaterThan(12);
  });

  it('every variable is set', () => {
    for (const name of names) expect(themeStyle).toContain(`--${name}:${of(name, theme)}`);
  });
});

describe('colours in drawings', () => {
  it('a light colour belongs to one name, so that its dark one is known', () => {
    const lights = names.map((name) => of(name, 'light'));
    expect(new Set(lights).size).toBe(lights.length);
  });

  it('the arms of the trials have the colours of their roles', () => {
    for (const [role, arm] of Object.entries(armRoles)) {
      expect(trialArms[arm].colour).toBe(of(`arm-${role as keyof typeof armRoles}`, 'light'));
    }
  });

  it('colours of the theme become variables, others and texts stay, and a file of its own has them back', () => {
    const drawing = '<path fill="#ffffff" stroke="#123456"/><text fill="#1f2933">fill=&quot;#1f2933&quot;</text>';
    const inPage = withVariables(drawing);
    expect(inPage).toBe(
      '<path fill="var(--paper, #ffffff)" stroke="#123456"/><text fill="var(--text, #1f2933)">fill=&quot;#1f2933&quot;</text>',
    );
    expect(withoutVariables(inPage)).toBe(drawing);
    expect(withoutVariables(inPage, 'dark')).toContain(`fill="${of('paper', 'dark')}"`);
    expect(themed('none')).toBe('none');
  });
});
