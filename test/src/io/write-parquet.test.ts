// Evidence: an independent reader (hyparquet 1.31.5) gives the cells back.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CsvCell } from '../../../src/io/csv.js';
import { numberColumn, textColumn, wholeNumberColumn } from '../../../src/io/described-column.js';
import { writeParquetFile } from '../../../src/io/write-parquet.js';
import { writeTableFiles } from '../../../src/io/write-table.js';
import { parquetCells, readParquet } from './parquet-cells.js';

const columns = [
  textColumn('schedule', 'name of the schedule'),
  numberColumn('dose', 'mg', 'dose of a day'),
  wholeNumberColumn('day', 'day', 'day of the dose'),
  numberColumn('empty', '1', 'never there'),
];
const rows: readonly (readonly CsvCell[])[] = [
  ['α, "quoted"', 280, 0, null],
  ['=1+1', -0.1, -(2 ** 31), null],
  [null, 5e-324, 2 ** 31 - 1, null],
  ['', 0.1 + 0.2, null, null],
];
const metadata = [{ key: 'qcic:seed', value: 'α' }];

let folder: string;
const pathOf = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-parquet-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('writeParquetFile', () => {
  it('writes text as strings, numbers to the last bit, whole numbers as integers, empty cells as nulls, and metadata', async () => {
    await writeParquetFile(pathOf('a.parquet'), { columns, rows }, metadata);
    const read = await readParquet(pathOf('a.parquet'));
    expect(read.rows).toEqual(rows);
    expect(read.header).toEqual(['schedule', 'dose', 'day', 'empty']);
    expect(read.types).toEqual(['BYTE_ARRAY', 'DOUBLE', 'INT32', 'DOUBLE']);
    expect(read.metadata).toEqual({ 'qcic:seed': 'α' });
  });

  it('writes -0 as 0, as CSV has it', async () => {
    const of = [numberColumn('x', '1', 'a number')];
    await writeParquetFile(pathOf('zero.parquet'), { columns: of, rows: [[-0]] }, []);
    expect(Object.is((await readParquet(pathOf('zero.parquet'))).rows[0]![0], 0)).toBe(true);
  });

  it('takes columns of any name, and tables without rows', async () => {
    const names = ['__proto__', 'constructor', 'a.b'];
    const of = names.map((name) => numberColumn(name, '1', 'a number'));
    await writeParquetFile(pathOf('names.parquet'), { columns: of, rows: [] }, []);
    expect(await readParquet(pathOf('names.parquet'))).toMatchObject({ header: names, rows: [], groups: 0 });
  });

  it('gives the same bytes for the same table, and divides a long one into groups of rows', async () => {
    const of = [textColumn('name', 'a name'), numberColumn('x', '1', 'a number')];
    const many = function* () {
      for (let row = 0; row < 501; row++) yield [`p${row % 7}`, row % 3 === 0 ? null : row / 8];
    };
    await writeParquetFile(pathOf('b.parquet'), { columns: of, rows: many() }, metadata, 400);
    await writeParquetFile(pathOf('c.parquet'), { columns: of, rows: many() }, metadata, 400);
    expect((await readFile(pathOf('b.parquet'))).equals(await readFile(pathOf('c.parquet')))).toBe(true);
    const read = await readParquet(pathOf('b.parquet'));
    expect(read.groups).toBe(3);
    expect(read.rows).toHaveLength(501);
    for (const row of [0, 1, 199, 200, 500]) {
      expect(read.rows[row]).toEqual([`p${row % 7}`, row % 3 === 0 ? null : row / 8]);
    }
  });

  it.each<[string, readonly CsvCell[]]>([
    ['a row must have 4 cells; got 1', ['x']],
    ['Parquet.schedule: a cell must be a text; got 1', [1, 1, 1, 1]],
    ['Parquet.dose: a cell must be a number; got "1"', ['x', '1', 1, 1]],
    ['Parquet.dose: must be a finite number; got NaN', ['x', Number.NaN, 1, 1]],
    ['Parquet.day: must be a whole number; got 0.5', ['x', 1, 0.5, 1]],
    ['Parquet.day: must be a whole number; got 2147483648', ['x', 1, 2 ** 31, 1]],
  ])('refuses a row that is not as the columns state: %s', async (message, cells) => {
    const before = await readdir(folder);
    await expect(writeParquetFile(pathOf('no.parquet'), { columns, rows: [cells] }, [])).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual(before);
  });

  it('names a folder that is not there', async () => {
    await expect(writeParquetFile(pathOf('none/a.parquet'), { columns, rows }, [])).rejects.toThrow(
      'must be a writable file in an existing folder; got ENOENT',
    );
  });
});

describe('writeTableFiles', () => {
  it('writes the cells of both files from rows that are drawn once', async () => {
    const once = (function* () {
      yield* rows;
    })();
    await writeTableFiles(pathOf('d.csv'), { columns, rows: once }, { path: pathOf('d.parquet'), metadata });
    const cells = await parquetCells(pathOf('d.parquet'));
    expect(await readFile(pathOf('d.csv'), 'utf8')).toBe(
      'schedule,dose,day,empty\n"α, ""quoted""",280,0,\n\'=1+1,-0.1,-2147483648,\n,5e-324,2147483647,\n,0.30000000000000004,,\n',
    );
    expect(cells.slice(1)).toEqual(rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
  });
});
