// Evidence: the same commands on the CSV file of the same table.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CsvCell, numberColumn, parseCsv, textColumn, writeParquetFile } from '../../../../src/index.js';
import { jsonOf, runCli } from '../run-cli.js';

let cwd: string;
const run = (...args: readonly string[]) => runCli(args, { cwd });
const textOf = (...path: readonly string[]) => readFile(join(cwd, ...path), 'utf8');

function cellsOfTable(text: string): string[][] {
  const { header, rows } = parseCsv(text, 'table');
  return [[...header], ...rows.map(({ cells }) => [...cells])];
}

/** Writes the cells of a CSV file as Parquet: numbers where all cells of a column are. */
async function toParquet(name: string, change: (cells: string[], row: number) => void = () => {}): Promise<string> {
  const [header = [], ...rows] = cellsOfTable(await textOf(`${name}.csv`));
  rows.forEach(change);
  const isNumber = header.map((_, column) =>
    rows.every((cells) => cells[column] === '' || !Number.isNaN(Number(cells[column]))),
  );
  const columns = header.map((title, column) =>
    isNumber[column] ? numberColumn(title, '1', 'a number') : textColumn(title, 'a text'),
  );
  const cellOf = (cell: string, column: number): CsvCell => {
    if (cell === '') return null;
    return isNumber[column] ? Number(cell) : cell;
  };
  const path = join(cwd, `${name}.parquet`);
  await writeParquetFile(path, { columns, rows: rows.map((cells) => cells.map(cellOf)) }, []);
  return path;
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-parquet-input-'));
  await run('cohort', '--patients', '3', '--seed', '1', '--out', 'patients.csv');
  await run('cohort', '--patients', '3', '--seed', '1', '--out', 'patients.parquet');
  const rows = Array.from({ length: 60 }, (_, i) => {
    const marker = i % 13 === 5 ? '' : String(Math.sin(i) + (i % 2));
    return `${marker},${i % 2},${(i * 7) % 50},${i % 3 === 0 ? 0 : 1},${i % 2 === 0 ? 'a' : 'b, c'}`;
  });
  await writeFile(
    join(cwd, 'table.csv'),
    `th1,response,months,died,arm\n${rows.join('\n').replace(/b, c/g, '"b, c"')}\n`,
  );
  await toParquet('table');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('a Parquet file in place of a CSV file', () => {
  test('qcic simulate gives the same endpoints, and states how the file was read', async () => {
    for (const kind of ['csv', 'parquet']) {
      const args = ['--arms', 'tas102', '--days', '56', '--out', kind];
      expect((await run('simulate', '--patients', `patients.${kind}`, ...args)).code).toBe(0);
    }
    expect(await textOf('parquet', 'endpoints.csv')).toBe(await textOf('csv', 'endpoints.csv'));
    const digest = createHash('sha256')
      .update(await readFile(join(cwd, 'patients.parquet')))
      .digest('hex');
    expect(await jsonOf(join(cwd, 'parquet', 'manifest.json'))).toMatchObject({
      inputs: [{ path: 'patients.parquet', sha256: digest, read_as: 'read as Parquet' }],
    });
  });

  // Folds are drawn by the name of the table: the files have the same one, and are known by their content
  test('qcic roc and qcic survival give the same results', async () => {
    const quick = ['--folds', '2', '--repeats', '1', '--bootstrap', '0', '--permutations', '0', '--missing', 'drop'];
    const marker = ['--label', 'response', '--markers', 'th1', ...quick];
    const survival = ['--time', 'months', '--event', 'died', '--group', 'arm'];
    for (const kind of ['csv', 'parquet']) {
      const place = join(cwd, `as-${kind}`);
      await mkdir(place);
      await copyFile(join(cwd, `table.${kind}`), join(place, 'table.csv'));
      const study = (...args: readonly string[]) => runCli([...args, '--table', 'table.csv'], { cwd: place });
      expect(await study('roc', ...marker, '--out', 'roc')).toMatchObject({ code: 0 });
      expect(await study('survival', ...survival, '--out', 'survival')).toMatchObject({ code: 0 });
    }
    const plain = (text: string) => text.replace(/"sha256": "[0-9a-f]+"/, '');
    for (const file of ['roc/roc.json', 'survival/survival.json', 'survival/curves.csv']) {
      expect(plain(await textOf('as-parquet', file))).toBe(plain(await textOf('as-csv', file)));
    }
  });

  test('cells meet the checks of a CSV file, with the line that they have there', async () => {
    await writeFile(join(cwd, 'wrong.csv'), await textOf('patients.csv'));
    await toParquet('wrong', (cells, row) => {
      if (row === 1) cells[7] = '-0.5';
      if (row === 2) cells[8] = '';
    });
    const { code, stderr } = await run('simulate', '--patients', 'wrong.parquet', '--arms', 'placebo', '--out', 'no');
    expect(code).toBe(2);
    expect(stderr).toContain("wrong.parquet (as CSV):3: column beta_X2: must be a number ≥ 0; got '-0.5'");
    expect(stderr).toContain('wrong.parquet (as CSV):4: column beta_X3: must be a number ≥ 0; got an empty cell');
  });

  test('damaged files, and files of that name with other content, end with a message', async () => {
    const bytes = await readFile(join(cwd, 'patients.parquet'));
    await writeFile(join(cwd, 'cut.parquet'), bytes.subarray(0, 500));
    await writeFile(join(cwd, 'named.parquet'), await textOf('patients.csv'));
    const messages = {
      'cut.parquet': 'must be a whole Parquet file; got a file without the footer at its end, as if cut off',
      'named.parquet': 'must be a Parquet file, as its name states; got other content',
    };
    for (const [name, message] of Object.entries(messages)) {
      const { code, stderr } = await run('simulate', '--patients', name, '--arms', 'placebo', '--out', 'no');
      expect(stderr).toBe(`error: ${name}: ${message}\n`);
      expect(code).toBe(2);
    }
  });
});
