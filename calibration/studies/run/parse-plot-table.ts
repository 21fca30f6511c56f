import { type CsvCell, DataError, parseCsv } from '../../../src/index.js';
import {
  FIGURE_TABLE_NAMES,
  FIGURE_TABLES,
  type FigureColumn,
  type FigureRow,
  type FigureTableName,
  type FigureTables,
} from './plot-tables.js';

/** Column names and records of a figure table. */
export interface FigureTableCells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

const columnsOf = (name: FigureTableName): readonly (readonly [string, FigureColumn])[] =>
  Object.entries<FigureColumn>(FIGURE_TABLES[name]);

function parseNumber(cell: string, where: string): number {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value)) {
    throw new DataError(`${where}: must be a finite number; got '${cell}'`);
  }
  return value;
}

function parseCell(column: FigureColumn, cell: string, where: string): CsvCell {
  switch (column.kind) {
    case 'text':
      return cell;
    case 'number':
      return parseNumber(cell, where);
    case 'optional':
      return cell === '' ? null : parseNumber(cell, where);
    case 'choice':
      if (!column.of.includes(cell)) {
        throw new DataError(`${where}: must be one of ${column.of.join(', ')}; got '${cell}'`);
      }
      return cell;
  }
}

/**
 * Reads a figure table back from its CSV file.
 *
 * @param name - the table; the file must have exactly its columns, in the stated order
 * @param csv - content of the file
 * @param source - where it comes from; for messages
 * @returns the typed rows, in file order
 * @throws DataError - when the header differs, or a cell does not have the type of its column
 */
export function parseFigureTable<Name extends FigureTableName>(
  name: Name,
  csv: string,
  source: string,
): readonly FigureRow<Name>[] {
  const columns = columnsOf(name);
  const expected = columns.map(([column]) => column).join(',');
  const { header, rows } = parseCsv(csv, source);
  if (header.join(',') !== expected) {
    throw new DataError(`${source}: header must be ${expected}; got ${header.join(',')}`);
  }
  return rows.map(({ line, cells }) => {
    if (cells.length !== columns.length) {
      throw new DataError(`${source}:${line}: must have ${columns.length} cells; got ${cells.length}`);
    }
    const entries = columns.map(([column, kind], index) => {
      return [column, parseCell(kind, cells[index] ?? '', `${source}:${line}: ${column}`)];
    });
    return Object.fromEntries(entries) as FigureRow<Name>;
  });
}

/**
 * The cells of a figure table, ready for a CSV writer; {@link parseFigureTable} gives the same rows back, bit for bit.
 *
 * @param name - the table
 * @param rows - its typed rows
 * @returns header and records, cells in the order of the columns
 */
export function toFigureTableCells<Name extends FigureTableName>(
  name: Name,
  rows: readonly FigureRow<Name>[],
): FigureTableCells {
  const header = columnsOf(name).map(([column]) => column);
  return {
    header,
    rows: rows.map((row) => {
      const cells = new Map<string, CsvCell>(Object.entries(row));
      return header.map((column) => cells.get(column) ?? null);
    }),
  };
}

/** Path of a figure table in a run's folder. */
export const figureFile = (name: FigureTableName): string => `figures/${name}.csv`;

/** The tables behind the plots, as a session writes them. */
export function figureTables(figures: FigureTables): readonly (FigureTableCells & { readonly file: string })[] {
  return FIGURE_TABLE_NAMES.map((name) => ({ file: figureFile(name), ...toFigureTableCells(name, figures[name]) }));
}
