import { rowKey, rowName, type TrialRow } from '../trial-row.js';

/**
 * Contradictions between rows of new trials: two rows for one trial, subgroup and arm, and `subset_of` that refers to its own
 * trial, forms a cycle, or refers to a trial that is itself a subset.
 *
 * `addTrials` checks whether a named trial exists: it knows the tables to which the rows are added.
 *
 * @param trials - rows of all files
 * @returns issues, one sentence each
 */
export function checkNewTrials(trials: readonly TrialRow[]): readonly string[] {
  return [...duplicateIssues(trials), ...subsetIssues(trials)];
}

function duplicateIssues(trials: readonly TrialRow[]): readonly string[] {
  const firstOf = new Map<string, TrialRow>();
  return trials.flatMap((row) => {
    const key = rowKey(row);
    const first = firstOf.get(key);
    if (first === undefined) {
      firstOf.set(key, row);
      return [];
    }
    const must = 'must be the only row of its trial, subgroup and arm';
    return [`${row.where}: ${must}; got ${rowName(row)}, which ${first.where} has too`];
  });
}

function subsetIssues(trials: readonly TrialRow[]): readonly string[] {
  /** The trial that the rows of a trial and arm are a subset of; null where one of them is not a subset. */
  const wholeOf = (trial: string, arm: string): string | null => {
    const rows = trials.filter((row) => row.trial === trial && row.arm === arm);
    return rows.some(({ subsetOf }) => subsetOf === null) ? null : (rows[0]?.subsetOf ?? null);
  };
  return trials.flatMap((row) => {
    if (row.subsetOf === null) return [];
    const where = `${row.where}: subset_of`;
    if (row.subsetOf === row.trial) {
      const isPart = row.subgroup !== '' && wholeOf(row.trial, row.arm) === null;
      return isPart ? [] : [`${where}: must name another trial; got the row's own, '${row.trial}'`];
    }
    const trail = [row.trial, row.subsetOf];
    for (let next = wholeOf(row.subsetOf, row.arm); next !== null; next = wholeOf(next, row.arm)) {
      const isCycle = trail.includes(next);
      trail.push(next);
      if (isCycle) return [`${where}: must not lead back to a trial; got the cycle ${trail.join(' -> ')}`];
    }
    if (trail.length === 2) return [];
    return [`${where}: must name a trial that is not itself a subset; got ${trail.join(' -> ')}`];
  });
}
