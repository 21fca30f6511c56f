import { describe, expect, it } from 'vitest';
import { tidySvg } from '../../../../calibration/page/plots/tidy-svg.js';

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
