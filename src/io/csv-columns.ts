import { nearestHint } from '../numerics/nearest-name.js';
import type { CsvTable } from './csv.js';

export interface CsvColumnsOptions {
  /** Where the table comes from, for messages. */
  readonly source: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Positions of the columns of a table, and issues of its shape. */
export interface CsvColumns {
  /** Position of every known column that the header names, in header order. */
  readonly positions: ReadonlyMap<string, number>;
  readonly issues: readonly string[];
}

/**
 * Matches the header of a table with the columns that it must and may have, and its rows with the header.
 *
 * Spaces around a column name do not count. Nothing is thrown: the caller reports the issues with its own.
 *
 * @param table - as `parseCsv` reads it
 * @param options - source, required and optional column names
 * @returns positions of the known columns; issues, one per missing, unknown or repeated column and per ragged row
 */
export function matchCsvColumns(table: CsvTable, { source, required, optional }: CsvColumnsOptions): CsvColumns {
  const known = [...required, ...optional];
  const positions = new Map<string, number>();
  const issues: string[] = [];
  table.header.forEach((cell, position) => {
    const name = cell.trim();
    const first = positions.get(name);
    if (!known.includes(name)) {
      const hint = nearestHint(name, known);
      issues.push(`${source}:1: column ${position + 1}: must be a known column; got '${name}'${hint}`);
    } else if (first !== undefined) {
      issues.push(
        `${source}:1: column ${name}: must be in the header once; got it as ${first + 1} and ${position + 1}`,
      );
    } else {
      positions.set(name, position);
    }
  });
  for (const name of required) {
    if (!positions.has(name)) issues.push(`${source}:1: column ${name}: must be present; got a header without it`);
  }
  for (const { line, cells } of table.rows) {
    if (cells.length !== table.header.length) {
      issues.push(`${source}:${line}: must have ${table.header.length} cells, as the header has; got ${cells.length}`);
    }
  }
  return { positions, issues };
}
