import { parquetWriteBuffer } from 'hyparquet-writer';
import { InternalError } from '../errors.js';
import type { CsvCell } from './csv.js';

/**
 * A table as Apache Parquet: columns of text are strings, columns of numbers doubles, empty cells nulls. The same table gives
 * the same bytes.
 *
 * @param header - column names
 * @param rows - records; each as long as the header; a column holds text or finite numbers, not both
 * @returns the file's content
 * @throws InternalError - when a record's length differs from the header's, a column mixes kinds, or a number is not finite
 */
export function toParquet(header: readonly string[], rows: readonly (readonly CsvCell[])[]): Uint8Array {
  const columnData = header.map((name, column) => {
    const data = rows.map((cells, row) => {
      if (cells.length !== header.length) {
        throw new InternalError(`toParquet[${row}]: a record must have ${header.length} cells; got ${cells.length}`);
      }
      return cells[column] ?? null;
    });
    const kinds = new Set(data.flatMap((cell) => (cell === null ? [] : [typeof cell])));
    if (kinds.size > 1) throw new InternalError(`toParquet.${name}: a column must hold text or numbers; got both`);
    for (const cell of data) {
      if (typeof cell === 'number' && !Number.isFinite(cell)) {
        throw new InternalError(`toParquet.${name}: a number must be finite; got ${cell}`);
      }
    }
    return { name, data, type: kinds.has('string') ? ('STRING' as const) : ('DOUBLE' as const), nullable: true };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
