import { parse } from 'csv-parse/sync';
import { DataError, InternalError } from '../errors.js';
import { csvRecords } from './csv-records.js';
import { parseDecimal } from './decimal.js';

/** One record of a CSV text: where it starts, and its cells as text. */
export interface CsvRow {
  /** Line of the text where the record starts; from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV text as read: nothing is converted, and a row may have more or fewer cells than the header. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

export const LINE_ENDINGS = ['\r\n', '\n', '\r'];

export interface CsvForm {
  /** One character; default: comma. */
  readonly separator?: string | undefined;
  /** Number of the text's first line in its file; default 1. */
  readonly firstLine?: number | undefined;
  /** Most rows; default: any number. */
  readonly mostRows?: number | undefined;
}

/** Longest record, the header too; characters. A longer one is no table. */
export const MOST_OF_RECORD = 1_048_576;

export type CsvCell = string | number | null;

/** Apostrophes, and behind them the beginning of a text that a spreadsheet would run or swallow; a sign alone is none. */
const FORMULA = /^('*)(\s*[=+\-@](?!$)|[\t\r\n])/;

/** Whether a text, without the apostrophes before it, would be a formula to a spreadsheet; a plain number is none. */
function isFormula(text: string): boolean {
  const found = FORMULA.exec(text);
  return found !== null && Number.isNaN(parseDecimal(text.slice(found[1]!.length)));
}

/** The text of a cell that a spreadsheet shows and does not run: an apostrophe before what would be a formula. */
function guarded(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** Takes back {@link guarded}; texts that it does not write stay as they are. */
function unguarded(cell: string): string {
  return cell.startsWith("'") && isFormula(cell) ? cell.slice(1) : cell;
}

/** Line breaks within the cells of a record. */
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

/**
 * Reads a CSV text (RFC 4180) into rows of text with their line numbers.
 *
 * A byte order mark is dropped; lines may end in LF, CR LF or CR; blank lines are passed over. Cells are kept to the letter,
 * spaces included, but for the apostrophe that {@link toCsvCell} puts before a formula.
 *
 * @param text - content of the file
 * @param source - where it comes from, for messages
 * @param form - separator and first line
 * @returns the header (first record) and the other records in order
 * @throws DataError - when the text has no header line, too many rows or a quote is out of place
 */
export function parseCsv(
  text: string,
  source: string,
  { separator = ',', firstLine = 1, mostRows = Number.POSITIVE_INFINITY }: CsvForm = {},
): CsvTable {
  const records: CsvRow[] = [];
  let line = firstLine;
  const take = (cells: readonly string[]) => {
    if (!(cells.length === 1 && cells[0] === '')) records.push({ line, cells: cells.map(unguarded) });
    if (records.length - 1 > mostRows) {
      throw new DataError(`${source}: must have at most ${mostRows} rows; got more`);
    }
    // Counted here because the parser counts a CR LF inside quotes as two lines.
    line += 1 + breaksIn(cells);
    return null;
  };
  try {
    const wellFormed = csvRecords(text, separator);
    if (wellFormed !== null) wellFormed.forEach(take);
    else {
      parse(text, {
        bom: true,
        delimiter: separator,
        relax_column_count: true,
        max_record_size: MOST_OF_RECORD,
        record_delimiter: LINE_ENDINGS,
        on_record: take,
      });
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${source}:${line}: must be a CSV record; got ${message}`, { cause });
  }
  const [header, ...rows] = records;
  if (header === undefined) throw new DataError(`${source}:${firstLine}: must have a header line; got an empty text`);
  return { header: header.cells, rows };
}

/**
 * One cell as CSV text: numbers in the shortest form that reads back to the same double (-0 as 0), quotes only where RFC 4180
 * asks.
 *
 * Text that begins with `=`, `+`, `-`, `@` (after spaces or not), a tab or a line break, and is neither a plain number nor the sign alone, gets an apostrophe before it,
 * so that a spreadsheet does not run it; so does such a text behind apostrophes of its own. `parseCsv` takes one apostrophe back.
 *
 * @param cell - text, a finite number, or null for an empty cell
 * @throws InternalError - when a number is not finite
 */
export function toCsvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new InternalError(`toCsvCell: a number must be finite; got ${cell}`);
    return String(cell);
  }
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table of texts that a user has typed, as a file that `parseTable` reads with these cells.
 *
 * Names of columns that hold any separator are in quotes, so that the columns of the header are found by the right one.
 *
 * @param records - the header, then the rows; of one length
 * @param separator - between the columns: a comma where numbers have decimal points, a semicolon where they have decimal commas
 * @returns the text, lines ending in LF; and the line at which each record begins, 1 at first
 */
export function toTableText(
  records: readonly (readonly string[])[],
  separator: ',' | ';',
): { readonly text: string; readonly lines: readonly number[] } {
  const isSpecial = separator === ',' ? /[",\r\n]/ : /[";\r\n]/;
  const quoted = (special: RegExp) => (cell: string) => {
    const text = guarded(cell);
    return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  let line = 1;
  const lines: number[] = [];
  const texts = records.map((cells, record) => {
    lines.push(line);
    line += 1 + breaksIn(cells);
    return `${cells.map(quoted(record === 0 ? /[",;\t\r\n]/ : isSpecial)).join(separator)}\n`;
  });
  return { text: texts.join(''), lines };
}

/**
 * One record as CSV text, line feed included.
 *
 * @param cells - the cells in the order of the header
 * @param columns - number of columns of the table
 * @throws InternalError - when there are more or fewer cells than columns, or a number is not finite
 */
export function toCsvLine(cells: readonly CsvCell[], columns: number): string {
  if (!(cells.length === columns)) {
    throw new InternalError(`toCsvLine: a record must have ${columns} cells; got ${cells.length}`);
  }
  return `${cells.map(toCsvCell).join(',')}\n`;
}

/**
 * A table as CSV text; `parseCsv` gives its cells back.
 *
 * @param header - column names
 * @param rows - records; each as long as the header
 * @returns lines ending in LF, the last one too
 * @throws InternalError - when a record's length differs from the header's, or a number is not finite
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((cells) => toCsvLine(cells, header.length)).join('');
}
