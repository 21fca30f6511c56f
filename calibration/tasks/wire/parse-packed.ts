import { z } from 'zod';
import { DataError } from '../../../src/index.js';
import { MOST_ISSUES } from './packed-issue.js';
import { packedText } from './packed-summary.js';

/**
 * Checks data that came off the queue.
 *
 * @param schema - one that checks and changes nothing
 * @param where - in front of the field's name
 * @returns the data as they came: a copy would have its members in the order of the schema
 * @throws DataError - naming the first faulty fields, what was required and what came
 */
export function parsePacked<Data>(schema: z.ZodType<Data>, data: unknown, where: string): Data {
  const parsed = schema.safeParse(data, { reportInput: true });
  if (parsed.success) return data as Data;
  const issues = parsed.error.issues.slice(0, MOST_ISSUES).map((issue) => packedText(issue, where));
  throw new DataError(issues.join('; '));
}

/** A typed array of a length. */
export function arrayOf<Kind extends Float64Array | Float32Array | Uint8Array>(
  kind: abstract new (...args: never[]) => Kind,
  length?: number,
) {
  return z.custom<Kind>(
    (value) => value instanceof kind && (length === undefined || value.length === length),
    `must be a ${kind.name}${length === undefined ? '' : ` of ${length} numbers`}`,
  );
}

export const count = z.number().int().min(0);
export const finite = z.number();
/** Any number: bounds and residuals may be infinite, and what has no value is NaN. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', 'must be a number');
export const shortText = z.string().max(1000);
