// The pages of the site as VitePress reads them: all of docs/, the pages elsewhere in the checkout that they link to, and the files
// that are no pages. Sources stay as they read on GitHub, with links from file to file; here each link gets its place in the site.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { isForeign, withTargets } from './markdown-links.js';

/** Pages that lie outside of docs/ and have a place of their own; any other one is `project/<name>`. */
const placedPages = {
  'src/model/EQUATIONS.md': 'reference/equations.md',
  'data/trials/README.md': 'data/trials.md',
  'data/new-trials/README.md': 'data/new-trials.md',
  'data/published/README.md': 'data/published.md',
  'examples/README.md': 'reference/examples.md',
};

/** Pages that the site has even where no other page links to them. */
const furtherPages = [
  ...Object.keys(placedPages),
  ...['README.md', 'CHANGELOG.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'SECURITY.md'],
];

/** Files that browsers show or store as what they are; the others get the ending .txt. */
const SHOWN = /\.(csv|json|txt|svg|png|pdf|xml|parquet|zip|omex)$/;
const PICTURE = /\.(png|svg)$/;

/** The place of a page of the checkout in the site. */
export function pageOf(file) {
  const inDocs = file.startsWith('docs/') ? file.slice('docs/'.length) : undefined;
  const place = placedPages[file] ?? inDocs ?? `project/${posix.basename(file).toLowerCase()}`;
  return place.replace(/(^|\/)README\.md$/, '$1index.md');
}

/**
 * Writes the sources of the site.
 *
 * @param root - the checkout
 * @param target - an empty folder
 * @param generated - further pages, from their path in docs/ to their text
 * @returns the pages that were written, by their place in the site
 * @throws Error - naming file and target, when a link leads nowhere
 */
export function stagePages(root, target, generated = new Map()) {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => !name.startsWith('docs/.vitepress') && statSync(join(root, name)).isFile());
  const waiting = [
    ...docs.filter((name) => name.endsWith('.md')),
    ...generated.keys(),
    ...furtherPages.filter((name) => existsSync(join(root, name))),
  ];
  const staged = new Set();
  const copied = new Set();
  const issues = [];
  const has = (file) => generated.has(file) || existsSync(join(root, file));
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (staged.has(file)) continue;
    staged.add(file);
    const place = pageOf(file);
    const text = generated.get(file) ?? readFileSync(join(root, file), 'utf8');
    const from = file;
    write(
      join(target, place),
      withTargets(withoutComments(text), (link, picture) => targetOf(from, place, link, picture)),
    );
  }
  if (issues.length > 0)
    throw new Error(`links of the documentation must lead to files of the checkout; got\n${issues.join('\n')}`);
  return [...staged].map(pageOf).sort();

  function targetOf(from, place, link, picture) {
    if (isForeign(link) || link.startsWith('#')) return link;
    const [path = '', hash] = link.split('#');
    let file = posix.normalize(posix.join(posix.dirname(from), decodeURI(path))).replace(/\/$/, '');
    if (has(`${file}/README.md`)) file = `${file}/README.md`;
    if (has(`${file}/index.md`)) file = `${file}/index.md`;
    if (file.startsWith('..') || !has(file)) {
      issues.push(`  ${from}: ${link}`);
      return link;
    }
    if (!generated.has(file) && statSync(join(root, file)).isDirectory()) {
      const list = `${file}/README.md`;
      generated.set(list, listOf(root, file));
      file = list;
    }
    const anchor = hash === undefined ? '' : `#${hash}`;
    if (file.endsWith('.md')) {
      waiting.push(file);
      return `/${pageOf(file)}${anchor}`;
    }
    if (picture && PICTURE.test(file)) {
      copy(file, join('pictures', file));
      const way = posix.relative(posix.dirname(place), posix.join('pictures', file));
      return way.startsWith('.') ? way : `./${way}`;
    }
    const name = posix.join('files', SHOWN.test(file) ? file : `${file}.txt`);
    copy(file, join('public', name));
    return `/${name}`;
  }

  function copy(file, name) {
    if (copied.has(name)) return;
    copied.add(name);
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(join(root, file), join(target, name));
  }
}

/** A page for a folder that has none. */
function listOf(root, folder) {
  const names = readdirSync(join(root, folder)).filter((name) => statSync(join(root, folder, name)).isFile());
  return `# ${folder}\n\n${names.map((name) => `- [${name}](${name})`).join('\n')}\n`;
}

function withoutComments(text) {
  return text.replace(/^<!--[\s\S]*?-->\n*/gm, '');
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A path below a folder with forward slashes. */
export function pathBelow(folder, file) {
  return relative(folder, file).replaceAll('\\', '/');
}
