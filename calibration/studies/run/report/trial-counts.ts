/** Rows of single trials in a figure table: the trial, and the part of it. */
interface TrialPart {
  readonly trial: string;
  readonly subgroup: string;
}

/**
 * How many trials are behind some rows, and which of them are shown by subgroup. Subgroups of one trial count as one trial.
 *
 * @param rows - of single trials; a trial may have any number of rows
 * @returns text such as `10 trials; by subgroup: Takahashi 2021: RAS mutant, RAS wild-type`
 */
export function trialCounts(rows: readonly TrialPart[]): string {
  const trials = [...new Set(rows.map(({ trial }) => trial))];
  const parts = trials.flatMap((trial) => {
    const own = rows.filter((row) => row.trial === trial && row.subgroup !== '').map(({ subgroup }) => subgroup);
    return own.length === 0 ? [] : [`${trial}: ${[...new Set(own)].join(', ')}`];
  });
  const count = `${trials.length} trial${trials.length === 1 ? '' : 's'}`;
  return parts.length === 0 ? count : `${count}; by subgroup: ${parts.join('; ')}`;
}
