import { type ParseErrorCode, stripComments, visit } from 'jsonc-parser';

/** Most arrays and objects inside one another; a file of the workbench has at most 12. */
export const MOST_JSON_LEVELS = 100;

/** Content of a JSON text, or what is wrong with it. */
export interface JsonContent {
  /** Undefined where there are issues. */
  readonly value: unknown;
  /** Issues in the grammar `where: what was required; got value`, with line and column from 1. */
  readonly issues: readonly string[];
}

/** A position that the parser states: line and column from 0. */
type Place = readonly [line: number, column: number];

/** What the parser requires where it reports an error; the codes of its declarations. */
const REQUIRED: Readonly<Record<ParseErrorCode, string>> = {
  1: 'a value or key of JSON',
  2: 'a number of JSON',
  3: 'a key in double quotes',
  4: 'a value',
  5: "':' after a key",
  6: "',' between two values",
  7: "the '}' of an object",
  8: "the ']' of an array",
  9: 'the end of the text',
  10: 'JSON, which has no comments',
  11: 'the end of a comment',
  12: 'a text that ends in a double quote in its line',
  13: 'a number of JSON',
  14: 'a text in which \\u stands before four hexadecimal digits',
  15: 'a text with the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 and no others',
  16: 'a text without control characters',
};

/** Ends the visit of a text that is nested too deep. */
class TooDeep extends Error {
  constructor(readonly place: Place) {
    super();
  }
}

/**
 * Reads a JSON text (RFC 8259) that somebody may have written by hand. Unlike `JSON.parse` it refuses a key that an object has
 * twice, of which the first would be lost, and more than {@link MOST_JSON_LEVELS} levels, and states where an issue is and
 * what was found there. A byte order mark at the start is passed over.
 *
 * @param text - content of a file
 * @param comments - whether comments (`//` and block comments as in JavaScript) are refused, as JSON does, or passed over
 * @returns the value, or the repeated keys before the first error of syntax and that error; cost linear in the length
 */
export function parseJson(text: string, comments: 'refused' | 'passed over' = 'refused'): JsonContent {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  // Places stay where they are
  const content = comments === 'refused' ? whole : stripComments(whole, ' ');
  const value = flawless(content);
  if (value !== undefined) return { value, issues: [] };
  const issues = jsonIssues(content);
  if (issues.length > 0) return { value: undefined, issues };
  try {
    return { value: JSON.parse(content), issues };
  } catch (cause) {
    // The parser above passes over signs, such as spaces of other kinds, that JSON has not.
    return { value: undefined, issues: [`must be JSON; got ${(cause as SyntaxError).message}`] };
  }
}

/**
 * Value of a text without issues, in a third of the time of the parser that finds them: `JSON.parse` refuses the same texts but for
 * repeated keys, of which it keeps the last, so that the value has fewer keys than the text.
 *
 * @returns undefined for a text with issues
 */
function flawless(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const { keys, levels } = shapeOf(text);
    return levels <= MOST_JSON_LEVELS && keysOf(value) === keys ? value : undefined;
  } catch {
    return undefined;
  }
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Keys of a text of JSON, and its deepest level. */
function shapeOf(text: string): { readonly keys: number; readonly levels: number } {
  let keys = 0;
  let level = 0;
  let levels = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      for (at++; text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
    } else if (sign === COLON) keys++;
    else if (sign === OBJECT || sign === ARRAY) levels = Math.max(levels, ++level);
    else if (sign === OBJECT_END || sign === ARRAY_END) level--;
  }
  return { keys, levels };
}

/** Keys of all objects in a value. */
function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  let keys = Array.isArray(value) ? 0 : inner.length;
  for (const each of inner) keys += keysOf(each);
  return keys;
}

function jsonIssues(text: string): readonly string[] {
  const issues: string[] = [];
  const levels: (Map<string, Place> | null)[] = [];
  const open = (keys: Map<string, Place> | null, place: Place): void => {
    if (levels.length === MOST_JSON_LEVELS) throw new TooDeep(place);
    levels.push(keys);
  };
  const close = () => void levels.pop();
  let hasError = false;
  try {
    visit(
      text,
      {
        onArrayBegin: (_offset, _length, line, column) => open(null, [line, column]),
        onObjectBegin: (_offset, _length, line, column) => open(new Map(), [line, column]),
        onArrayEnd: close,
        onObjectEnd: close,
        onObjectProperty: (key, _offset, _length, line, column, path) => {
          if (hasError) return;
          const keys = levels.at(-1);
          const first = keys?.get(key);
          if (first === undefined) keys?.set(key, [line, column]);
          else
            issues.push(
              `${pathOf([...path(), key])}: must be given once; got it at ${inWords(first)} and at ${inWords([line, column])}`,
            );
        },
        onError: (code, offset, _length, line, column) => {
          if (!hasError)
            issues.push(`${inWords([line, column])}: must be ${REQUIRED[code]}; got ${found(text, offset)}`);
          hasError = true;
        },
      },
      { disallowComments: true },
    );
  } catch (cause) {
    if (!(cause instanceof TooDeep)) throw cause;
    issues.push(`${inWords(cause.place)}: must be nested at most ${MOST_JSON_LEVELS} levels deep; got one more`);
  }
  return issues;
}

/** What stands at a position, up to the next space or sign of JSON. */
function found(text: string, at: number): string {
  if (at >= text.length) return 'the end of the text';
  if (/^\/[/*]/.test(text.slice(at, at + 2))) return 'a comment';
  return `'${/[^\s,:[\]{}]{1,30}|[\s\S]/uy.exec(text.slice(at, at + 60))![0]}'`;
}

/** Path of a key, e.g. `arms.placebo.regimen` or `trials[2].n`. */
function pathOf(parts: readonly (string | number)[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return path === '' ? part : `${path}.${part}`;
  }, '');
}

function inWords([line, column]: Place): string {
  return `line ${line + 1}, column ${column + 1}`;
}
