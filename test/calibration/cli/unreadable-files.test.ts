// Evidence: the documented contract of bad input, for every option and every key that names a file.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runCli } from './run-cli.js';
import { writeTinyConfig } from './tiny-config.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-unreadable-'));
  await mkdir(join(cwd, 'folder'));
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  for (const name of ['large', 'large.json']) {
    await writeFile(join(cwd, name), '');
    await truncate(join(cwd, name), 5 * 1024 ** 3);
  }
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** A table of new trials whose curve lies in a file. */
const withCurve = async (file: string) => {
  await writeFile(join(cwd, 't.csv'), `trial,arm,n,reference,curve_file\nA,tas102,100,A 2024,${file}\n`);
  return 't.csv';
};
const withTarget = async (table: string, file: string) => {
  await writeTinyConfig(join(cwd, 'c.json'), { targets: { [table]: resolve(cwd, file) } });
  return 'c.json';
};
const survival = ['--time', 'months', '--event', 'died'];

/** A call that reads a file. */
const calls: Readonly<Record<string, (file: string) => Promise<readonly string[]>>> = {
  'run CONFIG': async (file) => ['run', file],
  'validate CONFIG': async (file) => ['validate', file],
  'sweep CONFIG': async (file) => ['sweep', file],
  'optimise CONFIG': async (file) => ['optimise', file],
  'trials check FILE': async (file) => ['trials', 'check', file],
  'trials check --config': async (file) => ['trials', 'check', `${root}data/new-trials/sunlight.csv`, '--config', file],
  'trials pool --add': async (file) => ['trials', 'pool', '--add', file],
  'trials list --config': async (file) => ['trials', 'list', '--config', file],
  'curve_file of a table': async (file) => ['trials', 'check', await withCurve(file)],
  'targets.recist': async (file) => ['validate', await withTarget('recist', file)],
  'targets.medianOs': async (file) => ['validate', await withTarget('medianOs', file)],
  'targets.survival': async (file) => ['validate', await withTarget('survival', file)],
  'targets.publishedModel': async (file) => ['validate', await withTarget('publishedModel', file)],
  'targets.trials': async (file) => ['validate', await withTarget('trials', file)],
  'simulate --patients': async (file) => ['simulate', '--patients', file, '--arms', 'placebo'],
  'survival --table': async (file) => ['survival', '--table', file, ...survival],
  'roc --table': async (file) => ['roc', '--table', file, '--label', 'a', '--markers', 'b'],
};

describe.each(Object.keys(calls))('%s', (name) => {
  test('refuses a folder, a device, a pipe, a huge file and one that is not there', async () => {
    const got = {
      folder: 'a folder',
      '/dev/zero': 'a device',
      pipe: 'a pipe',
      large: '5120 MiB',
      'large.json': '5120 MiB',
      none: 'ENOENT',
    };
    for (const [file, what] of Object.entries(got)) {
      const { code, stderr } = await runCli((await calls[name]?.(file)) ?? [], { cwd });
      expect({ file, code, stderr }).toMatchObject({
        code: 2,
        // A name is looked for in the package too
        stderr: expect.stringMatching(new RegExp(`must .+; got (${what}|${file === 'none' ? 'neither .+' : what})\n$`)),
      });
    }
    expect((await readdir(cwd)).filter((entry) => entry === 'runs')).toEqual([]);
  });
});

describe('folders', () => {
  const reads = {
    refit: ['refit'],
    recover: ['recover'],
    predict: ['predict', '--check'],
    biomarkers: ['biomarkers'],
    survival: ['survival'],
    report: ['report'],
    'cohort --from': ['cohort', '--patients', '2', '--seed', '1', '--out', 'x.csv', '--from'],
    'sensitivity --from': ['sensitivity', 'shapes', '--from'],
  };
  test.each(Object.entries(reads))(
    '%s refuses files that are no folder, and folders with such files in them',
    async (_name, call) => {
      await mkdir(join(cwd, 'piped'), { recursive: true });
      await rm(join(cwd, 'piped/manifest.json'), { force: true });
      execFileSync('mkfifo', [join(cwd, 'piped/manifest.json')]);
      for (const folder of ['folder', 'piped', '/dev/zero', 'pipe', 'large', 'none']) {
        const { code, stderr } = await runCli([...call, folder], { cwd });
        expect({ folder, code, stderr }).toMatchObject({
          code: 2,
          stderr: expect.stringMatching(/must .+; got .+\n$/),
        });
      }
    },
  );
});
