import { rowKey, rowName, type TrialRow } from './trial-row.js';

/**
 * Contradictions between rows of one trial table.
 *
 * @param rows - rows of one table
 * @returns issues: two rows for one trial, subgroup and arm; a subset of a trial that the table does not have for that arm;
 *   subsets with more patients than their trial
 */
export function checkTrialRows(rows: readonly TrialRow[]): string[] {
  const issues: string[] = [];
  const firstOf = new Map<string, TrialRow>();
  for (const row of rows) {
    const key = rowKey(row);
    const first = firstOf.get(key);
    if (first === undefined) {
      firstOf.set(key, row);
    } else {
      issues.push(
        `${row.where}: must be the only row of its trial, subgroup and arm; got ${rowName(row)}, which ${first.where} has too`,
      );
    }
  }
  const subsetPatients = new Map<TrialRow, number>();
  for (const row of rows) {
    if (row.subsetOf === null) continue;
    const whole = rows.find(
      ({ trial, arm, subsetOf }) => trial === row.subsetOf && arm === row.arm && subsetOf === null,
    );
    if (whole === undefined) {
      issues.push(
        `${row.where}: column subset_of: must name a trial of this table with arm ${row.arm}; got '${row.subsetOf}'`,
      );
      continue;
    }
    const patients = (subsetPatients.get(whole) ?? 0) + row.n;
    subsetPatients.set(whole, patients);
    if (patients > whole.n) {
      issues.push(`${row.where}: subsets of ${whole.trial} must hold at most its ${whole.n} patients; got ${patients}`);
    }
  }
  return issues;
}
