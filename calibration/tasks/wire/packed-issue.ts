import type { z } from 'zod';
import { DataError } from '../../../src/index.js';
import { packedText } from './packed-summary.js';

/** Faults named in one message; a hostile message has any number. */
export const MOST_ISSUES = 3;

/** Something amiss that no single field shows. */
export interface PackedIssue {
  readonly path: readonly PropertyKey[];
  /** `must ...` */
  readonly required: string;
  readonly got: unknown;
}

/**
 * A schema that also looks at how its fields fit together, once each of them is as it must be.
 *
 * @param schema - of the fields
 * @param faultsOf - names what does not fit; asked for no more faults than a message names
 */
export function checkedBy<Data>(
  schema: z.ZodType<Data>,
  issuesOf: (data: Data) => Iterable<PackedIssue>,
): z.ZodType<Data> {
  return schema.check(({ value, issues }) => {
    if (issues.length > 0) return;
    for (const issue of issuesOf(value)) {
      issues.push({ ...toIssue(issue), input: issue.got });
      if (issues.length === MOST_ISSUES) return;
    }
  });
}

/**
 * Refuses data that do not fit what they are for.
 *
 * @param faults - what does not fit; asked for no more of them than a message names
 * @param where - in front of the field's name
 * @throws DataError - where there is a fault
 */
export function requireNoIssues(issues: Iterable<PackedIssue>, where: string): void {
  const message: string[] = [];
  for (const issue of issues) {
    message.push(packedText(toIssue(issue), where));
    if (message.length === MOST_ISSUES) break;
  }
  if (message.length > 0) throw new DataError(message.join('; '));
}

function toIssue({ path, required, got }: PackedIssue): z.core.$ZodIssueCustom {
  return { code: 'custom', path: [...path], message: required, input: got };
}
