// Evidence: the rules of semver.org for steps; changelogs, reports and lists of files with one thing wrong each; and a release of a
// small repository, read back with git.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Difference {
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

interface Draft {
  readonly issues: readonly string[];
  readonly remarks: readonly string[];
  readonly files: Readonly<Record<string, string>> | null;
}

interface Wanted {
  readonly root: string;
  readonly version: string;
  readonly day: string;
  readonly slowChecks?: readonly (() => readonly string[])[];
}

/** What build/release exports; these programs have no declarations. */
const from = async <T>(name: string) =>
  (await import(new URL(`../../build/release/${name}.js`, import.meta.url).href)) as T;
const { versionStep } = await from<{
  versionStep: (from: string, to: string) => { readonly step: string | null; readonly issues: readonly string[] };
}>('version-step');
const { changelogIssues, releasedChangelog, releasedChangelogIssues } = await from<{
  changelogIssues: (text: string, version: string) => readonly string[];
  releasedChangelog: (text: string, version: string, day: string) => string;
  releasedChangelogIssues: (text: string, version: string) => readonly string[];
}>('changelog');
const { reportDifference, interfaceIssues } = await from<{
  reportDifference: (before: string, after: string) => Difference;
  interfaceIssues: (
    differences: Readonly<Record<string, Difference>>,
    release: { readonly step: string; readonly from: string; readonly since: string },
  ) => readonly string[];
}>('report-difference');
const { tarballIssues } = await from<{
  tarballIssues: (
    paths: readonly string[],
    sources: { readonly packageJson: object; readonly readme: string },
  ) => readonly string[];
}>('tarball-content');
const { releaseDraft, commitRelease, publishIssues } = await from<{
  releaseDraft: (wanted: Wanted) => Draft;
  commitRelease: (release: { root: string; version: string; files: Readonly<Record<string, string>> }) => void;
  publishIssues: (wanted: { readonly root: string }) => readonly string[];
}>('release');

describe('the version', () => {
  test.each([
    ['0.1.0', '0.1.1', 'patch'],
    ['0.1.9', '0.2.0', 'minor'],
    ['0.9.3', '1.0.0', 'major'],
    ['9.9.9', '9.9.10', 'patch'],
  ])('%s to %s is a %s version', (before, after, step) => {
    expect(versionStep(before, after)).toEqual({ step, issues: [] });
  });

  test.each(['0.1.0', '0.0.9', '0.3.0', '0.2.1', '0.2', 'v0.2.0', '0.2.0-rc.1', '00.2.0', ''])(
    '0.1.0 is not followed by "%s"',
    (after) => {
      expect(versionStep('0.1.0', after)).toEqual({
        step: null,
        issues: [
          `version: must be the next after 0.1.0, one of 0.1.1 (patch), 0.2.0 (minor), 1.0.0 (major); got ${after || 'none'}`,
        ],
      });
    },
  );
});

const changelog = `# Changelog

## Unreleased: a package

**One.** More.

### Inside

\`\`\`sh
## Unreleased: no heading
\`\`\`

## Unreleased: right answers, 2026-11-29

Two.

## 0.1.0 (unreleased)

### Kept
- Three.
`;

