// Evidence: law · every check has a state, and says what would be added and how to get it; machines that are made up by hand.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../../../calibration/cli/doctor/check.js';
import {
  browserCheck,
  coresCheck,
  folderCheck,
  LEAST_NODE,
  memoryCheck,
  nodeCheck,
} from '../../../../calibration/cli/doctor/machine-checks.js';
import { nativeCheck, packageCheck, redisCheck } from '../../../../calibration/cli/doctor/program-checks.js';
import { documentOf } from '../json-document.js';
import { jsonOf, root, runCli } from '../run-cli.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-doctor-'));
  for (const file of ['bin/firefox', 'bin/redis-server']) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '', { mode: 0o755 });
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** No programs at all. */
const bare = { env: { PATH: '' }, platform: 'linux x64' };

describe('qcic doctor', () => {
  test('tells of every part, and ends with 0', async () => {
    const { result } = documentOf(await runCli(['doctor', '--json'], { cwd: folder }), 'doctor');
    const { usable, checks } = result as { readonly usable: boolean; readonly checks: readonly Check[] };
    expect(usable).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual([
      ...['qcic-workbench', 'Node.js', 'cores', 'memory', 'current folder'],
      ...['TensorFlow', 'native code', 'browser', 'Redis'],
    ]);
    for (const { state, found, adds, get } of checks) {
      expect(['ok', 'absent', 'problem']).toContain(state);
      expect(found).not.toBe('');
      expect(adds).not.toBe('');
      expect(get === null).toBe(state === 'ok');
    }
    const printed = await runCli(['doctor'], { cwd: folder });
    for (const { name, state, found } of checks)
      expect(printed.stdout).toContain(`${state.padEnd(8)} ${name}: ${found}`);
  });

  test('asks a server that is named', async () => {
    const { result } = documentOf(
      await runCli(['doctor', '--engine', 'redis://127.0.0.1:1', '--json'], { cwd: folder }),
      'doctor',
    );
    const redis = (result as { readonly checks: readonly Check[] }).checks.find(({ name }) => name === 'Redis');
    expect(redis).toMatchObject({ state: 'problem', required: false });
  });
});

describe('checks', () => {
  test('Node.js must be what package.json asks for', async () => {
    const { engines } = (await jsonOf(`${root}package.json`)) as { readonly engines: { readonly node: string } };
    expect(engines.node).toBe(`>=${LEAST_NODE.join('.')}`);
    const states = ['v18.20.0', 'v20.18.1', 'v20.19.0', 'v22.0.0'].map((node) => nodeCheck({ node }).state);
    expect(states).toEqual(['problem', 'problem', 'ok', 'ok']);
    expect(nodeCheck({ node: 'v18.0.0' }).required).toBe(true);
  });

  test('memory, cores, folder and browser are those of the machine', async () => {
    expect(memoryCheck({ heapBytes: 2 ** 32 }, 2 ** 33)).toMatchObject({
      state: 'ok',
      found: '8.0 GiB, heap of Node.js at most 4096 MiB',
    });
    expect(memoryCheck({ heapBytes: 2 ** 26 }, 2 ** 33)).toMatchObject({ state: 'problem', required: true });
    expect(coresCheck({ cores: 1 }).adds).toBe('1 worker thread by default (--workers)');
    expect((await folderCheck({ cwd: folder })).found).toMatch(/, writable, \d+\.\d GiB free$/);
    expect(await folderCheck({ cwd: join(folder, 'absent') })).toMatchObject({ state: 'problem', required: false });
    expect((await browserCheck(bare)).state).toBe('absent');
    expect((await browserCheck({ ...bare, env: { PATH: join(folder, 'bin') } })).found).toBe(
      join(folder, 'bin/firefox'),
    );
  });

  test('package, compiler and Redis are stated where they are absent', async () => {
    const packageInformation = async () => ({ version: '1', root: folder });
    expect(await packageCheck({ packageInformation })).toMatchObject({ state: 'problem', required: true });
    const packaged = async () => ({ version: '1', root });
    expect(await packageCheck({ packageInformation: packaged })).toMatchObject({ state: 'ok' });
    expect(await nativeCheck({ env: { PATH: '', CC: 'no-compiler' } })).toMatchObject({ state: 'absent' });
    expect((await redisCheck({ env: { PATH: '' } }, undefined)).state).toBe('absent');
    expect((await redisCheck({ env: { PATH: join(folder, 'bin') } }, undefined)).state).toBe('ok');
  });
});
