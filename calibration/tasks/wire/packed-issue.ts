import type { z } from 'zod';
import { DataError } from '../../../src/index.js';
import { packedWords } from './packed-summary.js';

/** Faults named in one message; a hostile message has any number. */
export const MOST_FAULTS = 3;

/** Something amiss that no single field shows. */
export interface PackedFault {
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
  faultsOf: (data: Data) => Iterable<PackedFault>,
): z.ZodType<Data> {
  return schema.check(({ value, issues }) => {
    if (issues.length > 0) return;
    for (const fault of faultsOf(value)) {
      issues.push({ ...toIssue(fault), input: fault.got });
      if (issues.length === MOST_FAULTS) return;
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
export function requireFaultless(faults: Iterable<PackedFault>, where: string): void {
  const words: string[] = [];
  for (const fault of faults) {
    words.push(packedWords(toIssue(fault), where));
    if (words.length === MOST_FAULTS) break;
  }
  if (words.length > 0) throw new DataError(words.join('; '));
}

function toIssue({ path, required, got }: PackedFault): z.core.$ZodIssueCustom {
  return { code: 'custom', path: [...path], message: required, input: got };
}
