import type { CsvTable } from './csv.js';

/** Cells that state no value, in any column of a user's table; spaces around them do not count. */
export const missingCells: readonly string[] = ['', '.', 'NA', 'na', 'NaN', 'nan', 'N/A', 'n/a', '#N/A'];

/** What happens to rows with a missing value: the table is refused, or they are left out and counted. */
export const missingPolicies = ['refuse', 'drop'] as const;
export type MissingPolicy = (typeof missingPolicies)[number];

/** Whether a cell states no value. */
export function isMissing(cell: string | undefined, tokens: readonly string[] = missingCells): boolean {
  return cell === undefined || tokens.includes(cell.trim());
}

/** A column that every row must fill. */
export interface NeededColumn {
  readonly name: string;
  /** Its place in the header; from 0. */
  readonly position: number;
  /** Cells of this column that state no value; default {@link missingCells}. */
  readonly tokens?: readonly string[] | undefined;
}

/** Rows of a table with missing values. */
export interface MissingRows {
  /** Their lines in the file, ascending. */
  readonly lines: readonly number[];
  /** Missing cells of each column that has any, in the order asked for; a row counts in every column where it has none. */
  readonly columns: readonly { readonly column: string; readonly missing: number }[];
}

export interface CompleteRows {
  readonly rows: CsvTable['rows'];
  readonly omitted: MissingRows;
  /** One for each column with missing cells, where they are refused. */
  readonly issues: readonly string[];
}

/** Most lines that a message names. */
const LISTED = 12;

/** Lines in words: `line 7`, `lines 7, 13 and 19`, or the first twelve and the number of the others. */
export function describeLines(lines: readonly number[]): string {
  const listed = lines.slice(0, LISTED).map(String);
  const more = lines.length - listed.length;
  const last = more > 0 ? `${more} more` : listed.pop()!;
  return listed.length === 0 ? `line ${last}` : `lines ${listed.join(', ')} and ${last}`;
}

/**
 * The rows of a table that state a value in every needed column.
 *
 * Rows with more or fewer cells than the header are kept: their cells cannot be assigned to columns, which is the caller's issue.
 *
 * @param table - as `parseTable` reads it
 * @param columns - the needed ones
 * @param policy - `refuse`: each column with missing cells is an issue; `drop`: the rows are left out
 * @param source - of the table, for messages
 * @returns the complete rows in order, what was left out, and issues of the grammar `where: what was required; got value`
 */
export function completeRows(
  { header, rows }: CsvTable,
  columns: readonly NeededColumn[],
  { policy, source }: { readonly policy: MissingPolicy; readonly source: string },
): CompleteRows {
  const isEven = (row: CsvTable['rows'][number]) => row.cells.length === header.length;
  const found = columns.map(({ name, position, tokens }) => {
    const without = rows.filter((row) => isEven(row) && isMissing(row.cells[position], tokens));
    return { column: name, without };
  });
  const missing = new Set(found.flatMap(({ without }) => without));
  const columnsWith = found.filter(({ without }) => without.length > 0);
  const issues = columnsWith.map(({ column, without }) => {
    const place = describeLines(without.map(({ line }) => line));
    return `${source}: column ${column}: must state a value in every row; got ${without.length} missing, ${place} (--missing drop leaves such rows out)`;
  });
  return {
    rows: rows.filter((row) => !missing.has(row)),
    omitted: {
      lines: rows.filter((row) => missing.has(row)).map(({ line }) => line),
      columns: columnsWith.map(({ column, without }) => ({ column, missing: without.length })),
    },
    issues: policy === 'refuse' ? issues : [],
  };
}

/** Rows left out, as a remark; none where no row is. */
export function missingRemarks({ lines, columns }: MissingRows): readonly string[] {
  if (lines.length === 0) return [];
  const counts = columns.map(({ column, missing }) => `${missing} without ${column}`).join(', ');
  return [
    `${lines.length} row${lines.length === 1 ? '' : 's'} with a missing value left out: ${counts} (${describeLines(lines)}).`,
  ];
}
