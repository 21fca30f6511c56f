import { textColumns } from '../../../browser.js';

/** A row of the editable table. */
export interface TableRow {
  /** Tells the row from others for as long as it exists; a whole number. */
  readonly id: number;
  /** Texts as they were typed; as many as the table has columns. */
  readonly cells: readonly string[];
  /** Whether the row is left out of what is pooled and saved. */
  readonly excluded: boolean;
}

/** An editable table. It never changes: each edit gives another table, which shares what it leaves as it was. */
export interface EditTable {
  /** Names of the columns, as they were typed. */
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** Id of the next row. */
  readonly nextId: number;
}

/** Row of the names of the columns, where a cell is meant. */
export const HEADER_ROW = -1;

/** Most rows and columns of a table; more is no table of trials. */
export const MOST_ROWS = 2_000;
export const MOST_COLUMNS = 200;

/** A cell: a row, or `HEADER_ROW`, and a column, both from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Cells between two corners; the corners may be in any order. */
export interface CellRange {
  readonly from: CellPlace;
  readonly to: CellPlace;
}

const padded = (cells: readonly string[], columns: number): readonly string[] =>
  cells.length === columns ? cells : Array.from({ length: columns }, (_, column) => cells[column] ?? '');

/**
 * A table with these names and texts.
 *
 * @param header - names of the columns; at least one
 * @param records - texts; shorter records are filled with empty cells, longer ones add columns without a name
 */
export function editTable(header: readonly string[], records: readonly (readonly string[])[]): EditTable {
  const columns = records.reduce((most, { length }) => Math.max(most, length), Math.max(1, header.length));
  return {
    header: padded(header, columns),
    rows: records.map((cells, id) => ({ id, cells: padded(cells, columns), excluded: false })),
    nextId: records.length,
  };
}

/** Text of a cell; empty outside of the table. */
export function cellText({ header, rows }: EditTable, { row, column }: CellPlace): string {
  return (row === HEADER_ROW ? header[column] : rows[row]?.cells[column]) ?? '';
}

/** The names and the texts of all rows. */
export const tableRecords = ({ header, rows }: EditTable): readonly (readonly string[])[] => [
  header,
  ...rows.map(({ cells }) => cells),
];

/** The table grown to this size at least. */
function grown(table: EditTable, rows: number, columns: number): EditTable {
  const width = Math.max(columns, table.header.length);
  if (rows <= table.rows.length && width === table.header.length) return table;
  const missing = Math.max(0, rows - table.rows.length);
  const empty = padded([], width);
  return {
    header: padded(table.header, width),
    rows: [
      ...(width === table.header.length
        ? table.rows
        : table.rows.map((row) => ({ ...row, cells: padded(row.cells, width) }))),
      ...Array.from({ length: missing }, (_, place) => ({ id: table.nextId + place, cells: empty, excluded: false })),
    ],
    nextId: table.nextId + missing,
  };
}

const replaced = (cells: readonly string[], from: number, texts: readonly string[]): readonly string[] =>
  texts.every((text, place) => cells[from + place] === text) ? cells : cells.toSpliced(from, texts.length, ...texts);

/**
 * The table with a block of texts, its first cell at a place; the table grows past its last row and column where the block needs it.
 *
 * @param table - the table
 * @param at - place of the block's first cell
 * @param block - rows of texts; a shorter row leaves the cells beside it
 * @returns another table, or the same where nothing differs; null where it would have more than 2,000 rows or 200 columns
 */
export function withBlock(table: EditTable, at: CellPlace, block: readonly (readonly string[])[]): EditTable | null {
  const lastRow = at.row + block.length;
  const lastColumn = at.column + block.reduce((most, { length }) => Math.max(most, length), 0);
  if (lastRow > MOST_ROWS || lastColumn > MOST_COLUMNS) return null;
  const base = grown(table, lastRow, lastColumn);
  const textsOf = (row: number) => block[row - at.row];
  const own = textsOf(HEADER_ROW);
  const header = own === undefined ? base.header : replaced(base.header, at.column, own);
  let isChanged = base !== table || header !== base.header;
  const rows = base.rows.map((row, place) => {
    const texts = textsOf(place);
    const cells = texts === undefined ? row.cells : replaced(row.cells, at.column, texts);
    if (cells === row.cells) return row;
    isChanged = true;
    return { ...row, cells };
  });
  return isChanged ? { ...base, header, rows } : table;
}

/** The table with another text in one cell, past its last row or column too. */
export const withCell = (table: EditTable, at: CellPlace, text: string): EditTable =>
  withBlock(table, at, [[text]]) ?? table;

/**
 * The table with records pasted whose first one names columns: each text goes to the column of its name, and names that
 * the table lacks become columns at the right.
 *
 * @param table - the table
 * @param row - row of the first record after the names
 * @param records - names, then texts
 * @returns another table; null where it would be too large
 */
