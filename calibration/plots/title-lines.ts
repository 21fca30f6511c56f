import { estimateTextWidth } from '../page/plots/render-svg.js';

/** Size of the titles of axes; px. */
const TITLE_SIZE = 12;

/**
 * A text in lines that fit into a room, broken between words; a word that is longer has a line of its own.
 *
 * @param text - one paragraph
 * @param room - for a line, and the size of its text; px
 */
export function textLines(text: string, room: { readonly width: number; readonly size: number }): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && estimateTextWidth(longer, { size: room.size, bold: false }) <= room.width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/**
 * A title of an axis in as many lines as its length needs, broken between words.
 *
 * @param text - the title
 * @param length - of the axis; px
 * @returns one line where it fits, so that short titles stay as they are
 */
export function titleLines(text: string, length: number): string | string[] {
  const lines = textLines(text, { width: length, size: TITLE_SIZE });
  return lines.length === 1 ? lines[0]! : [...lines];
}
