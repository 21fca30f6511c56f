import { clipboardRecords } from './clipboard-text.js';
import { areColumnNames } from './column-help.js';
import {
  type CellPlace,
  type CellRange,
  type EditTable,
  editTable,
  HEADER_ROW,
  withBlock,
  withNamedBlock,
} from './table-model.js';

/** A table after a paste. */
export interface Pasted {
  readonly table: EditTable;
  /** The pasted cells. */
  readonly range: CellRange;
  /** In a sentence: `200 rows of 20 columns`. */
  readonly what: string;
}

const counted = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/**
 * A table after the clipboard was pasted at a cell.
 *
 * Records whose first one names columns are put into the columns of their names; in a table without any text they become the table.
 *
 * @param table - before
 * @param at - active cell
 * @param text - of the clipboard
 * @returns the table after it; null where it would be too large
 */
export function pasted(table: EditTable, at: CellPlace, text: string): Pasted | null {
  const records = clipboardRecords(text);
  const width = Math.max(...records.map(({ length }) => length));
  const isNamed = records.length > 1 && areColumnNames(records[0]!);
  const rows = isNamed ? records.length - 1 : records.length;
  const what = `${counted(rows, 'row')} of ${counted(width, 'column')}`;
  const range = (row: number, column: number): CellRange => ({
    from: { row, column },
    to: { row: row + rows - 1, column: column + width - 1 },
  });
  if (isNamed && table.rows.every(({ cells }) => cells.every((cell) => cell.trim() === ''))) {
    const next = withBlock(editTable([''], []), { row: HEADER_ROW, column: 0 }, records);
    return next === null
      ? null
      : {
          table: {
            ...next,
            rows: next.rows.map((row) => ({ ...row, id: row.id + table.nextId })),
            nextId: next.nextId + table.nextId,
          },
          range: range(0, 0),
          what,
        };
  }
  if (isNamed && at.row !== HEADER_ROW) {
    const next = withNamedBlock(table, at.row, records);
    return next === null
      ? null
      : {
          table: next,
          range: { from: { row: at.row, column: 0 }, to: { row: at.row + rows - 1, column: next.header.length - 1 } },
          what,
        };
  }
  const next = withBlock(table, at, records);
  return next === null
    ? null
    : {
        table: next,
        range: { from: at, to: { row: at.row + records.length - 1, column: at.column + width - 1 } },
        what,
      };
}
