import type { z } from 'zod';
import { issueSummary, shownValue } from '../../config/issue-summary.js';

/** Letters of a text or a name that are repeated, and unknown names of one object; a message may hold millions of either. */
const MOST_LETTERS = 60;
const MOST_KEYS = 3;

/**
 * The fault of one schema issue in the grammar of all inputs, `where: must ...; got value`, whatever came.
 *
 * @param issue - as the schema library reports it, with the input
 * @param where - in front of the field's name
 */
export function packedText(issue: z.core.$ZodIssue, where: string): string {
  const { plain, got } = plainly(issue);
  const path = [where, ...plain.path.map(shortened)];
  // The translator would write out whole what came, and data of the queue need not even be JSON
  const withoutInput = { ...plain, path, input: undefined } as z.core.$ZodIssue;
  return issueSummary(withoutInput)
    .join('; ')
    .replace(/nothing$/, () => got);
}

/** A value in a few words, at a cost that its size does not change. */
export function shownBriefly(value: unknown): string {
  if (typeof value === 'string') return shownValue(shortened(value));
  if (typeof value === 'bigint') return 'a bigint';
  if (typeof value !== 'object' || value === null) return shownValue(value);
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  const name = kind === 'Object' ? 'an object' : `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
  return ArrayBuffer.isView(value) && 'length' in value ? `${name} of length ${value.length}` : name;
}

/** An issue in a form that the translator has words for, and what came in words. */
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
