// Licences of the packages that this one is made with, from package-lock.json:
//
//   node build/licences.js            writes docs/licences.md
//   node build/licences.js --notices  writes dist/bundle/THIRD-PARTY-LICENSES, the texts for packages whose code is in dist
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
export const NOTICES = 'dist/bundle/THIRD-PARTY-LICENSES';
export const PAGE = 'docs/licences.md';

/** Licences that ask for no more than their text beside the code. */
const allowed = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BSL-1.0', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'Unlicense', 'Python-2.0'],
]);

/** Whether an SPDX expression of `AND` and `OR` is met by allowed licences; other forms are not. */
export function isAllowed(expression) {
  const inner = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(inner)) return false;
  return inner.split(' OR ').some((one) => one.split(' AND ').every((name) => allowed.has(name.trim())));
}

/** Packages of the lock file: name, version, licence, and how each comes into use. */
export function lockedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { version, license = 'not stated', dev = false, optional = false, devOptional = false }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      use: dev ? 'development' : optional || devOptional ? 'optional' : 'installed',
    }));
}

/** Names of packages whose code the build has put into dist. */
export function bundledNames() {
  const known = new Set(lockedPackages().map(({ name }) => name));
  const held = ['dist/bundle/contents.json', 'dist/web/contents.json'].flatMap((path) =>
    JSON.parse(readFileSync(join(root, path), 'utf8')).flatMap(({ holds }) => holds),
  );
  return [...new Set(held)].filter((name) => known.has(name)).sort();
}

const headings = {
  installed: ['Installed with the package', 'What `npm install qcic-workbench` installs.'],
  optional: [
    'Optional',
    'Installed where they can be: TensorFlow with its own library, and native code. `--omit=optional` leaves them out.',
  ],
  development: ['Development', 'Installed by `npm ci` in a checkout, to build and to test.'],
};

/** docs/licences.md. */
export function licencePage() {
  const packages = lockedPackages();
  const bundled = new Set(bundledNames());
  const sections = Object.entries(headings).map(([use, [title, what]]) => {
    const rows = new Map();
    for (const { name, version, licence } of packages.filter((each) => each.use === use)) {
      const row = rows.get(`${name} ${licence}`) ?? { name, licence, versions: [] };
      if (!row.versions.includes(version)) row.versions.push(version);
      rows.set(`${name} ${licence}`, row);
    }
    const lines = [...rows.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, licence, versions }) => {
        const inside = bundled.has(name) ? 'yes' : '';
        return `| ${name} | ${versions.sort().join(', ')} | ${licence} | ${inside} |`;
      });
    return `## ${title}\n\n${what} ${rows.size} packages.\n\n| package | version | licence | bundled |\n|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `# Licences of dependencies

Written by \`npm run licences\` from \`package-lock.json\`. The code of bundled packages is part of \`dist\`; their texts are in
\`${NOTICES}\`. What a user installs has licences of this list alone, which a test checks: ${[...allowed].sort().join(', ')}.

${sections.join('\n')}`;
}

/** Texts of licences and notices in the folder of a package. */
function textsOf(name) {
  const folder = join(root, 'node_modules', name);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const texts = files
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (texts.length > 0) return texts;
  const { license, author, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const who = typeof author === 'object' ? author.name : author;
  return [`Licence: ${license}. ${[who, homepage].filter(Boolean).join(', ')}`];
}

/** Notices of all bundled packages; those with the same text stand together. */
export function licenceNotices() {
  const packages = new Map();
  for (const name of bundledNames()) {
    const text = textsOf(name).join('\n\n');
    packages.set(text, [...(packages.get(text) ?? []), name]);
  }
  const rule = '='.repeat(80);
  return `The files of this package contain code of the following packages.\n${[...packages]
    .map(([text, names]) => `\n${rule}\n${names.join('\n')}\n${rule}\n\n${text}\n`)
    .join('')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--notices')) writeFileSync(join(root, NOTICES), licenceNotices());
  else writeFileSync(join(root, PAGE), licencePage());
}
