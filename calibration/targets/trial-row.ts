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
  /** What the number rests on, such as an abstract, where the table states it. */
  readonly basis?: string;
  /** File and line, for messages. */
  readonly where: string;
}

/** What identifies a row of a table: trial, subgroup and arm. */
type RowIdentity = Pick<TrialRow, 'trial' | 'subgroup' | 'arm'>;

/** Identity of a row as one text; different rows of a table have different ones. */
export const rowKey = ({ trial, subgroup, arm }: RowIdentity): string => JSON.stringify([trial, subgroup, arm]);

/** Whether two rows, of one table or of two, are of the same trial, subgroup and arm. */
export const isSameRow = (a: RowIdentity, b: RowIdentity): boolean =>
  a.trial === b.trial && a.subgroup === b.subgroup && a.arm === b.arm;

/** Name of a row: trial, subgroup and arm. */
export const rowName = ({ trial, subgroup, arm }: RowIdentity): string =>
  [trial, subgroup, arm].filter((part) => part !== '').join(', ');

/** Name of a trial with its subgroup, if any. */
export const trialName = ({ trial, subgroup }: Pick<TrialRow, 'trial' | 'subgroup'>): string =>
  subgroup === '' ? trial : `${trial}, ${subgroup}`;
