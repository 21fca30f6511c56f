import { InputError, nearestFirst } from '../../../src/index.js';
import { allRows, type TrialTables } from '../trial-tables.js';
import { withoutTrial } from './leave-one-out.js';

/**
 * The tables without a trial that a user has named, as `withoutTrial`.
 *
 * @param tables - trial tables
 * @param trial - its name in the tables
 * @param whose - what the tables belong to, such as `the run`; for the message
 * @throws InputError - when no row has that name
 */
export function dropTrial(tables: TrialTables, trial: string, whose: string): TrialTables {
  const names = [...new Set(allRows(tables).map((row) => row.trial))];
  if (!names.includes(trial)) {
    const listed = nearestFirst(trial, names).map((name) => `'${name}'`);
    throw new InputError(`--drop: must name a trial of ${whose}, one of ${listed.join(', ')}; got '${trial}'`);
  }
  return withoutTrial(tables, trial);
}
