// Evidence: what is in the file of `npm pack`, by its own list; and its pages, whose links lead to other files of that list.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../calibration/cli/run-cli.js';
import { type PackedPackage, packedPackage } from './packed.js';

/** What build/docs exports; its programs have no declarations. */
const { linksOf, isForeign } = (await import(new URL('../../build/docs/markdown-links.js', import.meta.url).href)) as {
  linksOf: (text: string) => readonly { readonly target: string; readonly line: number }[];
  isForeign: (target: string) => boolean;
};

/** Everything that may be in the package. */
const needed = [
  /^dist\/bundle\/(parts\/[\w.-]+\.js|contents\.json|THIRD-PARTY-LICENSES)$/,
  /^dist\/calibration\/(api\/(workbench|stats|model)|cli\/(main|program)|tasks\/worker)\.js$/,
  /^dist\/calibration\/bench\/[\w/-]+\.js$/,
  /^calibration\/bench\/peers\/[\w-]+\.[ch]$/,
  /^dist\/types\/(workbench|stats|model)\.d\.ts$/,
  /^dist\/web\//,
  /^data\/[\w/-]+\.(csv|md)$/,
  /^configs\/[\w-]+\.json$/,
  /^examples\/(README\.md|[\w-]+\.ts)$/,
  /^docs\/(?!\.vitepress)[\w/-]+\.(md|png|schema\.json|sbatch)$/,
  /^(src\/model\/EQUATIONS\.md|package\.json|LICENSE|[A-Z]+\.md)$/,
];

const megabyte = 1e6;

describe('the file of npm pack', { tags: 'full/package' }, () => {
  let packed: PackedPackage;
  let paths: ReadonlySet<string>;
  beforeAll(async () => {
    packed = await packedPackage();
    paths = new Set(packed.files.map(({ path }) => path));
  }, 300_000);
  const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

  test('api/*.api.md list what is public (npm run api updates them)', () => {
    expect(packed.reportIssues).toBe('');
  });

  test('is small: at most 550 files, 11.5 MB, and 3.3 MB packed', () => {
    expect(paths.size).toBeLessThanOrEqual(550);
    expect(packed.unpackedBytes / megabyte).toBeLessThan(11.5);
    expect(packed.packedBytes / megabyte).toBeLessThan(3.3);
  });

  test('has no file that is not needed', () => {
    expect([...paths].filter((path) => !needed.some((form) => form.test(path)))).toEqual([]);
    expect([...paths].filter((path) => /\.map$|\.test\./.test(path))).toEqual([]);
  });

  test('has every kind of file that is needed', () => {
    expect(needed.filter((form) => ![...paths].some((path) => form.test(path)))).toEqual([]);
    for (const door of ['workbench', 'stats', 'model']) expect(paths).toContain(`dist/types/${door}.d.ts`);
    expect(paths).toContain('dist/bundle/THIRD-PARTY-LICENSES');
  });

  test('a part of the program is named by another file of it', () => {
    const programs = [...paths].filter((path) => /^dist\/(bundle|calibration)\/.*\.js$/.test(path));
    const text = programs.map(textOf).join('\n');
    const parts = programs.filter((path) => path.startsWith('dist/bundle/parts/')).map((path) => posix.basename(path));
    expect(parts.length).toBeGreaterThan(50);
    expect(parts.filter((name) => !text.includes(`/${name}"`) && !text.includes(`/${name}'`))).toEqual([]);
  });

  test('what a program imports from beside it is there', () => {
    const programs = [...paths].filter((path) => /^dist\/(bundle|calibration)\/.*\.js$/.test(path));
    const missing = programs.flatMap((path) =>
      [...textOf(path).matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+\.js)["']/g)]
        .map(([, target]) => posix.join(posix.dirname(path), target!))
        .filter((target) => !paths.has(target)),
    );
    expect(missing).toEqual([]);
  });

  test('every relative link of its pages leads to a file or folder of it', () => {
    const pages = [...paths].filter((path) => path.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(30);
    const isThere = (path: string) => paths.has(path) || [...paths].some((each) => each.startsWith(`${path}/`));
    const broken = pages.flatMap((page) =>
      linksOf(textOf(page))
        .filter(({ target }) => !isForeign(target) && !target.startsWith('#'))
        .map(({ target, line }) => ({ target: target.split('#')[0]!, line }))
        .filter(({ target }) => !isThere(posix.join(posix.dirname(page), target).replace(/\/$/, '')))
        .map(({ target, line }) => `${page}:${line}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});
