import type { z } from 'zod';
import { InputError } from '../../src/index.js';
import { issueSummary } from '../config/issue-summary.js';

/**
 * A stored value in the form that its schema asks for.
 *
 * @param schema - of the file
 * @param value - content of the file
 * @param path - of the file, for messages
 * @throws InputError - naming file and field, what was required and what was got
 */
export function parseStored<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.infer<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first = 'must be valid; got another form', ...further] = parsed.error.issues.flatMap((issue) =>
    issueSummary(issue),
  );
  const more = further.length === 0 ? '' : ` (and ${further.length} more)`;
  throw new InputError(`${path}: ${first.replace(/^configuration: /, '').replace(/got nothing$/, 'got none')}${more}`);
}
