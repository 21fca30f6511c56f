import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../../../../calibration/page/plots/text-width.js';

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
