// The tests of `npm run check`: the fast ones that import a file which differs from the last commit, and those that read all files.
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Rules of imports, words, drug names and sets of tests; links of the documents. */
const always = [
  ...['architecture', 'words', 'drug-names', 'sets', 'package-lock'].map((name) => `test/${name}.test.ts`),
  'test/docs/links.test.ts',
];

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const changed = [
  ...git('diff', '--name-only', '--diff-filter=d', '--relative', 'HEAD'),
  ...git('ls-files', '--others', '--exclude-standard'),
].filter((name) => /\.tsx?$/.test(name));

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const files = [...new Set([...always, ...changed])];
const { status } = spawnSync(process.execPath, [vitest, 'related', '--run', '--mode', 'fast', ...files], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
