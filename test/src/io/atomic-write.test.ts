import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError, InternalError } from '../../../src/errors.js';
import { replaceFile, writeFileAtomically } from '../../../src/io/atomic-write.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-write-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('writeFileAtomically', () => {
  test('the file holds the content and nothing else is left in the folder', async () => {
    const path = join(folder, 'a.txt');
    await writeFileAtomically(path, 'first');
    await writeFileAtomically(path, 'second é\n');
    expect(await readFile(path, 'utf8')).toBe('second é\n');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  test('bytes of a part of a buffer are written, and no others', async () => {
    const path = join(folder, 'a.bin');
    await writeFileAtomically(path, Float64Array.of(1, 2, 3).subarray(1, 2));
    expect([...new Uint8Array(await readFile(path))]).toEqual([0, 0, 0, 0, 0, 0, 0, 0x40]);
  });

  test('writers of one path at the same time leave one whole content', async () => {
    const path = join(folder, 'a.txt');
    const contents = ['x', 'y', 'z'].map((letter) => letter.repeat(200_000));
    await Promise.all(contents.map((content) => writeFileAtomically(path, content)));
    expect(contents).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  test('a missing folder, a file in place of the folder and a folder in place of the file are named', async () => {
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'sub', 'inner'), { recursive: true });
    for (const [path, code] of [
      [join(folder, 'none', 'a.txt'), 'ENOENT'],
      [join(folder, 'file', 'a.txt'), 'ENOTDIR'],
      [join(folder, 'sub'), 'EISDIR'],
    ] as const) {
      const attempt = writeFileAtomically(path, 'x');
      await expect(attempt).rejects.toBeInstanceOf(InputError);
      await expect(attempt).rejects.toThrow(`${path}: must be a writable file in an existing folder; got ${code}`);
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'sub']);
  });
});

describe('replaceFile', () => {
  test('an error of the writer passes through, the old content stays and nothing is left over', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    const attempt = replaceFile(path, async (temporaryPath) => {
      await writeFile(temporaryPath, 'half');
      throw new InternalError('the writer: must finish; got stuck');
    });
    await expect(attempt).rejects.toBeInstanceOf(InternalError);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });
});
