// Evidence: one backend against another, byte for byte, through the command line: in process, in threads, after an interruption.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../../../calibration/store/manifest.js';
import { skipReason } from '../../../src/compiled/native-code.js';
import { jsonOf, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const env = () => ({ QCIC_NATIVE_CACHE: join(cwd, 'cache') });
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
const backendOf = async (folder: string) => ((await jsonOf(join(cwd, folder, 'manifest.json'))) as Manifest).backend;
const cachedFiles = async () =>
  existsSync(join(cwd, 'cache')) ? (await readdir(join(cwd, 'cache'), { recursive: true })).sort() : [];
const simulate = (out: string, message: readonly string[], further: Readonly<Record<string, string>> = {}) =>
  runCli(
    ['simulate', '--patients', 'patients.csv', '--arms', 'placebo,tas102', '--days', '60', '--out', out, ...message],
    {
      cwd,
      env: { ...env(), ...further },
    },
  );

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-native-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

test('an unknown backend is refused with the known ones', async () => {
  const { code, stderr } = await simulate('unknown', ['--backend', 'gpu']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--backend <name>.+gpu.+auto, native, wasm, javascript/);
});

describe.skipIf(skipReason !== '')(`--backend native${skipReason}`, () => {
  const drawPatients = () =>
    runCli(['cohort', '--patients', '5', '--seed', '3', '--out', 'patients.csv', '--force'], { cwd });

  test('without a compiler one sentence tells it, and WebAssembly simulates the same', {
    tags: 'full/compiler',
  }, async () => {
    await drawPatients();
    const plain = await simulate('plain', ['--backend', 'wasm', '--workers', '0']);
    expect(plain.code).toBe(0);
    expect(plain.stderr).toMatch(/\] simulates with WebAssembly, \d patients per vector\n/);
    const { code, stderr } = await simulate('none', ['--backend', 'native', '--workers', '0'], { CC: 'no-such-cc' });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /\] native backend: CC must name a C compiler; got no-such-cc, which does not answer; WebAssembly simulates instead\n/,
    );
    expect(await textOf('none/endpoints.csv')).toBe(await textOf('plain/endpoints.csv'));
    expect(await backendOf('none')).toBe(await backendOf('plain'));
    expect(await textOf('plain/report.html')).toContain(await backendOf('plain'));
    expect(await cachedFiles()).toEqual([]);
  });

  test('builds once, is found again by auto, and gives the same bytes', { tags: 'full/compiler' }, async () => {
    await drawPatients();
    const native = await simulate('native', ['--backend', 'native', '--workers', '2']);
    expect(native.code).toBe(0);
    expect(native.stderr).toMatch(/\] native code: building it with .+, once for this model and machine\n/);
    expect(native.stderr).toMatch(/\] native code: built in \d+\.\d s\n/);
    expect(native.stderr).toMatch(/\] simulates with native code, \d patients per vector \(.+\)\n/);
    const cached = await cachedFiles();
    await simulate('wasm', ['--backend', 'wasm']);
    for (const workers of ['0', '1', '2']) {
      const auto = await simulate(`auto${workers}`, ['--workers', workers]);
      expect(auto.stderr).toContain('simulates with native code');
      expect(auto.stderr).not.toContain('building');
      expect(await backendOf(`auto${workers}`)).toMatch(/^native code, \d patients per vector \(.+, .+\)$/);
      expect(await textOf(`auto${workers}/endpoints.csv`)).toBe(await textOf('wasm/endpoints.csv'));
      const chunks = await readdir(join(cwd, 'wasm/chunks'));
      expect(await readdir(join(cwd, `auto${workers}/chunks`))).toEqual(chunks);
      for (const chunk of chunks) {
        expect(await readFile(join(cwd, `auto${workers}/chunks`, chunk))).toEqual(
          await readFile(join(cwd, 'wasm/chunks', chunk)),
        );
      }
    }
    expect(await cachedFiles()).toEqual(cached);
    expect(await textOf('auto0/report.html')).toContain('Simulated with');
  });

  test('resumes a run that WebAssembly began, with the same bytes', { tags: 'full/compiler' }, async () => {
    await writeTinyConfig(join(cwd, 'tiny.json'), { biomarkers: { arms: [] } });
    const run = (...message: readonly string[]) => runCli(['run', 'tiny.json', ...message], { cwd, env: env() });
    expect((await run('--out', 'whole', '--backend', 'wasm')).code).toBe(0);
    const stopped = await runCli(['run', 'tiny.json', '--out', 'stopped', '--workers', '1', '--backend', 'wasm'], {
      cwd,
      env: env(),
      signalWhen: (stderr) => (stderr.includes('64/96 patients') ? 'SIGINT' : undefined),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/Continue with: qcic run tiny\.json --out stopped --backend wasm --resume\n$/);
    const resumed = await run('--out', 'stopped', '--resume', '--backend', 'native');
    expect(resumed.code).toBe(0);
    expect(await backendOf('stopped')).toMatch(/^native code/);
    expect(await textOf('stopped/results.json')).toBe(await textOf('whole/results.json'));
  });
});
