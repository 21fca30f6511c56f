import { z } from 'zod';
import { DataError } from '../../../src/index.js';
import { issueSummary, shownValue } from '../../config/issue-summary.js';

/**
 * Checks data received from the queue.
 *
 * @param schema - a schema without transformations
 * @param where - prefix of the field names
 * @returns the data unchanged: a copy would have its keys in the order of the schema
 * @throws DataError - names the first invalid fields, the requirement and the value received
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
/** Any number: bounds and residuals may be infinite, and undefined values are NaN. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', 'must be a number');
export const shortText = z.string().max(1000);

/** Issues listed in one message; a malicious message may have any number. */
const MOST_ISSUES = 3;

/** An issue that involves several fields. */
export interface PackedIssue {
  readonly path: readonly PropertyKey[];
  /** `must ...` */
  readonly required: string;
  readonly got: unknown;
}

/**
 * A schema that also checks the consistency of its fields, once each of them is valid.
 *
 * @param schema - of the fields
 * @param issuesOf - generates the inconsistencies; not evaluated beyond the number that a message lists
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
 * Rejects data with issues.
 *
 * @param issues - the issues; not evaluated beyond the number that a message lists
 * @param where - prefix of the field names
 * @throws DataError - where there is an issue
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

/** Largest number of characters of a text or name, and of unknown names, in a message; data may have millions of either. */
const MOST_LETTERS = 60;
const MOST_KEYS = 3;

/**
 * One schema issue in the grammar of all inputs, `where: must ...; got value`, for any value.
 *
 * @param issue - from the schema library, with the input
 * @param where - prefix of the field names
 */
export function packedText(issue: z.core.$ZodIssue, where: string): string {
  const { plain, got } = plainly(issue);
  const path = [where, ...plain.path.map(shortened)];
  // The translator would print the complete value, and data of the queue may not be JSON
  const withoutInput = { ...plain, path, input: undefined } as z.core.$ZodIssue;
  return issueSummary(withoutInput)
    .join('; ')
    .replace(/nothing$/, () => got);
}

/** A value in short form, at a cost that its size does not change. */
export function shownBriefly(value: unknown): string {
  if (typeof value === 'string') return shownValue(shortened(value));
  if (typeof value === 'bigint') return 'a bigint';
  if (typeof value !== 'object' || value === null) return shownValue(value);
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  const name = kind === 'Object' ? 'an object' : `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
  return ArrayBuffer.isView(value) && 'length' in value ? `${name} of length ${value.length}` : name;
}

/** An issue in a form known to the translator, and a description of the value. */
function plainly(issue: z.core.$ZodIssue): { readonly plain: z.core.$ZodIssue; readonly got: string } {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    const got = issue.keys.slice(0, MOST_KEYS).map(shownBriefly).join(', ');
    return { plain: { code: 'custom', path, message: 'must have known keys alone' }, got };
  }
  if (issue.code === 'invalid_union' && 'options' in issue && issue.discriminator !== undefined) {
    const got = shownBriefly(Reflect.get(Object(issue.input), issue.discriminator));
    return { plain: { code: 'invalid_value', path, message, values: issue.options ?? [] }, got };
  }
  const [ofName] = issue.code === 'invalid_key' ? issue.issues : [];
  const plain = ofName === undefined ? issue : { ...ofName, path };
  return { plain, got: shownBriefly(plain.input) };
}

function shortened(text: string): string;
function shortened(part: PropertyKey): PropertyKey;
function shortened(part: PropertyKey): PropertyKey {
  return typeof part === 'string' && part.length > MOST_LETTERS ? `${part.slice(0, MOST_LETTERS)}...` : part;
}
