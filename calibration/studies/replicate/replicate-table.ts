import type { CsvCell } from '../../../src/index.js';
import type { ReplicateRow } from './result.js';

/** Columns of `replicate.csv`, in order. */
export const replicateColumns = [
  'id',
  'figure',
  'arm',
  'quantity',
  'unit',
  'setting',
  'relation',
  'published',
  'recomputed',
  'value',
  'standard_error',
  'low',
  'high',
  'patients',
  'published_error',
  'difference',
  'standard_errors_apart',
  'standard_errors_from_recomputed',
  'verdict',
  'reason',
  'source',
] as const satisfies readonly (keyof ReplicateRow)[];

/** Rows of `replicate.csv`; numbers that do not exist are empty cells. */
export function replicateCells(rows: readonly ReplicateRow[]): readonly (readonly CsvCell[])[] {
  return rows.map((row) => replicateColumns.map((column) => row[column] ?? ''));
}
