// What the tarball of `npm pack` must have, and what it must not.
import { isForeign, linksOf } from '../docs/markdown-links.js';

/** Files that nothing names, but that a package has. */
const always = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/bundle/THIRD-PARTY-LICENSES'];

/** What is for work on the project alone: tests, the build, sources of the program. */
const notNeeded =
  /(^|\/)(test|node_modules|\.[^/]+)\/|\.test\.|^(build|api|api-model|site)\/|^(src|calibration)\/.*\.tsx?$/;

/** Paths inside of the package that package.json leads to: doors with their declarations, and commands. */
function namedIn({ exports = {}, bin = {} }) {
  const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets));
  return [...targets(exports), ...targets(bin)].map((path) => path.replace(/^\.\//, ''));
}

/** What is wrong with the list of files of a tarball. */
export function tarballIssues(paths, { packageJson, readme }) {
  const held = new Set(paths);
  const has = (path) => held.has(path) || paths.some((each) => each.startsWith(`${path.replace(/\/$/, '')}/`));
  const linked = linksOf(readme)
    .map(({ target }) => target)
    .filter((target) => !isForeign(target) && !target.startsWith('#'))
    .map((target) => target.replace(/#.*/, ''));
  const missing = (path, why) => `tarball: must have ${path}, ${why}; got ${paths.length} files without it`;
  return [
    ...always.filter((path) => !has(path)).map((path) => missing(path, 'which every release has')),
    ...namedIn(packageJson)
      .filter((path) => !always.includes(path) && !has(path))
      .map((path) => missing(path, 'which package.json names')),
    ...[...new Set(linked)]
      .filter((path) => !always.includes(path) && !has(path))
      .map((path) => missing(path, 'which README.md links to')),
    ...paths.filter((path) => notNeeded.test(path)).map((path) => `tarball: must hold what users need; got ${path}`),
  ];
}
