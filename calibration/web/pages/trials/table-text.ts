import { DataError, parseTable, toTableText, trialRecords } from '../../../browser.js';
import { type EditTable, editTable, isWrittenWithCommas } from './table-model.js';

/** A table as the file that is checked and saved. */
export interface TableFile {
  readonly text: string;
  /** Place of a row in the table by the line at which it begins; the header is no row. */
  readonly rowOfLine: ReadonlyMap<number, number>;
}

/**
 * The file of a table: separated by commas, or by semicolons where its numbers have decimal commas, as spreadsheets write it. Excluded rows
 * and the empty rows at the end are left out.
 */
export function tableFile(table: EditTable): TableFile {
  const kept = table.rows.flatMap((row, place) => (row.excluded ? [] : [{ cells: row.cells, place }]));
  const last = kept.findLastIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const rows = kept.slice(0, last + 1);
  const separator = isWrittenWithCommas(table) ? ';' : ',';
  const { text, lines } = toTableText([table.header, ...rows.map(({ cells }) => cells)], separator);
  return { text, rowOfLine: new Map(rows.map(({ place }, index) => [lines[index + 1]!, place])) };
}

/**
 * The table of a file that a user opens, with its cells as they stand in it.
 *
 * @param text - CSV with any separator, or - in a file whose name ends in .json - JSON
 * @param source - name of the file
 * @throws DataError - when it is neither, or when a trial of a JSON file holds a curve, which has no cell
 */
export function openedTable(text: string, source: string): EditTable {
  if (!source.toLowerCase().endsWith('.json')) {
    const { header, rows } = parseTable(text, source);
    return editTable(
      header,
      rows.map(({ cells }) => cells),
    );
  }
  const issues: string[] = [];
  const records = trialRecords(source, text, issues);
  const [first] = issues;
  if (first !== undefined) throw new DataError(first);
  const curve = records.find(({ points }) => points !== null);
  if (curve !== undefined) throw new DataError(`${curve.where}: must have no list 'curve' to be edited here; got one`);
  const header = [...new Set(records.flatMap(({ columns }) => columns))];
  return editTable(
    header,
    records.map((record) => header.map((column) => record.cell(column))),
  );
}
