// A release as steps: what must hold, what is written, and the commit with its tag. Nothing is published.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changelogIssues, releasedChangelog, releasedChangelogIssues } from './changelog.js';
import { interfaceIssues, reportDifference } from './report-difference.js';
import { compareVersions, versionNumbers, versionStep } from './version-step.js';

/** The branch that is released. */
const BRANCH = 'main';

const read = (root, file) => readFileSync(join(root, file), 'utf8');
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const gitOf =
  (root) =>
  (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();

/** The version of package.json, and issues where package-lock.json has another one. */
function statedVersion(root) {
  const { version } = JSON.parse(read(root, 'package.json'));
  const lock = JSON.parse(read(root, 'package-lock.json'));
  const others = [lock.version, lock.packages?.['']?.version].filter((each) => each !== version);
  return {
    version,
    issues: others
      .slice(0, 1)
      .map((other) => `package-lock.json: version must be that of package.json, ${version}; got ${other ?? 'none'}`),
  };
}

/** The branch, null where none is checked out, and the names of files with changes. */
function workingTree(git) {
  const [head, ...lines] = git('status', '--porcelain', '--branch').split('\n');
  const branch = /^## (?:No commits yet on )?(\S+?)(?:\.\.\.|$)/.exec(head)?.[1] ?? null;
  return { branch, changed: lines.map((line) => line.slice(3)) };
}

function treeIssues(changed) {
  if (changed.length === 0) return [];
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : '';
  return [`working tree: must have no uncommitted change; got ${changed.slice(0, 5).join(', ')}${more}`];
}

/** Versions that have a tag, the last one first. */
const taggedVersions = (git) =>
  git('tag', '--list', 'v*')
    .split('\n')
    .map((tag) => tag.slice(1))
    .filter((version) => versionNumbers(version) !== null)
    .sort((a, b) => compareVersions(b, a));

/** Differences of the reports since a tag, by door. A report that either side lacks counts as empty. */
function differencesSince(root, git, tag) {
  const doorOf = (path) => /(?:^|\/)([^/]+)\.api\.md$/.exec(path)?.[1];
  const [before, now] = [
    git('ls-tree', '-r', '--name-only', tag, 'api').split('\n'),
    readdirSync(join(root, 'api')),
  ].map((paths) => new Set(paths.map(doorOf).filter(Boolean)));
  return Object.fromEntries(
    [...new Set([...before, ...now])].map((door) => [
      door,
      reportDifference(
        before.has(door) ? git('show', `${tag}:api/${door}.api.md`) : '',
        now.has(door) ? read(root, `api/${door}.api.md`) : '',
      ),
    ]),
  );
}

/** What the interface of this version is compared with, and what the step does not allow. */
function interfaceCheck(root, git, { from, step, last }) {
  if (last === undefined)
    return { remarks: ['no release has a tag yet: the public interface is not compared'], issues: [] };
  const since = `v${last}`;
  const differences = differencesSince(root, git, since);
  const remarks = Object.entries(differences).flatMap(([door, difference]) =>
    Object.entries(difference)
      .filter(([, names]) => names.length > 0)
      .map(([kind, names]) => `${door}, ${kind} since ${since}: ${names.join(', ')}`),
  );
  return { remarks, issues: step === null ? [] : interfaceIssues(differences, { step, from, since }) };
}

/**
 * Everything that keeps a version from being released: `{ issues, remarks, files }`, where files are the new contents by name, null
 * where they cannot be made. `slowChecks` are functions that return issues; they run last, and all of them.
 */
export function releaseDraft({ root, version, day, slowChecks = [] }) {
  const git = gitOf(root);
  const stated = statedVersion(root);
  const { step, issues: versionIssues } = versionStep(stated.version, version);
  const { branch, changed } = workingTree(git);
  const tagged = taggedVersions(git);
  const last = tagged.find((each) => each !== version);
  const changelog = read(root, 'CHANGELOG.md');
  const { remarks, issues: ofInterface } = interfaceCheck(root, git, { from: stated.version, step, last });
  const issues = [
    ...versionIssues,
    ...(tagged.includes(version) ? [`tag: v${version} must not exist yet; got one`] : []),
    ...(branch === BRANCH ? [] : [`branch: must be ${BRANCH}; got ${branch ?? 'none'}`]),
    ...treeIssues(changed),
    ...stated.issues,
    ...changelogIssues(changelog, version),
    ...ofInterface,
    ...slowChecks.flatMap((check) => check()),
  ];
  if (issues.length > 0) return { issues, remarks, files: null };
  const lock = JSON.parse(read(root, 'package-lock.json'));
  lock.version = version;
  lock.packages[''].version = version;
  const files = {
    'package.json': json({ ...JSON.parse(read(root, 'package.json')), version }),
    'package-lock.json': json(lock),
    'CHANGELOG.md': releasedChangelog(changelog, version, day),
  };
  return { issues, remarks, files };
}

/** Writes the files of a draft, commits them and tags the commit. Where git refuses, the files are put back. */
export function commitRelease({ root, version, files }) {
  const git = gitOf(root);
  const before = Object.fromEntries(Object.keys(files).map((name) => [name, read(root, name)]));
  const write = (texts) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(root, name), text);
  };
  try {
    write(files);
    git('commit', '--quiet', '-m', `Release ${version}`, '--', ...Object.keys(files));
  } catch (error) {
    write(before);
    throw new Error(`git commit: must succeed; the files are as before. ${error.stderr ?? error.message}`);
  }
  git('tag', '-a', `v${version}`, '-m', `Release ${version}`);
}

/** What keeps the checked-out commit from being published: it must be the tagged one of its version, and pass the slow checks. */
export function publishIssues({ root, slowChecks = [] }) {
  const git = gitOf(root);
  const { version, issues } = statedVersion(root);
  const tags = git('tag', '--points-at', 'HEAD').split('\n').filter(Boolean);
  return [
    ...(tags.includes(`v${version}`)
      ? []
      : [`tag: the commit that is published must be v${version}; got ${tags.join(', ') || 'no tag'}`]),
    ...treeIssues(workingTree(git).changed),
    ...issues,
    ...releasedChangelogIssues(read(root, 'CHANGELOG.md'), version),
    ...slowChecks.flatMap((check) => check()),
  ];
}