export function withNamedBlock(
  table: EditTable,
  row: number,
  records: readonly (readonly string[])[],
): EditTable | null {
  const [names = [], ...block] = records;
  const known = table.header.map((name) => name.trim());
  const header = [...table.header];
  const places = names.map((name) => {
    const own = name.trim();
    const place = known.indexOf(own);
    if (place >= 0) return place;
    known.push(own);
    return header.push(name) - 1;
  });
  if (row + block.length > MOST_ROWS || header.length > MOST_COLUMNS) return null;
  const base = { ...grown(table, row + block.length, header.length), header };
  const rows = base.rows.map((own, place) => {
    const texts = block[place - row];
    if (texts === undefined) return own;
    const cells = [...own.cells];
    texts.forEach((text, index) => {
      const column = places[index];
      if (column !== undefined) cells[column] = text;
    });
    return { ...own, cells };
  });
  return { ...base, rows };
}

/** First and last row and column of a range. */
export function rangeBounds({ from, to }: CellRange) {
  return {
    firstRow: Math.min(from.row, to.row),
    lastRow: Math.max(from.row, to.row),
    firstColumn: Math.min(from.column, to.column),
    lastColumn: Math.max(from.column, to.column),
  };
}

/** Texts of the cells of a range, row by row. */
export function rangeTexts(table: EditTable, range: CellRange): readonly (readonly string[])[] {
  const { firstRow, lastRow, firstColumn, lastColumn } = rangeBounds(range);
  const columns = Array.from({ length: lastColumn - firstColumn + 1 }, (_, place) => firstColumn + place);
  return Array.from({ length: lastRow - firstRow + 1 }, (_, place) =>
    columns.map((column) => cellText(table, { row: firstRow + place, column })),
  );
}

/** The table with empty cells in a range. */
export function withoutTexts(table: EditTable, range: CellRange): EditTable {
  const { firstRow, firstColumn } = rangeBounds(range);
  const empty = rangeTexts(table, range).map((texts) => texts.map(() => ''));
  return withBlock(table, { row: firstRow, column: firstColumn }, empty) ?? table;
}

/** The table with empty rows before a row; at its end where the row is its number of rows. */
export function withRows(table: EditTable, before: number, count = 1): EditTable {
  const { header, rows, nextId } = table;
  if (rows.length + count > MOST_ROWS) return table;
  const cells = padded([], header.length);
  const added = Array.from({ length: count }, (_, place) => ({ id: nextId + place, cells, excluded: false }));
  return { header, rows: rows.toSpliced(before, 0, ...added), nextId: nextId + count };
}

/** The table without the rows from the first to the last. */
export function withoutRows(table: EditTable, first: number, last: number): EditTable {
  const from = Math.max(0, first);
  if (last < from || from >= table.rows.length) return table;
  return { ...table, rows: table.rows.toSpliced(from, last - from + 1) };
}

/** The table with a column of empty cells at the right; the same where it has one of that name. */
export function withColumn(table: EditTable, name: string): EditTable {
  if (table.header.includes(name) || table.header.length >= MOST_COLUMNS) return table;
  const wider = grown(table, table.rows.length, table.header.length + 1);
  return { ...wider, header: [...table.header, name] };
}

/** The table without a column; the same where it is the only one. */
export function withoutColumn(table: EditTable, column: number): EditTable {
  if (table.header.length < 2 || !(column in table.header)) return table;
  return {
    ...table,
    header: table.header.toSpliced(column, 1),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(column, 1) })),
  };
}

/** The table with rows left out of what is pooled and saved, or taken in again. */
export function withExcluded(table: EditTable, ids: readonly number[], excluded: boolean): EditTable {
  const isMeant = ({ id, excluded: before }: TableRow) => ids.includes(id) && before !== excluded;
  if (!table.rows.some(isMeant)) return table;
  return { ...table, rows: table.rows.map((row) => (isMeant(row) ? { ...row, excluded } : row)) };
}

const DECIMAL_COMMA = /^\s*[+-]?\d*,\d+\s*%?\s*$/;

/** For each column, whether it holds numbers. */
const numberColumns = ({ header }: EditTable): readonly boolean[] =>
  header.map((name) => !textColumns.includes(name.trim()));

/** The table with decimal points in place of decimal commas; columns of words stay as they are. */
export function withDecimalPoints(table: EditTable): EditTable {
  const isNumber = numberColumns(table);
  const isMeant = (cell: string, column: number) => isNumber[column] === true && DECIMAL_COMMA.test(cell);
  if (!hasDecimalCommas(table)) return table;
  const rows = table.rows.map((row) => {
    if (!row.cells.some(isMeant)) return row;
    return { ...row, cells: row.cells.map((cell, column) => (isMeant(cell, column) ? cell.replace(',', '.') : cell)) };
  });
  return { ...table, rows };
}

const DECIMAL_POINT = /^\s*[+-]?\d*\.\d+\s*%?\s*$/;

/** Whether a cell of a column of numbers has the form; excluded rows do not count. */
function hasNumber(table: EditTable, form: RegExp): boolean {
  const isNumber = numberColumns(table);
  return table.rows.some(
    ({ cells, excluded }) => !excluded && cells.some((cell, column) => isNumber[column] && form.test(cell)),
  );
}

/** Whether a number of the table has a decimal comma. */
export const hasDecimalCommas = (table: EditTable): boolean => hasNumber(table, DECIMAL_COMMA);

/** Whether all decimals of the table are written with commas. */
export const isWrittenWithCommas = (table: EditTable): boolean =>
  hasDecimalCommas(table) && !hasNumber(table, DECIMAL_POINT);
