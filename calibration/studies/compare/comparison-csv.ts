import { toCsv } from '../../../src/index.js';
import { type Comparison, type ComparisonRow, comparedValue } from './comparison.js';
import type { Scalar } from './json-leaves.js';

/**
 * A comparison as CSV, with every digit: section, name, unit, then a column for each run; an absent value is an empty cell.
 *
 * @param comparison - runs side by side
 * @param names - heads of their columns
 */
export function comparisonCsv(comparison: Comparison, names: readonly string[] = comparison.runs): string {
  const header = ['section', 'name', 'unit', ...names];
  const rows = comparison.rows.map((row) => [row.section, row.label, row.unit, ...cellsOf(comparison, row, String)]);
  return toCsv(header, rows);
}

/**
 * Cells of a row as texts, one per run.
 *
 * @param shown - writes a value; not called for an absent one or null, which are empty
 */
export function cellsOf(
  { runs }: Comparison,
  row: ComparisonRow,
  shown: (value: NonNullable<Scalar>) => string,
): readonly string[] {
  return runs.map((_, run) => {
    const value = comparedValue(row, run);
    return value === undefined || value === null ? '' : shown(value);
  });
}
