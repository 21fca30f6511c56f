import type { z } from 'zod';
import { InputError } from '../../src/index.js';
import { issueSummary } from '../config/issue-summary.js';

/** A schema leaves this key of a record out; in a stored file it is the name of a group like any other. */
const OMITTED = '__proto__';
const STAND_IN = '\u{F0000}__proto__';

/**
 * A stored value in the form that its schema asks for.
 *
 * @param schema - of the file
 * @param value - content of the file
 * @param path - of the file, for messages
 * @throws InputError - naming file and field, what was required and what was got
 */
export function parseStored<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.infer<Schema> {
  const hasName = holdsName(value, OMITTED);
  const parsed = schema.safeParse(hasName ? renamed(value, OMITTED, STAND_IN) : value, { reportInput: true });
  if (parsed.success) return hasName ? renamed(parsed.data, STAND_IN, OMITTED) : parsed.data;
  const [first = 'must be valid; got another form', ...further] = parsed.error.issues.flatMap((issue) =>
    issueSummary(issue).map((text) => text.replaceAll(STAND_IN, OMITTED)),
  );
  const more = further.length === 0 ? '' : ` (and ${further.length} more)`;
  throw new InputError(`${path}: ${first.replace(/^configuration: /, '').replace(/got nothing$/, 'got none')}${more}`);
}

function holdsName(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    (!Array.isArray(value) && Object.hasOwn(value, name)) || Object.values(value).some((each) => holdsName(each, name))
  );
}

function renamed<Value>(value: Value, from: string, to: string): Value {
  if (Array.isArray(value)) return value.map((each) => renamed(each, from, to)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key === from ? to : key, renamed(each, from, to)]),
  ) as Value;
}
