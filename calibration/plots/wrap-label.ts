import { textLines } from './title-lines.js';

/** Stands between the lines of a label; of no label. */
const BREAK = '\u001f';

/** Shows wrapped labels of an axis in lines. */
export const WRAPPED_LABEL = "split(datum.label, '\\u001f')";

/**
 * A label in lines that fit into a room, broken between words; for an axis with {@link WRAPPED_LABEL}.
 *
 * @param label - the label
 * @param room - for a line, and the size of its text; px
 * @returns the label with line breaks
 */
export function wrapLabel(label: string, room: { readonly width: number; readonly size: number }): string {
  return textLines(label, room).join(BREAK);
}
