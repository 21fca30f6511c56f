// Evidence: XDG Base Directory Specification · laws.
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, isCacheEmpty, makePrivateFolder } from '../../../calibration/native/cache-folder.js';
import { InputError } from '../../../src/index.js';
import { ownFolder } from './native-host.js';

test.each([
  [{}, join(homedir(), '.cache/qcic-workbench/native')],
  [{ XDG_CACHE_HOME: '/caches' }, '/caches/qcic-workbench/native'],
  // The specification has relative paths ignored
  [{ XDG_CACHE_HOME: 'caches' }, join(homedir(), '.cache/qcic-workbench/native')],
  [{ XDG_CACHE_HOME: '/caches', QCIC_NATIVE_CACHE: '/mine' }, '/mine'],
  [{ QCIC_NATIVE_CACHE: 'mine' }, resolve('mine')],
  [{ QCIC_NATIVE_CACHE: '' }, join(homedir(), '.cache/qcic-workbench/native')],
])('the cache of %o is %s', (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});

test('a new folder is closed to other users, whatever the mask', async () => {
  const folder = join(ownFolder(), 'a', 'b');
  await makePrivateFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await makePrivateFolder(folder);
  expect(await isCacheEmpty({ QCIC_NATIVE_CACHE: folder })).toBe(true);
  mkdirSync(join(folder, 'c'));
  expect(await isCacheEmpty({ QCIC_NATIVE_CACHE: folder })).toBe(false);
  expect(await isCacheEmpty({ QCIC_NATIVE_CACHE: join(folder, 'none') })).toBe(true);
});

test('refuses a folder that others may write to', async () => {
  const folder = ownFolder();
  chmodSync(folder, 0o770);
  await expect(makePrivateFolder(folder)).rejects.toThrow(
    /^native backend: \S+ must belong to user \d+ and be writable for no one else, because its code is run; got access 770$/,
  );
});

test('refuses a path that cannot be a folder', async () => {
  const file = join(ownFolder(), 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'inner')]) {
    await expect(makePrivateFolder(path)).rejects.toThrow(InputError);
    await expect(makePrivateFolder(path)).rejects.toThrow(
      /^native backend: \S+ must be a folder that can be written; got (EEXIST|ENOTDIR)$/,
    );
  }
});
