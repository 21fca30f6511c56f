import { textColumns } from '../../../browser.js';

/** Height of a row; px. The style sheet has the same. */
export const ROW_HEIGHT = 30;
/** Width of the numbers of the rows; px. */
const NUMBER_WIDTH = 58;

/** Widths of the words of a column; px. */
const wide: Readonly<Record<string, number>> = { trial: 168, reference: 220, note: 240, doi: 168, arm: 108 };
/** Width of a letter of a name of a column; px. */
const LETTER = 6.7;

/** Widths of the columns of the editable table; px. */
export interface GridWidths {
  readonly number: number;
  readonly cells: readonly number[];
  /** Of all together. */
  readonly total: number;
  /** Where a column begins, behind the numbers of the rows. */
  readonly before: (column: number) => number;
  /** For the style sheet. */
  readonly template: string;
}

/** Widths by the names of the columns, which are in sight as a whole. */
export function columnWidths(header: readonly string[]): GridWidths {
  const cells = header.map((name) => {
    const least = wide[name.trim()] ?? (textColumns.includes(name.trim()) ? 120 : 72);
    return Math.max(least, Math.min(190, Math.round(24 + LETTER * name.length)));
  });
  return {
    number: NUMBER_WIDTH,
    cells,
    total: NUMBER_WIDTH + cells.reduce((sum, width) => sum + width, 0),
    before: (column) => cells.slice(0, column).reduce((sum, width) => sum + width, 0),
    template: [NUMBER_WIDTH, ...cells].map((width) => `${width}px`).join(' '),
  };
}

/**
 * Columns up to the last one in sight.
 *
 * @param widths - of the columns
 * @param right - right edge of what is in sight, from the left edge of the table; px
 * @returns how many from the first
 */
export function columnsUpTo({ number, cells }: GridWidths, right: number): number {
  let [edge, count] = [number, 0];
  while (count < cells.length && edge < right) {
    edge += cells[count]!;
    count++;
  }
  return count;
}
