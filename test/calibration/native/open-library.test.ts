// Evidence: a library written by hand, whose run has a known effect · laws.
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilerKey, sourceKey } from '../../../calibration/native/build-library.js';
import { foreignFunctions, loadLibrary } from '../../../calibration/native/native-library.js';
import { builtLibrary, ensuredLibrary } from '../../../calibration/native/open-library.js';
import { InputError, sha256 } from '../../../src/index.js';
import { skipReason } from '../../src/compiled/native-code.js';
import { compiler } from '../../src/model/export/c-compiler.js';
import { handWritten, ownFolder, testHost } from './native-host.js';

/** A compiler that counts its calls and takes its time. */
function countingCompiler(seconds = 0): { readonly CC: string; readonly builds: () => number } {
  const folder = ownFolder();
  const script = join(folder, 'counting-cc');
  const log = join(folder, 'log');
  writeFileSync(
    script,
    `#!/bin/sh\ncase "$*" in *--version*) echo counting 1.0; exit;; esac\necho build >> ${log}\nsleep ${seconds}\nexec ${compiler} "$@"\n`,
  );
  chmodSync(script, 0o755);
  return { CC: script, builds: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0) };
}

/** A compiler that finds an error behind a warning. */
function failingCompiler(): string {
  const script = join(ownFolder(), 'failing-cc');
  const messages = 'model.c:1: warning: odd\\nmodel.c:1: error: no such thing\\nmodel.c:2: error: another';
  writeFileSync(
    script,
    `#!/bin/sh\ncase "$*" in *--version*) echo failing 1.0; exit;; esac\nprintf '${messages}' >&2\nexit 1\n`,
  );
  chmodSync(script, 0o755);
  return script;
}

/** Each test's library has a number of its own: what a thread has loaded once, it keeps. */
let abi = 1000;
const next = () => handWritten(++abi);

function runOf(file: string, number: number): number {
  const memory = new Float64Array(4);
  loadLibrary(file, number)(memory, 5);
  loadLibrary(file, number)(memory, 2);
  return memory[0]!;
}

