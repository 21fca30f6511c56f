// Evidence: DuckDB 1.5.6, polars 0.26.1 and arrow-rs (parquet-wasm 0.8.0) read what the workbench writes, and write what it reads. The
// lines of docs/formats.md for DuckDB and Node are tried as they stand. Without these readers the tests are left out, and the title
// reports it; test/src/io/parquet holds files that they wrote before.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv, readTableFile } from '../../src/index.js';
import { root, runCli } from '../calibration/cli/run-cli.js';
import { readParquet } from '../src/io/parquet-cells.js';
import { missingReaders, openDuckDb, parquetWasm, polars } from './reader-packages.js';

const tables = ['patients', 'simulated/endpoints', 'simulated/visits', 'simulated/trajectories'];
const title =
  missingReaders === '' ? 'other readers of Parquet' : `other readers of Parquet (not here: ${missingReaders})`;

let cwd: string;
let before: string;
const snippets = async (language: string) => {
  const text = await readFile(`${root}docs/formats.md`, 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((found) => found[1]!);
};
const pathOf = (table: string) => join(cwd, `${table}.parquet`);
/** Cells as texts, empty where they are null, in the order of the file. */
const textsOf = (rows: readonly (readonly unknown[])[]) =>
  rows.map((cells) => cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell))));

beforeAll(async () => {
  before = process.cwd();
  cwd = await mkdtemp(join(tmpdir(), 'qcic-readers-'));
  for (const line of (await snippets('sh'))[0]!.trim().split('\n')) {
    const outcome = await runCli(line.split(' ').slice(1), { cwd });
    expect(outcome, line).toMatchObject({ code: 0 });
  }
  await runCli(['cohort', '--patients', '5', '--seed', '1', '--out', 'patients.csv'], { cwd });
  process.chdir(cwd);
}, 120_000);
afterAll(async () => {
  process.chdir(before);
  await rm(cwd, { recursive: true });
});

describe(title, () => {
  test.skipIf(openDuckDb === null)(
    'DuckDB reads every cell, nulls, types and metadata',
    { tags: 'full/studies' },
    async () => {
      const database = await openDuckDb!();
      for (const table of tables) {
        const csv = parseCsv(await readFile(join(cwd, `${table}.csv`), 'utf8'), table);
        const read = await database.runAndReadAll(`select * from '${pathOf(table)}'`);
        expect(textsOf(read.getRowsJS()), table).toEqual(csv.rows.map(({ cells }) => cells));
        const types = await database.runAndReadAll(`describe select * from '${pathOf(table)}'`);
        const { types: own, metadata } = await readParquet(pathOf(table));
        const names: Readonly<Record<string, string>> = { BYTE_ARRAY: 'VARCHAR', DOUBLE: 'DOUBLE', INT32: 'INTEGER' };
        expect(types.getRowObjectsJS().map(({ column_type: type }) => type)).toEqual(own.map((type) => names[type!]));
        const pairs = await database.runAndReadAll(
          `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${pathOf(table)}')`,
        );
        expect(Object.fromEntries(pairs.getRowObjectsJS().map(({ key, value }) => [key, value]))).toEqual(metadata);
      }
    },
  );

  test.skipIf(polars === undefined)('polars reads every cell', { tags: 'full/studies' }, async () => {
    for (const table of tables) {
      const csv = parseCsv(await readFile(join(cwd, `${table}.csv`), 'utf8'), table);
      const frame = polars!.readParquet(pathOf(table));
      expect(frame.columns).toEqual(csv.header);
      expect(textsOf(frame.rows()), table).toEqual(csv.rows.map(({ cells }) => cells));
    }
  });

  test.skipIf(polars === undefined || parquetWasm === undefined || openDuckDb === null)(
    'files that they write again have the cells of ours',
    { tags: 'full/studies' },
    async () => {
      const database = await openDuckDb!();
      const { WriterPropertiesBuilder, WriterVersion, Compression, readParquet: read, writeParquet } = parquetWasm!;
      for (const table of tables) {
        const csv = await readFile(join(cwd, `${table}.csv`), 'utf8');
        const again: string[] = [];
        for (const form of [
          'zstd, parquet_version v2',
          'gzip, row_group_size 2048',
          'brotli',
          'lz4_raw',
          'uncompressed',
        ]) {
          again.push(join(cwd, `duckdb-${again.length}.parquet`));
          await database.run(
            `copy (from '${pathOf(table)}') to '${again.at(-1)}' (format parquet, compression ${form})`,
          );
        }
        again.push(join(cwd, 'polars.parquet'));
        polars!.readParquet(pathOf(table)).writeParquet(again.at(-1)!, { compression: 'zstd', rowGroupSize: 2 });
        for (const [version, compression, dictionary] of [
          [WriterVersion.V1, Compression.ZSTD, true],
          [WriterVersion.V2, Compression.LZ4_RAW, false],
        ] as const) {
          const properties = new WriterPropertiesBuilder()
            .setWriterVersion(version)
            .setCompression(compression)
            .setDictionaryEnabled(dictionary)
            .setMaxRowGroupSize(3)
            .build();
          const bytes = writeParquet(read(new Uint8Array(await readFile(pathOf(table)))), properties);
          again.push(join(cwd, `arrow-rs-${version}.parquet`));
          await writeFile(again.at(-1)!, bytes);
        }
        for (const path of again) {
          const { text, readAs } = await readTableFile(path);
          expect(text === csv, `${table}, ${path}`).toBe(true);
          expect(readAs).toBe('read as Parquet');
        }
      }
    },
  );

  test.skipIf(openDuckDb === null)('the lines of the documentation for DuckDB', { tags: 'full/studies' }, async () => {
    const database = await openDuckDb!();
    const [counts, metadata, unit, copy] = await snippets('sql');
    const counted = (await database.runAndReadAll(counts!)).getRowObjectsJS();
    expect(counted.reduce((sum, { patients }) => sum + Number(patients), 0)).toBe(5);
    const keys = (await database.runAndReadAll(metadata!)).getRowObjectsJS().map(({ key }) => key);
    expect(keys).toContain('qcic:version');
    expect((await database.runAndReadAll(unit!)).getRowObjectsJS()).toEqual([{ unit: 'cell/L' }]);
    await database.run(copy!);
    const args = ['--patients', 'chosen.parquet', '--arms', 'tas102', '--days', '56', '--out', 'chosen'];
    expect(await runCli(['simulate', ...args], { cwd })).toMatchObject({ code: 0 });
  });

  test.skipIf(polars === undefined)('the lines of the documentation for Node', { tags: 'full/studies' }, async () => {
    const folder = process.env.QCIC_READERS!;
    await mkdir(join(cwd, 'node_modules'));
    await symlink(join(folder, 'node_modules', 'nodejs-polars'), join(cwd, 'node_modules', 'nodejs-polars'));
    await symlink(join(root, 'node_modules', 'hyparquet'), join(cwd, 'node_modules', 'hyparquet'));
    const outputs = [];
    for (const [place, lines] of (await snippets('js')).entries()) {
      await writeFile(join(cwd, `lines-${place}.mjs`), lines);
      const { status, stdout, stderr } = spawnSync(process.execPath, [`lines-${place}.mjs`], { cwd, encoding: 'utf8' });
      expect(status === 0 ? '' : stderr).toBe('');
      outputs.push(stdout);
    }
    expect(outputs).toEqual([expect.stringContaining("'tri_day56'"), 'tas102 cell/L\n']);
  });
});
