// Evidence: links and anchors of the documentation lead somewhere, in the files as GitHub shows them and on the built site.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Link {
  readonly picture: boolean;
  readonly target: string;
  readonly line: number;
}

/** What build/docs exports; these programs have no declarations. */
const { linksOf, headingSlugs, isForeign, withTargets } = (await import(
  new URL('../../build/docs/markdown-links.js', import.meta.url).href
)) as {
  linksOf: (text: string) => readonly Link[];
  headingSlugs: (text: string) => readonly string[];
  isForeign: (target: string) => boolean;
  withTargets: (text: string, change: (target: string, picture: boolean) => string) => string;
};
const { brokenLinks } = (await import(new URL('../../build/docs/site-links.js', import.meta.url).href)) as {
  brokenLinks: (site: string) => readonly string[];
};
const { listed } = (await import(new URL('../../docs/.vitepress/contents.js', import.meta.url).href)) as {
  listed: readonly string[];
};

/** Every page of the repository that a reader may open. */
const folders = ['docs', 'data', 'examples', 'src', '.github'].filter((folder) => existsSync(join(root, folder)));
const pages = [
  ...readdirSync(root),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ),
].filter((name) => name.endsWith('.md') && !name.includes('.vitepress/cache'));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** What is wrong with the relative links of a page. */
function issuesOf(page: string): readonly string[] {
  return linksOf(textOf(page)).flatMap(({ target, line }) => {
    if (isForeign(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : posix.normalize(posix.join(posix.dirname(page), path));
    if (!existsSync(join(root, file))) return [`${page}:${line}: ${target} leads nowhere`];
    if (anchor === undefined || !file.endsWith('.md') || headingSlugs(textOf(file)).includes(anchor)) return [];
    return [`${page}:${line}: ${target} names no heading`];
  });
}

describe('links in Markdown', () => {
  test('every relative link and anchor leads somewhere', () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.flatMap(issuesOf)).toEqual([]);
  });

  test('code and comments hold no links; pictures inside of links count', () => {
    const text =
      '[a](b.md#c) `[x](y)` ![p](q.png)\n```sh\n[n](o)\n```\n[![in](pic.svg)](out.md) <!-- [z](w) --> [d](https://e.org/a(1)b)';
    expect(linksOf(text).map(({ target, picture, line }) => [target, picture, line])).toEqual([
      ['b.md#c', false, 1],
      ['q.png', true, 1],
      ['pic.svg', true, 5],
      ['out.md', false, 5],
      ['https://e.org/a(1)b', false, 5],
    ]);
    expect(withTargets('[a](b) `[a](b)` ![c](d "e")', (target) => `<${target}>`)).toBe(
      '[a](<b>) `[a](b)` ![c](<d> "e")',
    );
  });

  // Names that GitHub gives such headings
  test.each([
    ['# Two `code` words, and more!', 'two-code-words-and-more'],
    ['## PR / SD (%)', 'pr--sd-'],
    ['## [A link](b.md) to', 'a-link-to'],
    ['## `state:NAME` & x_1', 'statename--x_1'],
  ])('%s is %s', (heading, slug) => {
    expect(headingSlugs(`${heading}\n\n\`\`\`sh\n# no heading\n\`\`\`\n`)).toEqual([slug]);
  });

  test('every page of docs/ stands in a list of the site', () => {
    const inDocs = pages
      .filter((name) => name.startsWith('docs/'))
      .map(
        (name) =>
          `/${name
            .slice('docs/'.length)
            .replace(/\.md$/, '')
            .replace(/README$/, '')}`,
      );
    expect(inDocs.filter((name) => name !== '/' && !listed.includes(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('the check of a built site', () => {
  test('finds a missing page, anchor, picture, and an asset of another host', () => {
    const site = mkdtempSync(join(tmpdir(), 'qcic-site-'));
    const page = (body: string) => `<html><head><link rel="icon" href="/icon.svg"></head><body>${body}</body></html>`;
    writeFileSync(join(site, 'icon.svg'), '<svg/>');
    writeFileSync(join(site, 'b.html'), page('<h1 id="there">B</h1>'));
    writeFileSync(
      join(site, 'a.html'),
      page(
        '<a href="/b.html#there">b</a><a class="x" href="./b.html#gone">b</a><a href="https://e.org">e</a><a href="/none.html">n</a><img alt="" src="/no.png"><script src="https://e.org/s.js"></script>',
      ),
    );
    writeFileSync(join(site, 's.css'), '@font-face { src: url(https://e.org/f.woff2) }');
    expect(brokenLinks(site)).toEqual([
      'a.html: ./b.html#gone names no heading of b.html',
      'a.html: /none.html leads nowhere',
      'a.html: /no.png leads nowhere',
      'a.html: <script> must not ask another host; got https://e.org/s.js',
      's.css: <style> must not ask another host; got https://e.org/f.woff2',
    ]);
    rmSync(site, { recursive: true });
  });

  test('npm run docs builds every page, whose links lead somewhere', { tags: 'full/docs' }, async () => {
    await promisify(execFile)(process.execPath, [join(root, 'build/docs.js')], { cwd: root });
    const site = join(root, 'site');
    expect(brokenLinks(site)).toEqual([]);
    for (const link of listed) {
      const file = join(site, link.endsWith('/') ? `${link}index.html` : `${link}.html`);
      expect(existsSync(file) && statSync(file).size, link).toBeGreaterThan(5_000);
      expect(readFileSync(file, 'utf8'), link).toContain("default-src 'self'");
    }
    expect(dirname(site)).toBe(root.replace(/\/$/, ''));
  });
});