describe('the changelog', () => {
  test('unreleased sections become one release, in their order, and what is below stays', () => {
    expect(changelogIssues(changelog, '0.2.0')).toEqual([]);
    const released = releasedChangelog(changelog, '0.2.0', '2026-11-30');
    expect(released).toBe(`# Changelog

## 0.2.0 (2026-11-30)

### A package

**One.** More.

#### Inside

\`\`\`sh
## Unreleased: no heading
\`\`\`

### Right answers

Two.

## 0.1.0 (unreleased)

### Kept
- Three.
`);
    expect(releasedChangelogIssues(released, '0.2.0')).toEqual([]);
    expect(releasedChangelogIssues(changelog, '0.2.0')).toHaveLength(3);
  });

  test('a section without a title stands directly under the release', () => {
    expect(releasedChangelog('# C\n\n## Unreleased\n\n### Fixed\n\nA.\n', '1.0.1', '2027-01-02')).toBe(
      '# C\n\n## 1.0.1 (2027-01-02)\n\n### Fixed\n\nA.\n',
    );
  });

  test.each([
    [
      '# C\n\n## 0.1.0 (2026-01-01)\n\nA.\n',
      'must have "## Unreleased" or "## Unreleased: TITLE" with what 0.2.0 changes',
    ],
    ['## Unreleased: a\n\n### Empty\n\n', '"## Unreleased: a" must have content; got none'],
    ['## Unreleased\n\nA.\n\n## 0.2.0 (2026-01-01)\n', 'must not have a section of 0.2.0 yet; got "## 0.2.0 (2026'],
    [
      '## 0.1.0\n\nA.\n\n## Unreleased: b\n\nB.\n',
      'must stand above all releases; got "## Unreleased: b" below "## 0.1.0"',
    ],
  ])('%j is refused', (text, message) => {
    expect(changelogIssues(text, '0.2.0')).toEqual([expect.stringContaining(message)]);
  });
});

const report = (code: string) => `## API Report\n\n\`\`\`ts\n\n${code}\n\`\`\`\n`;
const before = report(`// @public
export function area(x: {
    readonly y?: number;
}): number;

// @public
export interface Row {
    // (undocumented)
    readonly a: number;
}

// @public (undocumented)
export type Kind = 'a' | 'b';
`);

describe('reports of the public interface', () => {
  test('names what is removed, changed and added; comments and order do not count', () => {
    const after = report(`// @public
export interface Row {
    readonly a: string;
}

// @public
export const LIMIT = 3;

export function area(x: {
    readonly y?: number;
}): number;
`);
    const difference = reportDifference(before, after);
    expect(difference).toEqual({ removed: ['Kind'], changed: ['Row'], added: ['LIMIT'] });
    const issuesOf = (step: string, version: string) =>
      interfaceIssues({ stats: difference }, { step, from: version, since: `v${version}` });
    expect(issuesOf('patch', '0.1.0')).toEqual([
      'api/stats.api.md: a patch version must have the exports of v0.1.0; got removed: Kind',
      'api/stats.api.md: a patch version must have the exports of v0.1.0; got changed: Row',
      'api/stats.api.md: a patch version must have the exports of v0.1.0; got added: LIMIT',
    ]);
    expect(issuesOf('minor', '0.1.0')).toEqual([]);
    expect(issuesOf('minor', '1.4.0')).toEqual([expect.stringContaining('got removed: Kind')]);
    expect(issuesOf('major', '1.4.0')).toEqual([]);
  });

  test('the report of each door is read whole: as many declarations as marks of api-extractor', () => {
    for (const door of ['workbench', 'stats', 'model']) {
      const text = readFileSync(new URL(`../../api/${door}.api.md`, import.meta.url), 'utf8');
      const { removed } = reportDifference(text, '');
      expect(removed).toHaveLength(text.match(/^\/\/ @public/gm)!.length);
      expect(removed.filter((name) => !/^\w+$/.test(name))).toEqual([]);
    }
  });
});

test('the tarball holds what package.json and README.md name, and nothing of the work on the project', () => {
  const sources = {
    packageJson: { bin: { a: 'dist/a.js' }, exports: { '.': { types: './dist/a.d.ts', default: './dist/b.js' } } },
    readme: '# A\n[p](docs/p.md#x) [f](data/) [h](#a) [e](https://e.org)\n![i](docs/i.png)\n',
  };
  const whole = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/bundle/THIRD-PARTY-LICENSES'].concat([
    'dist/a.js',
    'dist/a.d.ts',
    'dist/b.js',
    'docs/p.md',
    'data/t.csv',
    'docs/i.png',
    'examples/a.ts',
  ]);
  expect(tarballIssues(whole, sources)).toEqual([]);
  for (const path of whole.filter((name) => name !== 'examples/a.ts')) {
    const others = whole.filter((name) => name !== path);
    const named = path === 'data/t.csv' ? 'data/' : path;
    expect(tarballIssues(others, sources)).toEqual([expect.stringContaining(`tarball: must have ${named}, which `)]);
  }
  for (const path of ['test/a.ts', 'dist/a.test.js', 'src/a.ts', 'api/a.api.md', 'build/a.js', 'data/.cache/x']) {
    expect(tarballIssues([...whole, path], sources)).toEqual([`tarball: must hold what users need; got ${path}`]);
  }
});

