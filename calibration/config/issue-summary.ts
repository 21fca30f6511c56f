import type { z } from 'zod';
import { nearestHint } from '../../src/index.js';

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** A value as the user wrote it; JSON has no infinity, so numbers beyond a double are named. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? 'nothing';
}

/** Path of an issue, e.g. `regimens.weekly.mydrug[0].days[0]`. */
function shownPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** One schema issue in the grammar `where: must ...; got value`.
 *
 * @param issue - as the schema library reports it, with the input
 * @param keysAt - keys that the schema knows at a path, to name the nearest one; none if left out
 */
export function issueSummary(
  issue: z.core.$ZodIssue,
  keysAt: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): readonly string[] {
  const where = shownPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const hint = nearestHint(key, keysAt(issue.path));
      return `${where === '' ? key : `${where}.${key}`}: must be a known key; got an unknown one${hint}`;
    });
  }
  if (issue.code === 'invalid_union' && typeof issue.input === 'object') {
    // One of several forms of an object or a list: the issues of the form that it most likely is
    const branch = formsOfItsType(issue).reduce<readonly z.core.$ZodIssue[]>(
      (a, b) => (a.length === 0 || weightOf(b) < weightOf(a) ? b : a),
      [],
    );
    const path = (own: z.core.$ZodIssue) => [...issue.path, ...own.path];
    if (branch.length > 0) return branch.flatMap((own) => issueSummary({ ...own, path: path(own) }, keysAt));
  }
  return [`${where === '' ? 'configuration' : where}: ${requirement(issue)}; got ${shownValue(gotOf(issue))}`];
}

/** The value that an issue is about: the name of a form where none of the forms has it. */
function gotOf(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  if (!('discriminator' in issue) || typeof input !== 'object' || input === null) return input;
  return Reflect.get(input, String(issue.discriminator));
}

/** The forms that a value has the type of, where others want another type; of a list those that look into it. */
function formsOfItsType({ errors, input }: z.core.$ZodIssueInvalidUnion): readonly (readonly z.core.$ZodIssue[])[] {
  const ofType = errors.filter((branch) => !branch.some(isAboutType));
  if (Array.isArray(input)) return ofType.filter((branch) => branch.some(({ path }) => path.length > 1));
  return ofType.length > 0 ? ofType : errors;
}

function isAboutType({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && code === 'invalid_type';
}

/** Number of issues of a form; each unknown key is one. */
function weightOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

function requirement(issue: z.core.$ZodIssue): string {
  // A schema that states what it requires, such as a range
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be ${bound(issue.origin, issue.inclusive === false ? '>' : '>=', Number(issue.minimum))}`;
    case 'too_big':
      return `must be ${bound(issue.origin, issue.inclusive === false ? '<' : '<=', Number(issue.maximum))}`;
    case 'invalid_union': {
      const ways = issue.errors.map((branch) =>
        branch
          .map(requirement)
          .join(' and ')
          .replace(/^must be /, ''),
      );
      return `must be ${[...new Set(ways)].join(' or ')}`;
    }
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner?.message.startsWith('must ') ? inner.message : 'must have names that are not empty';
    }
    default:
      return `must be valid (${issue.message})`;
  }
}

function bound(origin: string, sign: string, limit: number): string {
  if (origin === 'string')
    return sign.startsWith('>') ? `text of at least ${limit} character(s)` : `text of at most ${limit}`;
  if (origin === 'array') return sign.startsWith('>') ? `a list of at least ${limit}` : `a list of at most ${limit}`;
  return `${sign} ${limit}`;
}
