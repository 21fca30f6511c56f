import { DataError } from '../errors.js';

/** Most faults that a message lists: enough to see a pattern, short enough to read. */
export const MAX_LISTED_FAULTS = 20;

/**
 * Refuses a table with all its faults in one message.
 *
 * @param source - where the table comes from
 * @param faults - sentences of the grammar `where: what was required; got value`
 * @throws DataError - when there is any fault; lists the first 20 and counts the rest
 */
export function throwTableFaults(source: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const listed = faults.slice(0, MAX_LISTED_FAULTS).map((fault) => `  ${fault}`);
  const more = faults.length > MAX_LISTED_FAULTS ? [`  and ${faults.length - MAX_LISTED_FAULTS} more`] : [];
  throw new DataError([`${source}: ${faults.length} fault(s)`, ...listed, ...more].join('\n'));
}
