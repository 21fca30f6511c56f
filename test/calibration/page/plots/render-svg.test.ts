import { describe, expect, it } from 'vitest';
import { estimateTextWidth, renderSvg, tidySvg } from '../../../../calibration/page/plots/render-svg.js';

// Measured with canvas.measureText in Chromium 156, font `100px Liberation Sans`, same metrics as Arial.
const MEASURED = [
  { line: 'Change of tumor volume (%)', bold: false, width: 1278.32 },
  { line: 'TAS-102 + bevacizumab', bold: false, width: 1090.38 },
  { line: 'TAS-102 + bevacizumab', bold: true, width: 1134.72 },
  { line: '0.25', bold: false, width: 194.63 },
] as const;

/** The browser kerns pairs such as T-A, the estimate does not; bold is a common factor. */
const RELATIVE_TOLERANCE = 0.03;

describe('estimateTextWidth', () => {
  it.each(MEASURED)('is within 3 % of a browser: $line, bold $bold', ({ line, bold, width }) => {
    expect(Math.abs(estimateTextWidth(line, { size: 100, bold }) / width - 1)).toBeLessThan(RELATIVE_TOLERANCE);
  });

  it('the widths of all printable ASCII add up to those of the browser', () => {
    const all = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    // Chromium 156 as above, characters measured one by one: 5006.05; the font rounds to units of 1/2048.
    expect(estimateTextWidth(all, { size: 100, bold: false })).toBeCloseTo(5006.05, -0.5);
  });

  it('width grows in proportion to the size; nothing has no width', () => {
    const at = (size: number): number => estimateTextWidth('abc', { size, bold: false });
    expect(at(22)).toBeCloseTo(2 * at(11), 12);
    expect(estimateTextWidth('', { size: 12, bold: true })).toBe(0);
  });

  it('signs outside ASCII have the width of a digit', () => {
    expect(estimateTextWidth('⁻', { size: 10, bold: false })).toBe(estimateTextWidth('5', { size: 10, bold: false }));
  });
});

const wrap = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="x" version="1.1" class="marks" width="10" height="5" viewBox="0 0 10 5">${inner}</svg>`;
const tidy = (inner: string): string => tidySvg(wrap(inner), { id: 'f', label: 'a &amp; b' });

describe('tidySvg', () => {
  it('the root gets a role and a text alternative and keeps its size', () => {
    expect(tidy('')).toBe(
      '<svg class="chart" role="img" aria-label="a &amp; b" width="10" height="5" viewBox="0 0 10 5"></svg>',
    );
  });

  it('ids get the prefix and count from 1, references follow them', () => {
    expect(
      tidy('<g clip-path="url(#clip7)"/><g clip-path="url(#clip9)"/><clipPath id="clip9"/><clipPath id="clip7"/>'),
    ).toContain('<g clip-path="url(#f-1)"/><g clip-path="url(#f-2)"/><clipPath id="f-2"/><clipPath id="f-1"/>');
  });

  it('the font is stated once, at the root', () => {
    expect(tidy(`<text font-family="A, 'B'">a</text><text font-family="A, 'B'">b</text>`)).toMatch(
      /^<svg [^>]*font-family="A, 'B'" width[^>]*><text>a<\/text><text>b<\/text><\/svg>$/,
    );
  });

  it('parts lose their roles, pointer rules and full opacity', () => {
    expect(
      tidy('<g role="x" aria-roledescription="y z" pointer-events="none"><path opacity="1" d="M0,0"/></g>'),
    ).toContain('<g><path d="M0,0"/></g>');
  });

  it('hidden labels and empty frames are dropped, visible ones stay', () => {
    expect(tidy('<text x="1" opacity="0">a</text><text opacity="0.5">b</text>')).toContain(
      '"><text opacity="0.5">b</text></svg>',
    );
    expect(tidy('<path class="background" aria-hidden="true" d="M0,0h0v0h0Z"/>')).not.toContain('<path');
  });

  it('numbers in attributes are shortened, numbers in text are not', () => {
    expect(tidy('<text transform="translate(30.00000000000003,-1.23456)">30.4375</text>')).toContain(
      '<text transform="translate(30,-1.23)">30.4375</text>',
    );
    expect(tidy('<path d="M1.0000e-7,2"/>')).toContain('<path d="M0,2"/>');
  });
});

const spec = {
  width: 100,
  height: 100,
  data: { values: [{ x: 0 }, { x: 1 }] },
  mark: { type: 'point', clip: true },
  encoding: { x: { field: 'x', type: 'quantitative' } },
} as const;
const drawing = async (id: string) =>
  renderSvg({ ...spec, data: { values: [...spec.data.values] } }, { id, label: '"<&' });

describe('renderSvg', () => {
  it('the same figure gives the same bytes, however many were drawn before', async () => {
    const first = await drawing('a');
    await drawing('b');
    expect((await drawing('a')).markup === first.markup).toBe(true);
  });

  it('two figures share no id', async () => {
    const ids = (markup: string): readonly string[] => markup.match(/ id="[^"]+"/g) ?? [];
    const [a, b] = [ids((await drawing('a')).markup), ids((await drawing('b')).markup)];
    expect(a.length).toBeGreaterThan(0);
    expect(a.filter((id) => b.includes(id))).toEqual([]);
  });

  it('the label is escaped', async () => {
    expect((await drawing('a')).markup).toContain('aria-label="&quot;&lt;&amp;"');
  });

  it('warnings of the renderer are handed over', async () => {
    const warnings: string[] = [];
    await renderSvg(
      {
        data: { values: [] },
        mark: 'line',
        encoding: { y: { field: 'y', type: 'quantitative', scale: { type: 'log', zero: true } } },
      },
      { id: 'w', label: 'w', onWarning: (message) => warnings.push(message) },
    );
    expect(warnings.join()).toContain('zero');
  });
});

it('data may have the names of properties that every object has', async () => {
  const names = ['constructor', '__proto__', 'toString', 'valueOf'];
  const values = names.flatMap((name) => [0, 1].map((x) => ({ name, x, y: x })));
  const svg = await renderSvg(
    {
      data: { values },
      mark: 'line',
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { field: 'y' },
        color: { field: 'name', scale: { domain: names } },
      },
    },
    { id: 'names', label: 'names' },
  );
  for (const name of names) expect(svg.markup).toContain(`>${name}</text>`);
});
