// Evidence: laws.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderNames } from '../../../calibration/engine/queue/shared-folder.js';
import { sharedFiles } from '../../../calibration/store/shared-files.js';
import { DataError, InputError } from '../../../src/index.js';

const bytes = Uint8Array.of(0, 1, 255);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shared-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('sharedFiles', () => {
  it.each([
    folderNames.token('0123456789abcdef', '01234567-89ab-cdef'),
    folderNames.shared('0123456789abcdef', 'ab'.repeat(32)),
    folderNames.result('0123456789abcdef', '01234567-89ab-cdef'),
  ])('reads what was written, and nothing else is in the folder: %s', async (name) => {
    const files = await sharedFiles(folder);
    await files.write(name, bytes);
    expect([...(await files.read(name))]).toEqual([...bytes]);
    expect(await readdir(folder)).toEqual([name]);
    await files.write(name, new Uint8Array());
    expect([...(await files.read(name))]).toEqual([]);
    await files.remove(name);
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes the bytes of a view, and no others', async () => {
    const files = await sharedFiles(folder);
    await files.write('a.shared', Uint8Array.of(1, 2, 3, 4).subarray(1, 3));
    expect([...(await readFile(join(folder, 'a.shared')))]).toEqual([2, 3]);
  });

  it('makes the folder with those above it, and takes one that is there', async () => {
    const deep = join(folder, 'of', 'all');
    await (await sharedFiles(deep)).write('a.token', bytes);
    expect([...(await (await sharedFiles(deep)).read('a.token'))]).toEqual([...bytes]);
  });

  it('shows two processes the same files', async () => {
    const [run, worker] = [await sharedFiles(folder), await sharedFiles(`${folder}/`)];
    await run.write('a.token', bytes);
    expect([...(await worker.read('a.token'))]).toEqual([...bytes]);
    await worker.remove('a.token');
    await expect(run.read('a.token')).rejects.toBeInstanceOf(DataError);
  });

  it('refuses what cannot be a folder', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    for (const invalid of [path, join(path, 'below')]) {
      await expect(sharedFiles(invalid)).rejects.toBeInstanceOf(InputError);
      await expect(sharedFiles(invalid)).rejects.toThrow(
        `--engine-folder: must be a folder that can be written; got ${invalid}: Error: E`,
      );
    }
  });

  it('says of a file that is not there, or is none, that it cannot be read', async () => {
    const files = await sharedFiles(folder);
    await mkdir(join(folder, 'b.shared'));
    for (const name of ['a.shared', 'b.shared']) {
      await expect(files.read(name)).rejects.toBeInstanceOf(DataError);
      await expect(files.read(name)).rejects.toThrow(
        `${join(folder, name)}: must be a file that can be read; got Error: E`,
      );
    }
  });

  it('says of a folder that has gone that it cannot be written', async () => {
    const below = join(folder, 'below');
    const files = await sharedFiles(below);
    await rm(below, { recursive: true });
    await expect(files.write('a.shared', bytes)).rejects.toBeInstanceOf(InputError);
  });

  it('removes all files of one run, and no other', async () => {
    const files = await sharedFiles(join(folder, 'of-runs'));
    for (const name of ['run1-a.result', 'run1-b.shared', 'run2-a.result']) await files.write(name, bytes);
    await files.removeAll('run1-');
    await expect(files.read('run1-a.result')).rejects.toBeInstanceOf(DataError);
    await expect(files.read('run1-b.shared')).rejects.toBeInstanceOf(DataError);
    expect([...(await files.read('run2-a.result'))]).toEqual([...bytes]);
  });

  it('removes a file that is not there without an error', async () => {
    await expect((await sharedFiles(folder)).remove('a.shared')).resolves.toBeUndefined();
  });

  it.each([
    '',
    '.',
    '..',
    'a',
    '.token',
    'a.',
    'a.b.token',
    '../a.token',
    'below/a.token',
    '/etc/a.token',
    'below\\a.token',
    'a.token\n',
    'a\0.token',
    'a b.token',
    'ä.token',
    'a.Token',
  ])('neither reads, writes nor removes what is no plain name: %j', async (name) => {
    const files = await sharedFiles(join(folder, 'own'));
    await writeFile(join(folder, 'a.token'), 'of another');
    const message = `shared file: must have a plain name; got '${name}'`;
    for (const method of ['write', 'read', 'remove'] as const) {
      const refused = async () => files[method](name, bytes);
      await expect(refused()).rejects.toThrow(new DataError(message));
    }
    expect(await readFile(join(folder, 'a.token'), 'utf8')).toBe('of another');
    expect(await readdir(join(folder, 'own'))).toEqual([]);
  });

  it.each(['write', 'read', 'remove'] as const)('rejects a name, and throws nothing: %s', async (method) => {
    const files = await sharedFiles(folder);
    await expect(files[method]('../a.token', bytes)).rejects.toBeInstanceOf(DataError);
  });
});
