import { closeSync, openSync, writeSync } from 'node:fs';
import { InternalError } from '../errors.js';
import { replaceFile } from './atomic-write.js';
import type { CsvCell } from './csv.js';
import type { ColumnKind, DescribedColumn } from './described-column.js';
import type { ParquetMetadata } from './parquet-metadata.js';

/** Cells of a row group: those of a group are in memory as numbers, and nothing else of the table is. */
const GROUP_CELLS = 1_000_000;

/** A table on its way into a Parquet file, row by row. */
export interface ParquetRows {
  /** @throws InternalError - when a row is not as the columns state */
  append(cells: readonly CsvCell[]): void;
}

/** A table whose rows are drawn one by one. */
export interface ParquetTable {
  readonly columns: readonly DescribedColumn[];
  readonly rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>;
}

/**
 * Writes a table of any size as an Apache Parquet file, in one step at the end (see `replaceFile`).
 *
 * Text is stored as UTF-8 strings, numbers as doubles with every bit (-0 as 0, as in CSV), whole numbers as 32-bit integers, empty cells
 * as nulls; compressed with Snappy. The same table gives the same bytes.
 *
 * @param path - file to write; its folder must exist and be writable
 * @param table - columns and rows; each row as long as the columns
 * @param metadata - key-value metadata of the file
 * @param groupCells - cells of a row group
 * @throws InputError - naming the path, when it cannot be written
 * @throws InternalError - when a row is not as the columns state; nothing is then written
 */
export async function writeParquetFile(
  path: string,
  { columns, rows }: ParquetTable,
  metadata: ParquetMetadata,
  groupCells = GROUP_CELLS,
): Promise<void> {
  const fill = async (file: ParquetRows) => {
    for await (const cells of rows) file.append(cells);
  };
  await fillParquetFile(path, columns, metadata, fill, groupCells);
}

/**
 * The same for rows that come from elsewhere, as on their way into another file.
 *
 * @param fill - appends the rows
 */
export async function fillParquetFile(
  path: string,
  columns: readonly DescribedColumn[],
  metadata: ParquetMetadata,
  fill: (rows: ParquetRows) => Promise<void>,
  groupCells = GROUP_CELLS,
): Promise<void> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  await replaceFile(path, async (temporaryPath) => {
    const descriptor = openSync(temporaryPath, 'wx');
    try {
      const bytes = new ByteWriter();
      const drain = () => {
        const written = bytes.getBytes();
        for (let done = 0; done < written.length; ) done += writeSync(descriptor, written, done);
        bytes.index = 0;
      };
      const group = columnGroup(columns);
      const file = new ParquetWriter({
        writer: Object.assign(bytes, { flush: drain, finish: drain }),
        schema: schemaFromColumnData({ columnData: group.columnData() }),
        kvMetadata: metadata.map(({ key, value }) => ({ key, value })),
        createdBy: 'qcic-workbench',
      });
      const flush = () => {
        const data = group.columnData().map(({ name, data }) => ({ name, data }));
        if (group.rows() > 0) void file.write({ columnData: data, rowGroupSize: group.rows() });
        group.clear();
      };
      const groupRows = Math.max(1, Math.floor(groupCells / columns.length));
      await fill({
        append: (cells) => {
          group.append(cells);
          if (group.rows() >= groupRows) flush();
        },
      });
      flush();
      void file.finish();
    } finally {
      closeSync(descriptor);
    }
  });
}

const parquetTypes = { text: 'STRING', number: 'DOUBLE', 'whole number': 'INT32' } as const satisfies Readonly<
  Record<ColumnKind, string>
>;

/** The rows of a row group, column by column. */
function columnGroup(columns: readonly DescribedColumn[]) {
  const data: CsvCell[][] = columns.map(() => []);
  let rows = 0;
  return {
    rows: () => rows,
    append: (cells: readonly CsvCell[]) => {
      if (cells.length !== columns.length) {
        throw new InternalError(`Parquet: a row must have ${columns.length} cells; got ${cells.length}`);
      }
      columns.forEach((column, place) => {
        data[place]!.push(checkedCell(cells[place]!, column));
      });
      rows++;
    },
    columnData: () =>
      columns.map(({ name, kind }, place) => ({
        name,
        data: data[place]!,
        type: parquetTypes[kind],
        nullable: true,
      })),
    clear: () => {
      for (const column of data) column.length = 0;
      rows = 0;
    },
  };
}

function checkedCell(cell: CsvCell, { name, kind }: DescribedColumn): CsvCell {
  if (cell === null) return null;
  const isText = typeof cell === 'string';
  if (isText !== (kind === 'text')) {
    throw new InternalError(`Parquet.${name}: a cell must be a ${kind}; got ${JSON.stringify(cell)}`);
  }
  if (isText) return cell;
  if (kind === 'number' ? !Number.isFinite(cell) : (cell | 0) !== cell) {
    throw new InternalError(`Parquet.${name}: must be a ${kind === 'number' ? 'finite number' : kind}; got ${cell}`);
  }
  // -0 becomes 0
  return cell + 0;
}
