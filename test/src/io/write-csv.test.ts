import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { toCsv } from '../../../src/io/csv.js';
import { writeCsvFile } from '../../../src/io/write-csv.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-csv-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const rowsOf = (count: number) => Array.from({ length: count }, (_, row) => [`patient "${row}"`, row / 7, null]);

describe('writeCsvFile', () => {
  test.each([0, 1, 20_000])('writes the same bytes as toCsv, for %i rows', async (count) => {
    const path = join(folder, 'a.csv');
    await writeCsvFile(path, ['a', 'b', 'c'], rowsOf(count));
    expect(await readFile(path, 'utf8')).toBe(toCsv(['a', 'b', 'c'], rowsOf(count)));
  });

  test('draws rows only as fast as the disk takes them', async () => {
    // Blocks in flight: a few buffers of the streams, 64 kB each. Drawing ahead without limit would reach all 40 MB.
    const path = join(folder, 'a.csv');
    let drawn = 0;
    let mostAhead = 0;
    const written = async () => {
      const [name] = await readdir(folder);
      return name === undefined ? 0 : (await readFile(join(folder, name))).length;
    };
    async function* rows() {
      for (let row = 0; row < 400; row++) {
        if (row % 20 === 0) mostAhead = Math.max(mostAhead, drawn - (await written()));
        drawn += 100_000;
        yield ['x'.repeat(99_999)];
      }
    }
    await writeCsvFile(path, ['a'], rows());
    expect((await readFile(path)).length).toBe(2 + 400 * 100_000);
    expect(mostAhead).toBeLessThan(10_000_000);
  });

  test('a number that is not finite leaves no file', async () => {
    const attempt = writeCsvFile(join(folder, 'a.csv'), ['a'], [[1], [Number.NaN]]);
    await expect(attempt).rejects.toBeInstanceOf(InternalError);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a missing folder is named', async () => {
    const path = join(folder, 'none', 'a.csv');
    await expect(writeCsvFile(path, ['a'], [])).rejects.toThrow(`${path}: must be a writable file`);
  });
});
