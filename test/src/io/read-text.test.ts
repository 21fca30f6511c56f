import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { mostBytes } from '../../../src/io/most-bytes.js';
import { readText } from '../../../src/io/read-text.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-text-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('gives the content to the letter, byte order mark included', async () => {
  const path = join(folder, 'a.txt');
  await writeFile(path, '\ufeffé\r\n');
  expect(await readText(path)).toBe('\ufeffé\r\n');
});

test('a missing file, a folder, a device, a pipe, a huge file and bytes that are not UTF-8 are named', async () => {
  const missing = join(folder, 'none.txt');
  await expect(readText(missing)).rejects.toThrow(`${missing}: must be a readable file; got ENOENT`);
  await expect(readText(missing)).rejects.toBeInstanceOf(InputError);
  await expect(readText(folder)).rejects.toThrow(`${folder}: must be a regular file; got a folder`);
  await expect(readText('/dev/zero')).rejects.toThrow('/dev/zero: must be a regular file; got a device');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(readText(pipe)).rejects.toThrow(`${pipe}: must be a regular file; got a pipe`);
  const large = join(folder, 'large.txt');
  await writeFile(large, '');
  await truncate(large, 5 * 1024 ** 3);
  await expect(readText(large)).rejects.toThrow(`${large}: must have at most 256 MiB; got 5120 MiB`);
  await expect(readText('a\0b')).rejects.toThrow('a\0b: must be a path; got one with the character U+0000');
  await expect(readText('a\0b')).rejects.toBeInstanceOf(InputError);
  await truncate(large, 1.5 * 1024 ** 2);
  await expect(readText(large, mostBytes.configuration)).rejects.toThrow('must have at most 1 MiB; got 1.5 MiB');
  const latin = join(folder, 'latin.txt');
  await writeFile(latin, Uint8Array.of(0x65, 0xe9, 0x0a));
  await expect(readText(latin)).rejects.toThrow(
    `${latin}: must be UTF-8 text; got bytes of another encoding; save it as UTF-8`,
  );
});

test.each([
  ['a spreadsheet (.xlsx, .ods) or another zip archive; save the sheet as CSV', Buffer.from('PK\u0003\u0004rest')],
  ['a spreadsheet (.xls) or another Office document; save the sheet as CSV', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a gzip archive; unpack it first', Buffer.from('1f8b0800', 'hex')],
  ['UTF-16 text; save it as UTF-8', Buffer.from('\ufefftrial,n\n', 'utf16le')],
  ['UTF-16 text; save it as UTF-8', Buffer.from('trial,n\n', 'utf16le')],
  ['a binary file', Buffer.from('a long line of text with one \u0000 in it')],
])('names what is no text: %s', async (kind, bytes) => {
  const path = join(folder, 'a.csv');
  await writeFile(path, bytes);
  await expect(readText(path)).rejects.toThrow(new InputError(`${path}: must be UTF-8 text; got ${kind}`));
});
