// Evidence: two independent lists of what a door exports: the report of api-extractor, which reads declarations, and the running module.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const doors = ['workbench', 'stats', 'model'] as const;

/** Values that a report lists; types leave no trace in a module. */
function valuesIn(report: string): readonly string[] {
  return [...report.matchAll(/^export (?:(?:declare|abstract) )*(?:const|let|function|class) (\w+)/gm)].map(
    ([, name]) => name!,
  );
}

test.each(doors)('the door %s exports what its report lists, and nothing else', async (door) => {
  const report = readFileSync(new URL(`api/${door}.api.md`, root), 'utf8');
  const listed = [...new Set(valuesIn(report))].sort();
  expect(listed.length).toBeGreaterThan(5);
  const { href } = new URL(`dist/calibration/api/${door}.js`, root);
  expect(Object.keys(await import(href)).sort()).toEqual(listed);
});

test.each(doors)('the report of %s has no forgotten export, and no type of a library', (door) => {
  const report = readFileSync(new URL(`api/${door}.api.md`, root), 'utf8');
  expect(report).not.toContain('ae-forgotten-export');
  expect([...report.matchAll(/^import .*/gm)].map(String)).toEqual([]);
});

test('package.json exports the three doors and itself', () => {
  expect(Object.keys(packageJson.exports)).toEqual(['.', './stats', './model', './package.json']);
  for (const [index, door] of doors.entries()) {
    expect(Object.values(packageJson.exports)[index]).toEqual({
      types: `./dist/types/${door}.d.ts`,
      default: `./dist/calibration/api/${door}.js`,
    });
  }
});
