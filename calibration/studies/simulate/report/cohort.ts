import { quantileSorted } from '../../../../src/index.js';

/** Cells of a record of `endpoints.csv` by column. */
export type EndpointCells = Readonly<Record<string, string>>;

/** An arm of the study with its patients. */
export interface ArmRows {
  readonly arm: string;
  readonly failed: number;
  /** Cells of the completed patients. */
  readonly completed: readonly EndpointCells[];
}

/** The column of the change of size is named after its day. */
export const CHANGE = 'tri_day';

/**
 * Records of a table by arm, in the order of appearance.
 *
 * @param table - cells of `endpoints.csv`, header first
 */
export function rowsByArm([header = [], ...cells]: readonly (readonly string[])[]): readonly ArmRows[] {
  const rows = cells.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
  return [...new Set(rows.map(({ arm = '' }) => arm))].map((arm) => {
    const own = rows.filter((row) => row.arm === arm);
    const completed = own.filter(({ status = '' }) => status.startsWith('completed'));
    return { arm, failed: own.length - completed.length, completed };
  });
}

/** Numbers of a column, rising. */
export function sortedValues(rows: readonly EndpointCells[], column: string): readonly number[] {
  return rows.map((row) => Number(row[column])).sort((a, b) => a - b);
}

/** NaN where no patient completed. */
export function quantileOf(sorted: readonly number[], probability: number): number {
  return sorted.length === 0 ? Number.NaN : quantileSorted(sorted, probability);
}
