import type { Path } from './over-the-wire.js';

// The messages of issues in one place: those of every input of the workbench, `where: must ...; got value`.

/** How a field is named. */
export const at = (where: string, path: Path) =>
  path.reduce<string>((name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${part}`), where);

/** The whole message for a field that is not as it must be. */
export const issue = (where: string, path: Path, message: string, value: unknown) =>
  withGot(`${at(where, path)}: ${message}`, value);

/** The text with the value, unless it is included. */
export const withGot = (message: string, value: unknown) =>
  message.includes('; got ') ? message : `${message}; got ${got(value)}`;

function got(value: unknown): string {
  if (typeof value === 'symbol' || value === undefined) return 'nothing';
  if (typeof value === 'string') return value.length > 60 ? `"${value.slice(0, 60)}..."` : `"${value}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  return 'length' in value ? `a ${value.constructor.name} of length ${value.length}` : 'an object';
}

/** The whole message for a field that no message has. */
export const unknownField = (where: string, path: Path) =>
  issue(where, path.slice(0, -1), 'must have known keys alone', String(path.at(-1)));

const kinds = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

export const expects = (kind: keyof typeof kinds) => `must be ${kinds[kind]}`;

export const oneOf = (...values: readonly string[]) => `must be one of ${values.join(', ')}`;

export const exactly = (value: number) => `must be ${value}`;

export const noLessThan = (least: number) => `must be >= ${least}`;

export const noMoreThan = (most: number) => `must be <= ${most}`;

export const listOfAtMost = (most: number) => `must be a list of at most ${most}`;

export const listOfAtLeast = (least: number) => `must be a list of at least ${least}`;

export const textOfAtMost = (most: number) => `must be text of at most ${most}`;
