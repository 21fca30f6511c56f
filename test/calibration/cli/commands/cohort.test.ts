// Evidence: the contract of the table, and the command against the library in this process.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  heterogeneityParameterNames,
  heterogeneityParameters,
  normalScoreCorrelation,
  sampleCohort,
  streamNames,
  uniformDesign,
  withCorrelations,
} from '../../../../src/index.js';
import { parquetCells, readParquet } from '../../../src/io/parquet-cells.js';
import { writeFinishedStudy } from '../../store/listed-files.js';
import { cellsOf, runCli, twoAtATime } from '../run-cli.js';

let cwd: string;
const cohort = (...message: readonly string[]) => runCli(['cohort', ...message], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-cohort-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic cohort', () => {
  test('writes the asked number of patients inside the published ranges, and the same ones for the same seed', async () => {
    const [zero, again, other, plain] = await twoAtATime([
      () => cohort('--patients', '7', '--seed', '0', '--out', 'zero.csv'),
      () => cohort('--patients', '7', '--seed', '0', '--out', 'again.csv'),
      () => cohort('--patients', '7', '--seed', '1', '--out', 'other.csv'),
      () => cohort('--patients', '7', '--seed', '0', '--design', 'random', '--out', 'plain.csv'),
    ]);
    for (const outcome of [zero, again, other, plain]) expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(zero?.stdout).toBe('7 patients: zero.csv\n');
    const textOf = (name: string) => readFile(join(cwd, name), 'utf8');
    expect(await textOf('again.csv')).toBe(await textOf('zero.csv'));
    expect(await textOf('other.csv')).not.toBe(await textOf('zero.csv'));
    expect(await textOf('plain.csv')).not.toBe(await textOf('zero.csv'));

    const [header = [], ...rows] = await cellsOf(join(cwd, 'zero.csv'));
    expect(header).toEqual(['patient', ...heterogeneityParameterNames]);
    expect(rows.map(([patient]) => patient)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    heterogeneityParameterNames.forEach((name, index) => {
      const { min, max } = heterogeneityParameters[name];
      for (const row of rows) {
        expect(Number(row[index + 1])).toBeGreaterThanOrEqual(min);
        expect(Number(row[index + 1])).toBeLessThanOrEqual(max);
      }
    });
  });

  test('writes Parquet where the name asks for it, with the same patients, units and origin', async () => {
    const size = ['--patients', '7', '--seed', '0'];
    await cohort(...size, '--out', 'seven.csv');
    expect(await cohort(...size, '--out', 'seven.parquet')).toMatchObject({ code: 0, stderr: '' });
    expect(await parquetCells(join(cwd, 'seven.parquet'))).toEqual(await cellsOf(join(cwd, 'seven.csv')));
    const { types, metadata } = await readParquet(join(cwd, 'seven.parquet'));
    expect(new Set(types.slice(1))).toEqual(new Set(['DOUBLE']));
    expect(metadata).toMatchObject({
      'qcic:producer': 'qcic-workbench',
      'qcic:table': 'cohort',
      'qcic:seed': '0',
      'qcic:command': 'qcic cohort --patients 7 --seed 0',
      'qcic:inputs': '[]',
    });
    const columns = JSON.parse(metadata['qcic:columns']!);
    for (const name of heterogeneityParameterNames) {
      expect(columns[name].unit).toBe(heterogeneityParameters[name].unit);
    }
  });

  test('draws from the fitted shapes of a run', async () => {
    // With these shapes 99.99 % of Beta(400, 2) lie above 0.97 of the range, and of Beta(2, 400) below 0.03
    const shapes = Object.fromEntries(
      heterogeneityParameterNames.map((name, index) => {
        const [alpha, beta] = index % 2 === 0 ? [400, 2] : [2, 400];
        return [name, { alpha, beta, min: 10, max: 20 }];
      }),
    );
    await writeFinishedStudy(cwd, { 'results.json': JSON.stringify({ fit: { shapes } }) });
    const { code } = await cohort('--patients', '20', '--seed', '1', '--from', '.', '--out', 'fitted.csv');
    expect(code).toBe(0);
    const [, ...rows] = await cellsOf(join(cwd, 'fitted.csv'));
    expect(rows).toHaveLength(20);
    for (const [, ...values] of rows) {
      values.forEach((value, index) => {
        expect(Number(value)).toBeGreaterThan(index % 2 === 0 ? 19.7 : 10);
        expect(Number(value)).toBeLessThan(index % 2 === 0 ? 20 : 10.3);
      });
    }
  });

  test('draws from the shapes and correlations of a configuration, and of a run that states them', async () => {
    await writeFile(
      join(cwd, 'correlated.json'),
      JSON.stringify({ name: 'x', seed: 1, correlations: [{ between: ['K1', 'K2'], spearman: 0.8 }] }),
    );
    const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
    const shapes = Object.fromEntries(marginals.map(({ name, ...shape }) => [name, shape]));
    const correlations = [{ between: ['K1', 'K2'], normal_score: normalScoreCorrelation(0.8), spearman: 0.8 }];
    await writeFinishedStudy(cwd, { 'results.json': JSON.stringify({ fit: { shapes, correlations } }) });
    const size = ['--patients', '30', '--seed', '1'];
    const outcomes = await twoAtATime([
      () => cohort(...size, '--config', 'correlated.json', '--out', 'configured.csv'),
      () => cohort(...size, '--from', '.', '--out', 'stored.csv'),
      () => cohort(...size, '--out', 'independent.csv'),
    ]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const uniforms = uniformDesign({
      kind: 'latin-hypercube',
      patients: 30,
      dimensions: marginals.length,
      seed: '1',
      streamName: streamNames.cohortPatients,
    });
    const own = withCorrelations(marginals, [{ between: ['K1', 'K2'], normalScore: normalScoreCorrelation(0.8) }]);
    const { values } = sampleCohort({ marginals: own, uniforms, patients: 30 });
    const rowsOf = async (file: string) => (await cellsOf(join(cwd, file))).slice(1);
    const configured = await rowsOf('configured.csv');
    expect(configured.flatMap(([, ...row]) => row.map(Number))).toEqual([...values]);
    expect(await rowsOf('stored.csv')).toEqual(configured);
    // The first of a correlated set keeps its numbers, the other does not
    const names: readonly string[] = heterogeneityParameterNames;
    const [k1, k2] = ['K1', 'K2'].map((name) => 1 + names.indexOf(name));
    const independent = await rowsOf('independent.csv');
    expect(independent.map((row) => row[k1!])).toEqual(configured.map((row) => row[k1!]));
    expect(independent.map((row) => row[k2!])).not.toEqual(configured.map((row) => row[k2!]));
    const both = await cohort(...size, '--config', 'correlated.json', '--from', '.', '--out', 'x.csv');
    expect(both).toMatchObject({ code: 2, stderr: expect.stringMatching(/--config <config>.*cannot be used/) });
  });

  test('replaces a file only with --force', async () => {
    await writeFile(join(cwd, 'mine.csv'), 'mine');
    const message = ['--patients', '2', '--seed', '1', '--out', 'mine.csv'];
    expect(await cohort(...message)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: mine.csv: must not be there already; got one (--force replaces it)\n',
    });
    expect(await readFile(join(cwd, 'mine.csv'), 'utf8')).toBe('mine');
    expect(await cohort(...message, '--force')).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, 'mine.csv'), 'utf8')).toMatch(/^patient,/);
  });

  test('refuses with exit code 2 what it cannot read or write', async () => {
    await writeFile(join(cwd, 'file'), '');
    const [missing, folder, file] = await twoAtATime([
      () => cohort('--patients', '2', '--seed', '1', '--from', 'absent', '--out', 'x.csv'),
      () => cohort('--patients', '2', '--seed', '1', '--out', 'absent/x.csv'),
      () => cohort('--patients', '2', '--seed', '1', '--out', 'file/x.csv'),
    ]);
    expect(missing).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: absent/manifest.json: must be a file of a finished run; got ENOENT\n',
    });
    expect(folder).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: absent/x.csv: must be a writable file in an existing folder; got ENOENT\n',
    });
    expect(file?.stderr).toBe('error: file/x.csv: must be a writable file in an existing folder; got ENOTDIR\n');
  });
});

describe('a damaged results.json', () => {
  test.each(['null', '{}', '{"fit": {"shapes": {"K_TN4": {}}}}', '{'])(
    '%s is refused with exit code 2',
    async (text) => {
      await writeFinishedStudy(cwd, { 'results.json': text });
      const { code, stdout, stderr } = await cohort('--patients', '2', '--seed', '1', '--out', 'x.csv', '--from', '.');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: results\.json: .*must .+; got .+/);
    },
  );
});
