/** Most arrays and objects inside one another; a file of the workbench has at most 12. */
export const MOST_JSON_LEVELS = 100;

/** Content of a JSON text, or what is wrong with it. */
export interface JsonContent {
  /** Undefined where there are issues. */
  readonly value: unknown;
  /** Issues in the grammar `where: what was required; got value`, with line and column from 1. */
  readonly issues: readonly string[];
}

/** An array or object that is being read. */
interface Level {
  /** Keys of an object, with the positions where they start; null for an array. */
  readonly keys: Map<string, number> | null;
  /** Key or place of the value that is being read. */
  part: string | number;
}

/** What may come next. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'end of value';

const WORD = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING_ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y;
/** What stands at a position, up to the next space or sign of JSON. */
const TOKEN = /[^\s,:[\]{}"'/]{1,30}/y;

/**
 * Reads a JSON text (RFC 8259) that somebody may have written by hand. Unlike `JSON.parse` it refuses a key that an object has
 * twice, of which the first would be lost, and more than {@link MOST_JSON_LEVELS} levels, and states where an issue is and
 * what was found there. A byte order mark at the start is passed over.
 *
 * @param text - content of a file
 * @returns the value, or all repeated keys and the first error of syntax; cost linear in the length
 */
export function parseJson(text: string): JsonContent {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const issues = jsonIssues(content);
  return issues.length > 0 ? { value: undefined, issues } : { value: JSON.parse(content), issues };
}

/** An error of syntax: where, what may stand there, and what does if it is not to be read there. */
class SyntaxIssue extends Error {
  constructor(
    readonly position: number,
    readonly required: string,
    readonly got?: string,
  ) {
    super(required);
  }
}

function jsonIssues(text: string): readonly string[] {
  const issues: string[] = [];
  try {
    scan(text, (path, first, again) => {
      issues.push(`${path}: must be given once; got it at ${placeOf(text, first)} and at ${placeOf(text, again)}`);
    });
  } catch (cause) {
    if (!(cause instanceof SyntaxIssue)) throw cause;
    const { position, required, got } = cause;
    issues.push(`${placeOf(text, position)}: must be ${required}; got ${got ?? found(text, position)}`);
  }
  return issues;
}

/** Walks through a text without recursion. @throws SyntaxIssue - at the first error of syntax */
function scan(text: string, onRepeated: (path: string, first: number, again: number) => void): void {
  const levels: Level[] = [];
  let level: Level | undefined;
  let expected: Expected = 'value';
  let at = 0;
  const close = (): Expected => {
    levels.pop();
    level = levels.at(-1);
    at += 1;
    return 'end of value';
  };
  const open = (keys: Level['keys']): Expected => {
    if (levels.length === MOST_JSON_LEVELS) {
      throw new SyntaxIssue(at, `nested at most ${MOST_JSON_LEVELS} levels deep`, 'one more');
    }
    level = { keys, part: 0 };
    levels.push(level);
    at += 1;
    return keys === null ? 'first value' : 'first key';
  };
  for (;;) {
    at = skipSpace(text, at);
    const character = text[at];
    if (expected === 'end of value') {
      if (level === undefined) {
        if (character === undefined) return;
        throw new SyntaxIssue(at, 'the end of the text');
      }
      if (character === ',') {
        at += 1;
        if (level.keys === null) level.part = Number(level.part) + 1;
        expected = level.keys === null ? 'value' : 'key';
      } else if (character === (level.keys === null ? ']' : '}')) expected = close();
      else throw new SyntaxIssue(at, level.keys === null ? "',' or ']'" : "',' or '}'");
    } else if (expected === 'key' || expected === 'first key') {
      if (character === '}' && expected === 'first key') expected = close();
      else if (character === '"') {
        at = readKey(text, at, levels, onRepeated);
        expected = 'value';
      } else throw new SyntaxIssue(at, 'a key in double quotes', afterComma(text, at, expected));
    } else if (character === '{') expected = open(new Map());
    else if (character === '[') expected = open(null);
    else if (character === ']' && expected === 'first value') expected = close();
    else {
      at = character === '"' ? endOfString(text, at) : endOfWord(text, at, expected);
      expected = 'end of value';
    }
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

/** Reads a key and its colon. @returns the position behind them */
function readKey(
  text: string,
  start: number,
  levels: readonly Level[],
  onRepeated: (path: string, first: number, again: number) => void,
): number {
  const end = endOfString(text, start);
  const raw = text.slice(start + 1, end - 1);
  const key: string = raw.includes('\\') ? JSON.parse(text.slice(start, end)) : raw;
  const level = levels.at(-1)!;
  level.part = key;
  const first = level.keys!.get(key);
  if (first === undefined) level.keys!.set(key, start);
  else onRepeated(pathOf(levels), first, start);
  const colon = skipSpace(text, end);
  if (text[colon] !== ':') throw new SyntaxIssue(colon, "':' after a key");
  return colon + 1;
}

/** @returns the position behind the quote that ends a text @throws SyntaxIssue - when the text is not valid */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) {
      STRING_ESCAPE.lastIndex = at + 1;
      if (!STRING_ESCAPE.test(text)) {
        throw new SyntaxIssue(
          at,
          'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
          `'${text.slice(at, at + 2)}'`,
        );
      }
      at = STRING_ESCAPE.lastIndex - 1;
    } else if (!(code >= 32)) {
      throw new SyntaxIssue(at, `a double quote that ends the text of ${placeOf(text, start)}`);
    }
  }
}

/** @returns the position behind a number, true, false or null @throws SyntaxIssue - where there is none */
function endOfWord(text: string, start: number, expected: Expected): number {
  for (const pattern of [NUMBER, WORD]) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    TOKEN.lastIndex = pattern.lastIndex;
    if (!TOKEN.test(text)) return pattern.lastIndex;
  }
  throw new SyntaxIssue(start, 'a value', afterComma(text, start, expected));
}

/** A comma with nothing behind it, which JSON has not. */
function afterComma(text: string, at: number, expected: Expected): string | undefined {
  const isClosed = text[at] === '}' || text[at] === ']';
  return isClosed && (expected === 'key' || expected === 'value') && text.slice(0, at).trimEnd().endsWith(',')
    ? `'${text[at]}' after a comma`
    : undefined;
}

/** What stands at a position, in words. */
function found(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (at >= text.length) return 'the end of the text';
  if (/^\/[/*]/.test(text.slice(at, at + 2))) return 'a comment';
  if (character === '\n' || character === '\r') return 'the end of the line';
  if (character === "'") return 'a single quote';
  if (/[\u201c-\u201f\u2018\u2019]/.test(character)) return `the typographic quote ${character}`;
  // Neither letter nor sign: controls, marks and spaces of other kinds
  if (/[\p{C}\p{Z}]/u.test(character))
    return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  TOKEN.lastIndex = at;
  return `'${TOKEN.exec(text)?.[0] ?? character}'`;
}

/** Path of the key that is being read, e.g. `arms.placebo.regimen`. */
function pathOf(levels: readonly Level[]): string {
  return levels.reduce((path, { part }) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return path === '' ? part : `${path}.${part}`;
  }, '');
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split(/\r\n|\n|\r/);
  return `line ${before.length}, column ${[...before.at(-1)!].length + 1}`;
}