describe.skipIf(skipReason !== '')(`a native library${skipReason}`, () => {
  test('is built once, found again, and runs on the memory that it is given', async () => {
    const cache = ownFolder();
    const source = next();
    const { CC, builds } = countingCompiler();
    const { host, notices } = testHost(cache, { CC });
    expect(await builtLibrary(source, host)).toBeUndefined();
    const { file, record } = await ensuredLibrary(source, host);
    expect(runOf(file, source.abi)).toBe(7);
    expect(record).toMatchObject({ abi: source.abi, compiler: 'counting 1.0', sha256: sha256(readFileSync(file)) });
    expect(notices).toEqual([
      'native code: building it with counting 1.0, once for this model and machine',
      expect.stringMatching(/^native code: built in \d+\.\d s$/),
    ]);
    expect(await ensuredLibrary(source, host)).toEqual({ file, record });
    expect(await builtLibrary(source, host)).toEqual({ file, record });
    // Without a compiler, what was built serves
    expect(await ensuredLibrary(source, testHost(cache, { PATH: '' }).host)).toEqual({ file, record });
    expect(builds()).toBe(1);
    expect(notices).toHaveLength(2);
    for (const name of readdirSync(join(file, '..'))) expect(statSync(join(file, '..', name)).mode & 0o077).toBe(0);
  });

  test('is built by one of several processes that need it at once', { tags: 'full/compiler' }, async () => {
    const cache = ownFolder();
    const source = next();
    const { CC, builds } = countingCompiler(0.1);
    const hosts = [1, 2, 3].map((pid) => testHost(cache, { CC }, pid));
    const libraries = await Promise.all(hosts.map(({ host }) => ensuredLibrary(source, host)));
    expect(new Set(libraries.map(({ file }) => file)).size).toBe(1);
    expect(builds()).toBe(1);
    const waiting = 'native code: another process is building it; waiting';
    expect(hosts.filter(({ notices }) => notices.includes(waiting))).toHaveLength(2);
  });

  test('that was damaged is built again where that is asked for', async () => {
    const source = next();
    const { host, notices } = testHost(ownFolder());
    const { file } = await ensuredLibrary(source, host);
    writeFileSync(file, 'x', { flag: 'a' });
    const partial = join(file, '..', `.model.c.${randomUUID()}.partial`);
    writeFileSync(partial, 'of a process that was killed');
    await expect(builtLibrary(source, host)).rejects.toThrow(/must have the hash of its record, \w+; got/);
    expect((await ensuredLibrary(source, host)).file).toBe(file);
    expect(notices[2]).toMatch(
      /^native backend: \S+ must have the hash of its record, \w+; got \w+; it is built again$/,
    );
    expect(runOf(file, source.abi)).toBe(7);
    expect(existsSync(partial)).toBe(false);
  });

  test.each([
    ['tells another number', () => handWritten(7, 8), /must have the ABI number 7; got 8$/],
    [
      'does not compile',
      () => ({ ...next(), text: '\nint broken = ;\n' }),
      /must compile the model; got .*error: expected/,
    ],
    [
      'lacks a function',
      () => ({ ...next(), text: 'int other;' }),
      /must be a library that can be loaded; got .*qcic_abi/,
    ],
  ])('that %s is refused in one sentence', { tags: 'full/compiler' }, async (_what, source, reason) => {
    const built = ensuredLibrary(source(), testHost(ownFolder()).host);
    await expect(built).rejects.toThrow(InputError);
    await expect(built).rejects.toThrow(reason);
    expect(await built.catch(({ message }) => message)).not.toContain('\n');
  });

  test('leaves the process its smallest numbers, whatever CC asks for', { tags: 'full/compiler' }, async () => {
    const { host } = testHost(ownFolder(), { CC: `${compiler} -funsafe-math-optimizations -ffast-math` });
    const source = next();
    expect(runOf((await ensuredLibrary(source, host)).file, source.abi)).toBe(7);
    const [smallest = 0] = Float64Array.of(Number.MIN_VALUE);
    expect(smallest * 1).toBeGreaterThan(0);
  });

  test('needs a compiler that succeeds', async () => {
    const { host } = testHost(ownFolder(), { CC: failingCompiler() });
    await expect(ensuredLibrary(next(), host)).rejects.toThrow(
      /^native backend: \S+ must compile the model; got model\.c:1: error: no such thing$/,
    );
  });

  test('needs a folder that can be written', async () => {
    const file = join(ownFolder(), 'file');
    writeFileSync(file, '');
    await expect(ensuredLibrary(next(), testHost(file).host)).rejects.toThrow(
      /^native backend: \S+ must be a folder that can be written; got/,
    );
  });
});

test('a library has another name for another text, vectors, options, system or compiler', () => {
  const source = handWritten(1);
  const { form } = source;
  const keys = [
    sourceKey(source, 'linux x64'),
    sourceKey({ ...source, text: `${source.text}\n` }, 'linux x64'),
    sourceKey({ ...source, form: { ...form, flags: ['-mavx2'] } }, 'linux x64'),
    sourceKey({ ...source, form: { ...form, name: 'AVX2' } }, 'linux x64'),
    sourceKey(source, 'linux arm64'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  const gcc = { command: 'cc', args: [], version: 'gcc 12.2.0' };
  expect(compilerKey(gcc)).not.toBe(compilerKey({ ...gcc, version: 'gcc 12.3.0' }));
  expect(compilerKey(gcc)).not.toBe(compilerKey({ ...gcc, args: ['-O1'] }));
  expect(compilerKey(gcc)).toBe(compilerKey({ ...gcc, command: '/usr/bin/cc' }));
});

test('one sentence where koffi is missing or refused', () => {
  const missing = () => {
    throw new Error("Cannot find module 'koffi'\nRequire stack:\n- here");
  };
  expect(() => foreignFunctions(missing)).toThrow(
    "native backend: package koffi must load; got Cannot find module 'koffi'",
  );
});
