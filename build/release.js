// A release (docs/releasing.md), which is committed and tagged, but not published:
//
//   npm run release -- 0.2.0             checks, writes the version and the changelog, commits, tags
//   npm run release -- 0.2.0 --dry-run   checks, and shows what it would do
//   node build/release.js --published    checks before npm publish that this commit is a release (prepublishOnly)
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitRelease, publishIssues, releaseDraft } from './release/release.js';
import { tarballIssues } from './release/tarball-content.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);

/** Runs a program in the root; npm is a script on Windows. */
function outcomeOf(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32' && program === 'npm',
  });
  return { isDone: status === 0, stdout: stdout ?? '', text: `${stdout ?? ''}${stderr ?? ''}${error ?? ''}` };
}

/** A check that a program succeeds: its issue ends with the last lines of what it said. */
const succeeds = (what, program, args) => () => {
  say(`checks: ${what}`);
  const { isDone, text } = outcomeOf(program, args);
  if (isDone) return [];
  const last = text.trim().split('\n').slice(-12).join('\n    ');
  return [
    `${what}: ${[program === process.execPath ? 'node' : program, ...args].join(' ')} must succeed; got\n    ${last}`,
  ];
};

function tarball() {
  say('checks: content of the tarball');
  // Nothing is built again: the checks before have done it
  const { isDone, stdout, text } = outcomeOf('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  if (!isDone) return [`tarball: npm pack --dry-run must succeed; got ${text.trim().split('\n').at(-1)}`];
  const paths = JSON.parse(stdout)[0].files.map(({ path }) => path);
  const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return tarballIssues(paths, { packageJson, readme: readFileSync(join(root, 'README.md'), 'utf8') });
}

const slowChecks = [
  succeeds('build', 'npm', ['run', 'build:unchecked']),
  succeeds('reports of the public interface', process.execPath, ['build/api.js', '--check']),
  tarball,
  succeeds('examples compile and run', process.execPath, [
    'node_modules/vitest/vitest.mjs',
    ...['run', 'test/examples/examples.test.ts'],
  ]),
];

/** Shows all issues; true where there are none. */
function passes(issues) {
  if (issues.length > 0) process.exitCode = 1;
  for (const issue of issues) process.stderr.write(`${issue}\n`);
  return issues.length === 0;
}

const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const [version, ...others] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
// npm takes the option for itself where `--` is forgotten, and tells its scripts
const isDryRun = options.includes('--dry-run') || process.env.npm_config_dry_run === 'true';
const unknown = [...options.filter((word) => !['--dry-run', '--published'].includes(word)), ...others];
const isPublished = options.includes('--published');
if (unknown.length > 0 || (version === undefined) !== isPublished || (isPublished && options.includes('--dry-run'))) {
  process.stderr.write(
    `release: must be called as npm run release -- VERSION [--dry-run], or with --published alone; got ${process.argv.slice(2).join(' ') || 'nothing'}\n`,
  );
  process.exitCode = 1;
} else if (isPublished) {
  if (passes(publishIssues({ root, slowChecks }))) say('this commit may be published');
} else {
  const day = new Date().toISOString().slice(0, 10);
  const { issues, remarks, files } = releaseDraft({ root, version, day, slowChecks });
  for (const remark of remarks) say(remark);
  if (passes(issues)) {
    if (isDryRun) {
      const headings = files['CHANGELOG.md'].split('\n').filter((line) => /^###? /.test(line));
      const end = headings.findIndex((line, place) => place > 0 && line.startsWith('## '));
      say(`would write version ${version} into package.json and package-lock.json, and into CHANGELOG.md:`);
      for (const line of headings.slice(0, end < 0 ? undefined : end)) say(`    ${line}`);
      say(`would commit "Release ${version}" and tag it v${version}; nothing was changed`);
    } else {
      commitRelease({ root, version, files });
      say(`committed and tagged v${version}; git push --follow-tags, then npm publish (docs/releasing.md)`);
    }
  }
}
