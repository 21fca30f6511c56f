import { DataError, nearestFirst } from '../../src/index.js';

/**
 * The rows of one arm.
 *
 * @param table - name of the table, for messages
 * @param rows - rows of all arms
 * @param arm - the arm
 * @returns its rows, in order; at least one
 * @throws DataError - when the table has no row for the arm
 */
export function rowsOfArm<Row extends { readonly arm: string }>(
  table: string,
  rows: readonly Row[],
  arm: string,
): Row[] {
  const found = rows.filter((row) => row.arm === arm);
  if (found.length === 0) {
    const arms = [...new Set(rows.map((row) => row.arm))];
    const got = arms.length === 0 ? 'none' : `rows of ${nearestFirst(arm, arms).join(', ')}`;
    throw new DataError(`${table}: must have a row for arm ${arm}; got ${got}`);
  }
  return found;
}

/**
 * Distinct rows, in which every patient is counted once: those that are not a subset of another row.
 *
 * @param rows - rows of a trial table
 * @returns rows without `subsetOf`
 */
export function distinctRows<Row extends { readonly subsetOf: string | null }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ subsetOf }) => subsetOf === null);
}
