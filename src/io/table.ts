import { parse } from 'csv-parse/sync';
import { DataError } from '../errors.js';
import { type CellNumbers, findNumbers, plainNumbers } from './cell-numbers.js';
import { type CsvRow, type CsvTable, LINE_ENDINGS, MOST_OF_RECORD, parseCsv } from './csv.js';
import { csvRecords } from './csv-records.js';
import { kindOfText } from './file-kind.js';

/** A table as a user has it. */
export interface Table extends CsvTable {
  /** Reads its numbers. */
  readonly numbers: CellNumbers;
  /** How it was read, in words, where it is no plain table of comma-separated values; else null. To be stated as a remark. */
  readonly readAs: string | null;
}

type Separator = ',' | ';' | '\t';

const NAMES: Readonly<Record<Separator, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** Most rows of a table of a user: as many as patients that can be simulated. */
const MOST_ROWS = 1_000_000;

/** A first line by which spreadsheets name the separator. */
const SEPARATOR_LINE = /^(\ufeff?)"?sep=([,;\t])"?(\r\n|\n|\r)/i;

/**
 * Reads a table of a user: separated by commas, semicolons or tabs, with decimal points or (except with commas) decimal commas.
 *
 * The separator is the one that divides the header into most columns, the comma where others do not divide it further. Rows
 * at the end and columns at the right without any content are left out. Cells are kept to the letter; numbers are read with
 * `numbers`, and what could be two numbers is none.
 *
 * @param text - content of the file; a byte order mark and any line ending are accepted
 * @param source - where it comes from, for messages
 * @returns header and rows as text, the reader of numbers, and how the table was read
 * @throws DataError - when the text is HTML, XML or JSON, has no header line or more than a million rows, or a quote is out of place
 */
export function parseTable(text: string, source: string): Table {
  const kind = kindOfText(text);
  if (kind !== null) {
    throw new DataError(`${source}: must be a table separated by commas, semicolons or tabs; got ${kind}`);
  }
  const stated = SEPARATOR_LINE.exec(text);
  const body = stated === null ? text : text.slice(stated[0].length);
  const separator = stated === null ? separatorOf(body) : (stated[2] as Separator);
  const read = parseCsv(body, source, { separator, firstLine: stated === null ? 1 : 2, mostRows: MOST_ROWS });
  const { table, emptyRows, emptyColumns } = withoutMargins(read);
  const cells = () => [table.header, ...table.rows.map((row) => row.cells)].flat();
  const numbers = separator === ',' ? plainNumbers : findNumbers(cells(), separator);
  const mark = separator === ',' || numbers.mark === null ? '' : ` with decimal ${numbers.mark}s`;
  const notes = [
    `${NAMES[separator]}-separated${mark}`,
    ...(emptyRows === 0 ? [] : [`${emptyRows} empty row${emptyRows === 1 ? '' : 's'} at the end left out`]),
    ...(emptyColumns === 0
      ? []
      : [`${emptyColumns} empty column${emptyColumns === 1 ? '' : 's'} at the right left out`]),
  ];
  const isPlain = separator === ',' && notes.length === 1;
  return { ...table, numbers, readAs: isPlain ? null : `read as ${notes.join('; ')}` };
}

function separatorOf(text: string): Separator {
  const width = (separator: Separator) => ({ separator, columns: headerColumns(text, separator) });
  const [comma, ...others] = [width(','), width(';'), width('\t')];
  return others.reduce((best, other) => (other.columns > best.columns ? other : best), comma!).separator;
}

/** Columns of the header with a separator; 0 where its quotes do not fit. */
function headerColumns(text: string, delimiter: Separator): number {
  const beginning = text.slice(0, MOST_OF_RECORD);
  const wellFormed = csvRecords(beginning, delimiter, 1);
  if (wellFormed !== null) return wellFormed.at(-1)?.length ?? 0;
  const options = { bom: true, delimiter, to: 1, skip_empty_lines: true, relax_column_count: true };
  try {
    const [header] = parse(beginning, {
      ...options,
      record_delimiter: LINE_ENDINGS,
    }) as readonly string[][];
    return header?.length ?? 0;
  } catch {
    return 0;
  }
}

const isEmpty = (cell: string | undefined): boolean => cell === undefined || cell.trim() === '';

/** A table without the empty rows at its end and the empty columns at its right, which spreadsheets leave. */
function withoutMargins({ header, rows }: CsvTable): {
  readonly table: CsvTable;
  readonly emptyRows: number;
  readonly emptyColumns: number;
} {
  const kept = rows.slice(0, 1 + rows.findLastIndex(({ cells }) => !cells.every(isEmpty)));
  const isColumnEmpty = (column: number) =>
    isEmpty(header[column]) && kept.every(({ cells }) => isEmpty(cells[column]));
  let columns = header.length;
  while (columns > 1 && isColumnEmpty(columns - 1)) columns--;
  const emptyColumns = header.length - columns;
  const cut = ({ line, cells }: CsvRow): CsvRow => {
    return { line, cells: cells.length === header.length ? cells.slice(0, columns) : cells };
  };
  return {
    table: { header: header.slice(0, columns), rows: emptyColumns === 0 ? kept : kept.map(cut) },
    emptyRows: rows.length - kept.length,
    emptyColumns,
  };
}
