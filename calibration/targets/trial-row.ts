/** What every row of a trial table states. */
export interface TrialRow {
  readonly trial: string;
  /** Part of the trial's patients, as the publication names it; empty when the row is the whole arm. */
  readonly subgroup: string;
  readonly arm: string;
  /** Patients behind the row's figures; integer ≥ 1. */
  readonly n: number;
  /** Trial of the same table and arm that already holds these patients; null when no other row does. */
  readonly subsetOf: string | null;
  /** Citation. */
  readonly source: string;
  /** File and line, for messages. */
  readonly where: string;
}
