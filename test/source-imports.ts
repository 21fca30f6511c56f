import { posix } from 'node:path';

/** A source file as the rules see it. */
export interface SourceFile {
  /** Path from the root of the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface SourceImport {
  /** The specifier as written. */
  readonly from: string;
  /** The imported file for a relative specifier, its source path; null for a package or a built-in module. */
  readonly file: string | null;
  /** Imported names; empty for `* as`, side-effect and dynamic imports. */
  readonly names: readonly string[];
  readonly kind: 'types' | 'values';
}

/** A text, or a comment; a quote inside a regular expression opens nothing, because no text runs past its line. */
const TEXTS_AND_COMMENTS = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The code without its comments; texts stay. */
export function withoutComments(text: string): string {
  return text.replace(TEXTS_AND_COMMENTS, (found) => (found.startsWith('/') ? ' ' : found));
}

/** The code without comments and without plain texts; templates stay, because they hold code. */
export function codeAlone(text: string): string {
  return text.replace(TEXTS_AND_COMMENTS, (found) => {
    if (found.startsWith('/')) return ' ';
    return found.startsWith('`') ? found : "''";
  });
}

const STATIC_IMPORT = /^[ \t]*(?:import|export)\b([^;'"`]*?)\bfrom\s*['"]([^'"]+)['"]/gm;
const OTHER_IMPORT = /^[ \t]*import\s*['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/gm;

/**
 * Everything that a file imports or exports again.
 *
 * @param source - path and TypeScript text
 */
export function importsOf({ path, text }: SourceFile): readonly SourceImport[] {
  const code = withoutComments(text);
  const found: SourceImport[] = [];
  const resolve = (from: string) =>
    from.startsWith('.') ? posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts') : null;
  for (const [, clause = '', from = ''] of code.matchAll(STATIC_IMPORT)) {
    const listed = /\{([\s\S]*)\}/.exec(clause)?.[1] ?? '';
    const specifiers = listed
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const onlyTypes =
      /^\s*type\b/.test(clause) || (specifiers.length > 0 && specifiers.every((name) => /^type\s/.test(name)));
    found.push({
      from,
      file: resolve(from),
      names: specifiers.map((name) => name.replace(/^type\s+/, '').replace(/\s+as\s.*$/, '')),
      kind: onlyTypes ? 'types' : 'values',
    });
  }
  for (const [, sideEffect, dynamic] of code.matchAll(OTHER_IMPORT)) {
    const from = sideEffect ?? dynamic ?? '';
    found.push({ from, file: resolve(from), names: [], kind: 'values' });
  }
  return found;
}
