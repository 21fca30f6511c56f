import { estimateTextWidth } from '../page/plots/render-svg.js';

/** Size of the titles of axes; px. */
const TITLE_SIZE = 12;

/**
 * A title of an axis in as many lines as its length needs, broken between words.
 *
 * @param text - the title
 * @param length - of the axis; px
 * @returns one line where it fits, so that short titles stay as they are
 */
export function titleLines(text: string, length: number): string | string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && estimateTextWidth(longer, { size: TITLE_SIZE, bold: false }) <= length) {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines.length === 1 ? lines[0]! : lines;
}
