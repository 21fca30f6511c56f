import { DataError } from '../errors.js';

/** Most issues that a message lists: enough to see a pattern, short enough to read. */
export const MAX_LISTED_ISSUES = 20;

/**
 * Rejects a table with all its issues in one message.
 *
 * @param source - where the table comes from
 * @param issues - sentences of the grammar `where: what was required; got value`
 * @throws DataError - when there is any issue; its message lists the first 20 and counts the rest, its `issues` holds all
 */
export function throwTableIssues(source: string, issues: readonly string[]): void {
  if (issues.length === 0) return;
  const listed = issues.slice(0, MAX_LISTED_ISSUES).map((issue) => `  ${issue}`);
  const more = issues.length > MAX_LISTED_ISSUES ? [`  and ${issues.length - MAX_LISTED_ISSUES} more`] : [];
  throw new DataError([`${source}: ${issues.length} issue(s)`, ...listed, ...more].join('\n'), { issues });
}
