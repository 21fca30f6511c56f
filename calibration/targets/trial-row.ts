/** Fields of every row of a trial table. */
export interface TrialRow {
  readonly trial: string;
  /** Part of the trial's patients, as named in the publication; empty for the whole arm. */
  readonly subgroup: string;
  readonly arm: string;
  /** Number of patients of the row; integer ≥ 1. */
  readonly n: number;
  /** Trial of the same table and arm that includes these patients; null when no other row does. */
  readonly subsetOf: string | null;
  /** Citation. */
  readonly source: string;
  /** File and line, for messages. */
  readonly where: string;
}
