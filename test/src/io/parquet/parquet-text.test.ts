// Evidence: files by DuckDB 1.5.6, polars 0.26.1 and arrow-rs (parquet-wasm 0.8.0) whose cells are closed forms (foreign-files.ts); for
// our own files the CSV text of the same table; for damaged ones that nothing but a DataError is thrown.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/errors.js';
import { type CsvCell, toCsv } from '../../../../src/io/csv.js';
import { numberColumn, textColumn, wholeNumberColumn } from '../../../../src/io/described-column.js';
import { parquetText } from '../../../../src/io/parquet/parquet-text.js';
import { writeParquetFile } from '../../../../src/io/write-parquet.js';
import { randomStream } from '../../../../src/random/streams.js';
import { foreignFile, foreignFiles, foreignText } from './foreign-files.js';

let folder: string;
let own: Uint8Array;
const columns = [
  textColumn('id;x', 'a name with a separator'),
  numberColumn('x', '1', 'numbers of every size'),
  wholeNumberColumn('day', 'day', 'days'),
];
const texts = ['α', '=1+1', "'=2", 'a,b', 'line\nbreak', ''];
const rows: readonly (readonly CsvCell[])[] = Array.from({ length: 500 }, (_, row) => [
  row % 11 === 0 ? null : texts[row % texts.length]!,
  row % 7 === 0 ? null : (row - 250) * 10 ** ((row % 60) - 30),
  row % 5 === 0 ? null : row - 250,
]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-parquet-text-'));
  const path = join(folder, 'own.parquet');
  await writeParquetFile(path, { columns, rows }, [{ key: 'a', value: 'b' }], 600);
  own = new Uint8Array(await readFile(path));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('parquetText', () => {
  test.each(Object.keys(foreignFiles))('reads the cells of %s', async (name) => {
    const { text, omission } = await parquetText(foreignFile(name), 'f.parquet');
    expect(text).toBe(foreignText(foreignFiles[name]!));
    const nested = name.startsWith('duckdb') ? 'left out, as they are no columns of cells: list, struct' : null;
    expect(omission).toBe(nested);
  });

  test('reads our own files as the CSV text of the same table', async () => {
    const { text } = await parquetText(own, 'f.parquet');
    const header = columns.map(({ name }) => name);
    expect(text).toBe(toCsv(header, rows).replace('id;x', '"id;x"'));
  });

  test.each([
    ['a file without the footer at its end, as if cut off', (bytes: Uint8Array) => bytes.subarray(0, 200)],
    ['a file without the footer at its end, as if cut off', (bytes: Uint8Array) => bytes.subarray(0, 5)],
    ['a footer that is longer than the file', (bytes: Uint8Array) => withFooterLength(bytes, 2 ** 31)],
    ['a file without columns', (bytes: Uint8Array) => withFooterLength(bytes, 40)],
  ])('refuses %s', async (got, damage) => {
    await expect(parquetText(damage(own), 'f.parquet')).rejects.toThrow(
      `f.parquet: must be a whole Parquet file; got ${got}`,
    );
  });

  test('damaged files are refused as such, in little time and memory', async () => {
    await damageAll(12);
  });

  test('hundreds of damaged files are refused as such', { tags: 'full/inputs' }, async () => {
    await damageAll(150);
  });
});

function withFooterLength(bytes: Uint8Array, length: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(copy.length - 8, length, true);
  return copy;
}

/** A hundred times what a file of 30 kB takes. */
const MOST_MILLISECONDS = 10_000;
const MOST_BYTES = 2 ** 30;

/** Damages every file so many times, at places by a seed: a byte, a few of them, the end, or the footer. */
async function damageAll(times: number): Promise<void> {
  const files = [['own', own] as const, ...Object.keys(foreignFiles).map((name) => [name, foreignFile(name)] as const)];
  let refused = 0;
  for (const [name, bytes] of files) {
    const random = randomStream({ seed: 'damaged Parquet', streamName: name, index: 0 });
    const below = (most: number) => Math.floor(random() * most);
    for (let time = 0; time < times; time++) {
      const copy = time % 7 === 0 ? bytes.slice(0, below(bytes.length)) : bytes.slice();
      const from = time % 3 === 0 ? Math.max(0, copy.length - 2500) : 0;
      for (let place = 0; place <= time % 4; place++) {
        copy[from + below(copy.length - from)] = [0, 0xff, 0x80, below(256)][below(4)]!;
      }
      const begun = performance.now();
      try {
        await parquetText(copy, 'f.parquet');
      } catch (cause) {
        expect(cause, `${name}, ${time}`).toBeInstanceOf(DataError);
        refused++;
      }
      expect(performance.now() - begun, `${name}, ${time}`).toBeLessThan(MOST_MILLISECONDS);
      expect(process.memoryUsage().arrayBuffers, `${name}, ${time}`).toBeLessThan(MOST_BYTES);
    }
  }
  expect(refused).toBeGreaterThan((files.length * times) / 4);
}
