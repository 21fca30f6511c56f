// Evidence: the bar of the first page, on the files that were built.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface BuiltFile {
  readonly file: string;
  readonly compressed: number;
  readonly imports: readonly string[];
  readonly holds: readonly string[];
}

/** Compressed bytes of what the first page loads. */
const MOST_FIRST_PAGE = 150_000;

const folder = new URL('../../../dist/web/', import.meta.url);
const contents: readonly BuiltFile[] = JSON.parse(readFileSync(new URL('contents.json', folder), 'utf8'));

/** A file, and what it loads with it. */
function loadedWith(name: string): readonly BuiltFile[] {
  const loaded = new Set<BuiltFile>();
  const visit = (file: string) => {
    const found = contents.find((each) => each.file === file);
    if (found === undefined || loaded.has(found)) return;
    loaded.add(found);
    for (const imported of found.imports) visit(imported);
  };
  visit(name);
  return [...loaded];
}

describe('the built pages', () => {
  test(`the first page has at most ${MOST_FIRST_PAGE / 1000} kB, compressed`, () => {
    const page = contents.find(({ holds }) => holds.includes('calibration/web/pages/run-list/run-list-page.tsx'));
    const files = new Set(['main.js', 'styles.css', 'first-paint.js', page?.file ?? ''].flatMap(loadedWith));
    const total = [...files].reduce((sum, { compressed }) => sum + compressed, 0);
    expect(files.size).toBeGreaterThanOrEqual(4);
    expect(total).toBeLessThanOrEqual(MOST_FIRST_PAGE);
  });

  test('no file compiles text', () => {
    for (const { file } of contents.filter((each) => each.file.endsWith('.js'))) {
      expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(/new Function\(|\beval\(/);
    }
  });

  test('every part that is named is there', () => {
    for (const { imports } of contents) {
      for (const name of imports) expect(existsSync(new URL(name, folder)), name).toBe(true);
    }
  });
});
