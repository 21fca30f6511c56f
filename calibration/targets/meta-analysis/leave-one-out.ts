import type { TrialRow } from '../trial-row.js';
import { allRows, mapTables, type TrialTables } from '../trial-tables.js';
import { type ArmPooling, poolBothWays } from './pool-both-ways.js';

/** An arm pooled without one trial; null where no row of the arm remains. */
export interface LeaveOneTrialOutPooling extends ArmPooling {
  readonly trial: string;
}

/**
 * Pools one arm without each trial in turn; subsets of the trial are omitted with it.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @returns one result per trial that is not a subset, in the order of the tables
 */
export function leaveOneOut(tables: TrialTables, arm: string): readonly LeaveOneTrialOutPooling[] {
  const own = allRows(tables).filter((row) => row.arm === arm && row.subsetOf === null);
  const trials = [...new Set(own.map(({ trial }) => trial))];
  return trials.map((trial) => ({ trial, ...poolBothWays(withoutTrial(tables, trial), arm) }));
}

/** The tables without a trial, in every arm, and without its subsets. */
export function withoutTrial(tables: TrialTables, trial: string): TrialTables {
  const isKept = (row: TrialRow): boolean => row.trial !== trial && row.subsetOf !== trial;
  return mapTables(tables, (rows) => rows.filter(isKept));
}
