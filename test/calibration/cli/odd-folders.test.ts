// Evidence: the documented contract of output folders: what cannot be used is refused in words, and nothing that is there changes.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastConfig, patientTable, smallRoc, sweepConfig } from './fuzz/cases.js';
import { pageLater, runCli } from './run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-folders-'));
  await writeFile(join(cwd, 'c.json'), JSON.stringify(fastConfig));
  await writeFile(join(cwd, 's.json'), JSON.stringify(sweepConfig));
  await writeFile(join(cwd, 't.csv'), patientTable);
  await runCli(['cohort', '--patients', '2', '--seed', '1', '--out', 'p.csv'], { cwd });
  await mkdir(join(cwd, 'others'));
  await writeFile(join(cwd, 'others/manifest.json'), '{"version": "1.0.0", "files": ["x"]}');
  await writeFile(join(cwd, 'others/notes.txt'), 'mine');
  await symlink('others', join(cwd, 'link'));
  await symlink('nowhere', join(cwd, 'dangling'));
  await symlink('t.csv', join(cwd, 'link-to-file'));
  await symlink('loop', join(cwd, 'loop'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** Everything in the working folder, with its content. */
async function content(): Promise<string> {
  const entries = await readdir(cwd, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return `${path} ${entry.isFile() ? (await readFile(path)).toString('base64') : entry.isSymbolicLink()}`;
  });
  return (await Promise.all(lines)).sort().join('\n');
}

/** Paths that no study can use; all but the first five for one study alone, as all open their folder in one way. */
const folders = [
  ...['t.csv', 'others', 'link', 'dangling', 'x'.repeat(300)],
  ...['t.csv/x', '/', '.', '..', 'others/', './others/../others', 'link-to-file', 'loop'],
  ...['/dev/null', '/dev/null/x', '/proc/x', 'x/'.repeat(3000), ''],
];

const studies: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'c.json', '--workers', '0'],
  refit: ['refit', 'run', '--workers', '0'],
  recover: ['recover', 'run', '--workers', '0'],
  predict: ['predict', 'run', '--arm', 'tas102', '--n', '50', '--workers', '0'],
  biomarkers: ['biomarkers', 'run', '--workers', '0'],
  'survival of a run': ['survival', 'run'],
  'survival of a table': ['survival', '--table', 't.csv', '--time', 'months', '--event', 'died'],
  roc: ['roc', '--table', 't.csv', '--label', 'died', '--markers', 'age', ...smallRoc],
  simulate: ['simulate', '--patients', 'p.csv', '--arms', 'placebo', '--days', '56', '--workers', '0'],
  sensitivity: ['sensitivity', 'local', '--workers', '0'],
  sweep: ['sweep', 's.json', '--workers', '0'],
  replicate: ['replicate', '--workers', '0'],
  bench: ['bench', '--quick'],
  'cohort FILE': ['cohort', '--patients', '2', '--seed', '1'],
  'export FILE': ['export', '--format', 'c'],
};

/** Calls whose outcome is not: refused in words, and nothing has changed. */
async function wrongIn(call: readonly string[], outs: readonly string[]): Promise<readonly object[]> {
  const wrong: object[] = [];
  for (const out of outs) {
    const before = await content();
    const { code, stderr } = await runCli([...call, '--out', out], { cwd });
    const isSame = (await content()) === before;
    if (code !== 2 || !isSame || !/^error: .*must .+; got .+\n$/.test(stderr))
      wrong.push({ out, code, isSame, stderr });
  }
  return wrong;
}

describe.each(Object.entries(studies))('qcic %s', (name, call) => {
  const title = 'refuses a file, a folder of another program, links and a name that is too long, also with --force';
  test(title, { tags: 'full/inputs', timeout: 600_000 }, async () => {
    if (call[1] === 'run' && !(await readdir(cwd)).includes('run')) {
      expect(await runCli(['run', 'c.json', '--out', 'run', '--workers', '0'], { cwd, env: pageLater })).toMatchObject({
        code: 0,
      });
    }
    // The survival of a run is computed before its folder is opened
    const outs = name === 'survival of a run' ? folders.slice(1, 2) : folders.slice(0, 5);
    expect(await wrongIn(call, outs)).toEqual([]);
    if (name === 'bench') return;
    // --force replaces a plain file by a file
    const others = name.endsWith('FILE') ? outs.slice(1) : outs;
    expect(await wrongIn([...call, '--force'], others)).toEqual([]);
  });
});

test('a study refuses every other path that it cannot use', async () => {
  for (const force of [[], ['--force']]) {
    expect(await wrongIn([...(studies.simulate ?? []), ...force], folders)).toEqual([]);
    const isOfFiles = (path: string) => !['', '.', '..'].includes(path);
    expect(await wrongIn([...(studies['cohort FILE'] ?? []), ...force], folders.filter(isOfFiles).slice(1))).toEqual(
      [],
    );
  }
});
