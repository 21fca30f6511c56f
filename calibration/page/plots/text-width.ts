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
