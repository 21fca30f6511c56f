import type { CsvCell } from './csv.js';
import type { ParquetMetadata } from './parquet-metadata.js';
import { writeCsvFile } from './write-csv.js';
import { fillParquetFile, type ParquetRows, type ParquetTable } from './write-parquet.js';

/** A Parquet file beside a CSV file. */
export interface BesideCsv {
  readonly path: string;
  readonly metadata: ParquetMetadata;
}

/**
 * Writes a table as a CSV file and as a Parquet file from rows that are drawn once.
 *
 * @param path - of the CSV file
 * @param table - columns and rows
 * @param parquet - path and metadata of the Parquet file
 * @throws InputError - naming the path, when a file cannot be written
 */
export async function writeTableFiles(path: string, table: ParquetTable, parquet: BesideCsv): Promise<void> {
  const header = table.columns.map(({ name }) => name);
  await fillParquetFile(parquet.path, table.columns, parquet.metadata, (file) =>
    writeCsvFile(path, header, appendedTo(file, table.rows)),
  );
}

/** The rows of a table, each appended to a file on its way. */
async function* appendedTo(file: ParquetRows, rows: ParquetTable['rows']): AsyncGenerator<readonly CsvCell[]> {
  for await (const cells of rows) {
    file.append(cells);
    yield cells;
  }
}