test('a repository: everything that is wrong at once, then a release, then one that may be published', () => {
  const root = mkdtempSync(join(tmpdir(), 'qcic-release-'));
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  git('init', '--quiet', '--initial-branch', 'other');
  const signing = '[commit]\n\tgpgsign = false\n[tag]\n\tgpgsign = false\n';
  appendFileSync(join(root, '.git/config'), `[user]\n\tname = A\n\temail = a@e.org\n${signing}`);
  mkdirSync(join(root, 'api'));
  write('api/stats.api.md', before);
  write('package.json', '{\n  "name": "a",\n  "version": "0.1.0",\n  "type": "module"\n}\n');
  const lock = { name: 'a', version: '0.1.0', packages: { '': { name: 'a', version: '0.1.0' } } };
  write('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  write('CHANGELOG.md', '# Changelog\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'First');
  git('tag', 'v0.1.0');

  write('api/stats.api.md', report('// @public\nexport type Kind = 1;\n'));
  git('commit', '--quiet', '-a', '-m', 'Change');
  git('tag', 'v0.1.1');
  write('package-lock.json', `${JSON.stringify({ ...lock, version: '0.0.9' }, null, 2)}\n`);
  const day = '2026-11-30';
  const wrong = releaseDraft({ root, version: '0.1.1', day, slowChecks: [() => ['slow: a'], () => ['slow: b']] });
  expect(wrong).toEqual({
    issues: [
      'tag: v0.1.1 must not exist yet; got one',
      'branch: must be main; got other',
      'working tree: must have no uncommitted change; got package-lock.json',
      'package-lock.json: version must be that of package.json, 0.1.0; got 0.0.9',
      'CHANGELOG.md: must have "## Unreleased" or "## Unreleased: TITLE" with what 0.1.1 changes; got none',
      'api/stats.api.md: a patch version must have the exports of v0.1.0; got removed: area, Row',
      'api/stats.api.md: a patch version must have the exports of v0.1.0; got changed: Kind',
      'slow: a',
      'slow: b',
    ],
    remarks: ['stats, removed since v0.1.0: area, Row', 'stats, changed since v0.1.0: Kind'],
    files: null,
  });

  git('checkout', '--quiet', 'package-lock.json');
  git('branch', '-M', 'other', 'main');
  write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\nB.\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n');
  git('commit', '--quiet', '-a', '-m', 'Changelog');
  const draft = releaseDraft({ root, version: '0.2.0', day });
  expect(draft.issues).toEqual([]);
  expect(publishIssues({ root })).toEqual([
    'tag: the commit that is published must be v0.1.0; got no tag',
    'CHANGELOG.md: must have no unreleased section in what is published; got "## Unreleased"',
  ]);

  commitRelease({ root, version: '0.2.0', files: draft.files! });
  expect(git('show', '--no-patch', '--format=%s', 'v0.2.0^{commit}')).toBe('Release 0.2.0');
  expect(git('diff', '--unified=0', 'HEAD~', 'v0.2.0').match(/^[+-](?![+-]).*/gm)).toEqual([
    ...['-## Unreleased', '+## 0.2.0 (2026-11-30)'],
    ...['-  "version": "0.1.0",', '+  "version": "0.2.0",'],
    ...['-      "version": "0.1.0"', '+      "version": "0.2.0"'],
    ...['-  "version": "0.1.0",', '+  "version": "0.2.0",'],
  ]);
  expect(publishIssues({ root })).toEqual([]);
  rmSync(root, { recursive: true });
});
