// Evidence: the CSV files of the same command, by an independent reader (hyparquet 1.31.5), and the manifest.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parquetCells, readParquet } from '../../../src/io/parquet-cells.js';
import { cellsOf, jsonOf, runCli } from '../run-cli.js';

const written = ['--visits', '--trajectories', '--parquet'];

interface ListedFiles {
  readonly version: string;
  readonly inputs: readonly object[];
  readonly files: readonly { readonly path: string; readonly sha256: string | null }[];
}

let cwd: string;
const simulate = (...message: readonly string[]) => runCli(['simulate', '--days', '56', ...message], { cwd });
const manifestOf = async (folder: string) => (await jsonOf(join(cwd, folder, 'manifest.json'))) as ListedFiles;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-simulate-parquet-'));
  await runCli(['cohort', '--patients', '2', '--seed', '3', '--out', 'patients.csv'], { cwd });
  const arms = ['--arms', 'placebo,tas102'];
  await simulate('--patients', 'patients.csv', ...arms, ...written, '--out', 'all');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic simulate --parquet', () => {
  test.each(['endpoints', 'visits', 'trajectories'])(
    '%s.parquet has the cells of the CSV file, units and origin',
    async (table) => {
      const path = join(cwd, 'all', `${table}.parquet`);
      expect(await parquetCells(path)).toEqual(await cellsOf(join(cwd, 'all', `${table}.csv`)));
      const { header: names, types, metadata } = await readParquet(path);
      const columns = JSON.parse(metadata['qcic:columns']!);
      expect(Object.keys(columns)).toEqual(names);
      for (const { description } of Object.values<{ description: string }>(columns)) expect(description).not.toBe('');
      expect(metadata).toMatchObject({
        'qcic:table': table,
        'qcic:command': `qcic simulate --days 56 --patients patients.csv --arms placebo,tas102 ${written.join(' ')}`,
      });
      const { files, inputs, version } = await manifestOf('all');
      expect(metadata['qcic:version']).toBe(version);
      expect(JSON.parse(metadata['qcic:inputs']!)).toEqual(inputs);
      const digest = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(files.find((file) => file.path === `${table}.parquet`)?.sha256).toBe(digest);
      if (table === 'trajectories') {
        expect(columns.T8_C).toEqual({
          unit: 'cell/L',
          description: 'CD8+ cytotoxic T lymphocyte (CTL), tumor microenvironment',
        });
        expect(types.slice(0, 4)).toEqual(['BYTE_ARRAY', 'BYTE_ARRAY', 'INT32', 'DOUBLE']);
      }
    },
  );

  test('--resume adds Parquet to a finished simulation, and keeps it listed when it is not asked for again', {
    tags: 'full/studies',
  }, async () => {
    const message = ['--patients', 'patients.csv', '--arms', 'placebo', '--out', 'added'];
    const listed = async () => {
      const { files } = await manifestOf('added');
      return new Map(files.map(({ path, sha256 }) => [path, sha256]));
    };
    await simulate(...message);
    expect((await listed()).has('endpoints.parquet')).toBe(false);
    expect((await simulate(...message, '--resume', '--parquet')).code).toBe(0);
    const hash = (await listed()).get('endpoints.parquet');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await simulate(...message, '--resume');
    expect((await listed()).get('endpoints.parquet')).toBe(hash);
    await simulate(...message, '--force');
    expect(await readdir(join(cwd, 'added'))).not.toContain('endpoints.parquet');
  });
});
