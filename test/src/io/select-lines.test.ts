import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { InputError, selectLines, sha256 } from '../../../src/index.js';

it('selectLines gives the wanted lines in order, and the hash of the whole file however it is cut', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qcic-lines-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'long.csv');
  // Longer than what is read at once, with a character of several bytes on every line
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index},\u00e4${'x'.repeat(index % 17)}`);
  for (const text of [`${lines.join('\n')}\n`, lines.join('\n')]) {
    await writeFile(path, text);
    const { lines: found, digest } = await selectLines(path, (_, index) => index % 7 === 0);
    expect(found).toEqual(lines.filter((_, index) => index % 7 === 0));
    expect(digest).toBe(sha256(text));
  }
});

it('a file that is not there is named', async () => {
  await expect(selectLines('/nowhere/a.csv', () => true)).rejects.toThrow(InputError);
});
