import type { CsvCell, DescribedColumn } from '../../src/index.js';
import type { StudyTable } from './study.js';

/** A table whose columns are described, so that it can be written as Parquet too. */
export function describedTable<Rows extends Iterable<readonly CsvCell[]>>(
  file: string,
  columns: readonly DescribedColumn[],
  rows: Rows,
): StudyTable<Rows> {
  return { file, header: columns.map(({ name }) => name), columns, rows };
}
