// Evidence: every test belongs to one set, and every kind that `npm test` leaves out keeps a witness there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesOfFullSets, fullSets, tagsIn, testFiles } from './sets.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

describe('the sets of tests', () => {
  test('a tag of a test names one kind of the full set, and every kind has tests', () => {
    const known = fullSets.map(({ tag }) => tag as string);
    const used = [...testFiles(), 'test/calibration/cli/cluster/failures.ts'].flatMap((file) =>
      tagsIn(file).map((tag) => ({ file, tag })),
    );
    expect(used.filter(({ tag }) => !known.includes(tag))).toEqual([]);
    expect(known.filter((each) => !used.some(({ tag }) => tag === each))).toEqual([]);
  });

  test('a test has at most one tag', () => {
    for (const file of testFiles()) expect(textOf(file), file).not.toMatch(/tags: \[/);
  });

  test.each(fullSets.map((set) => [set.tag, set] as const))('%s keeps a witness in npm test', (_tag, { witness }) => {
    expect(existsSync(`${root}${witness.file}`)).toBe(true);
    const text = textOf(witness.file);
    const place = text.indexOf(witness.title);
    expect(place).toBeGreaterThan(0);
    // The witness itself has no tag: none stands between its title and its body
    expect(text.slice(place + witness.title.length).split('\n')[0]).not.toContain('tags:');
  });

  test('docs/testing.md names every kind and its witness', () => {
    const page = textOf('docs/testing.md');
    for (const { tag, what, witness } of fullSets) {
      expect(page).toContain(`\`${tag}\``);
      expect(page).toContain(what);
      expect(page).toContain(witness.file);
    }
  });

  test('npm run test:full loads the files that have tagged tests', () => {
    const files = filesOfFullSets();
    expect(files).toContain('test/calibration/cli/cluster/run-redis.test.ts');
    expect(files.length).toBeLessThan(testFiles().length / 4);
  });
});
