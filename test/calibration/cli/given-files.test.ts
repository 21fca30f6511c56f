// Evidence: law · a command in an empty folder does what it does in the checkout, where the files lie.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runCli } from './run-cli.js';
import { writeTinyConfig } from './tiny-config.js';

let cwd: string;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'qcic-given-files-')));
});
afterAll(() => rm(cwd, { recursive: true }));

const remark = (what: string) => `remark: not found here, and read from the installed package instead: ${what}\n`;

describe('a command in an empty folder', () => {
  test('reads a table of the package, and prints what it prints there', async () => {
    const args = ['trials', 'check', 'data/new-trials/sunlight.csv'];
    const [here, there] = [await runCli(args, { cwd }), await runCli(args, { cwd: root })];
    expect(here).toMatchObject({ code: 0, stderr: remark('data/new-trials/sunlight.csv') });
    expect(here.stdout.replaceAll(root, '')).toBe(there.stdout);
    expect(there.stderr).toBe('');
  });

  test('finds values of options, in one remark', async () => {
    const args = ['trials', 'pool', '--add', 'data/new-trials/sunlight.csv', '--config', 'quick', '--json'];
    const { code, stderr } = await runCli(args, { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: remark('quick (its configs/quick.json), data/new-trials/sunlight.csv').replace(
        /(quick .*json\)), (.*csv)/,
        '$2, $1',
      ),
    });
  });

  test('validates a configuration by its bare name', async () => {
    const { code, stdout, stderr } = await runCli(['validate', 'mcrc'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: remark('mcrc (its configs/mcrc.json)') });
    expect(stdout).toContain(': valid\n');
  });

  test('takes the run of a shipped search from the current folder', async () => {
    for (const [verb, name, run] of [
      ['optimise', 'optimise-schedule', 'mcrc-pfs'],
      ['sweep', 'sweep-pd1', 'mcrc'],
    ] as const) {
      const { code, stderr } = await runCli([verb, name], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`error: ${join(cwd, 'runs', run)}/`);
    }
  });

  test('refuses a wrong name with both places and the nearest name', async () => {
    const { code, stderr } = await runCli(['run', 'quik'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `error: quik: must be a file of the current folder or of the installed package; got neither ${cwd}/configs/quik.json nor ${root}configs/quik.json (did you mean quick?)\n`,
    );
  });

  test('reads its own file where it has one', async () => {
    const own = join(cwd, 'own');
    await mkdir(join(own, 'configs'), { recursive: true });
    await writeTinyConfig(join(own, 'configs/mcrc.json'));
    const { stdout, stderr } = await runCli(['validate', 'mcrc'], { cwd: own });
    expect({ stderr, first: stdout.split('\n')[0] }).toEqual({ stderr: '', first: 'configs/mcrc.json: valid' });
  });
});

test('a study of a shipped configuration records what repeats it', {
  tags: 'full/studies',
  timeout: 60_000,
}, async () => {
  const study = ['simulate', '--patient', 'median', '--arms', 'placebo', '--days', '60', '--workers', '0'];
  const here = await runCli([...study, '--config', 'quick'], { cwd });
  expect(here).toMatchObject({ code: 0, stderr: expect.stringContaining(remark('quick (its configs/quick.json)')) });
  const manifest = JSON.parse(await readFile(join(cwd, 'runs/simulate/manifest.json'), 'utf8'));
  expect(manifest.command).toBe('qcic simulate --patient median --arms placebo --days 60 --config quick');
  expect(resolve(cwd, 'runs/simulate', manifest.working_folder)).toBe(cwd);
  const text = await readFile(join(root, 'configs/quick.json'));
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(manifest.inputs).toContainEqual({ path: relative(cwd, join(root, 'configs/quick.json')), sha256 });
  await runCli([...study, '--config', 'configs/quick.json', '--out', join(cwd, 'there')], { cwd: root });
  const endpoints = await readFile(join(cwd, 'runs/simulate/endpoints.csv'), 'utf8');
  expect(await readFile(join(cwd, 'there/endpoints.csv'), 'utf8')).toBe(endpoints);
});
