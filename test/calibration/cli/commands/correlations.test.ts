// Evidence: contract of a run with correlated parameters and of the studies that start from it · the same patients from each.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalibrationFile } from '../../../../calibration/store/stored-calibration.js';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import type { ResultOf } from '../../../../calibration/studies/sensitivity/result.js';
import { normalScoreCorrelation } from '../../../../src/index.js';
import { cellsOf, jsonOf, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { writeTinyConfig } from '../tiny-config.js';

const stored = [
  { between: ['K1', 'K2'], normal_score: normalScoreCorrelation(0.8), spearman: expect.closeTo(0.8, 12) },
];

let cwd: string;
const qcic = (...message: readonly string[]) => runCli(message, { cwd });
const sensitivity = (method: string, ...message: readonly string[]) =>
  qcic('sensitivity', method, '--from', 'one', '--space', 'patients', '--arm', 'tas102', ...message, '--out', method);
const resultOf = async (folder: string) => jsonOf(join(cwd, folder, 'sensitivity.json'));

describe('a run with correlated parameters', { tags: 'full/studies' }, () => {
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-correlations-'));
    await writeTinyConfig(join(cwd, 'tiny.json'), {
      correlations: [{ between: ['K1', 'K2'], spearman: 0.8 }],
      fit: { shapes: 'none' },
      marginals: { K1: { free: true } },
      biomarkers: { arms: [] },
    });
    expect(await qcic('run', 'tiny.json', '--out', 'one', '--workers', '1')).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await rm(cwd, { recursive: true });
  });

  test('states them in its files, which follow the documented schemas', async () => {
    expect(((await jsonOf(join(cwd, 'one/results.json'))) as RunResults).fit.correlations).toEqual(stored);
    expect(((await jsonOf(join(cwd, 'one/calibration.json'))) as CalibrationFile).correlations).toEqual(stored);
    expect(await schemaIssues(join(cwd, 'one'))).toEqual(valid('calibration.json', 'manifest.json', 'results.json'));
  });

  test('shows them on its page', async () => {
    const page = await readFile(join(cwd, 'one/report.html'), 'utf8');
    expect(page).toContain(
      '21 parameters differ between patients, each with a Beta marginal on a fixed range; correlated ones',
    );
    const [, table = ''] = /<div id="correlations">(.*?)<\/table>/s.exec(page) ?? [];
    expect(table.replace(/<[^>]*>/g, ' ')).toMatch(/K1\s*,\s*K2\s+\+0\.800\s+\+0\.813/);
  });

  test('is refitted on its own patients, read from the store', async () => {
    const none = ['--bootstrap', '0', '--starts', '0', '--profiles', 'none', '--no-leave-out', '--no-hold-out'];
    const { code } = await qcic('refit', 'one', ...none, '--out', 'two', '--workers', '1');
    expect(code).toBe(0);
    expect(((await jsonOf(join(cwd, 'two/results.json'))) as RunResults).fit.correlations).toEqual(stored);
    // Chunks are named by the patients in them: the confirmation alone is new, 40 patients
    expect(await readdir(join(cwd, 'two/chunks'))).toHaveLength(1);
  });

  test('has Sobol indices of the correlated set as one group', async () => {
    const { code } = await sensitivity('sobol', '--output', 'tri', '--samples', '16', '--parameters', 'K1,K2,beta_X3');
    expect(code).toBe(0);
    const { factors, remarks, responses, settings } = (await resultOf('sobol')) as ResultOf<'sobol'>;
    expect(factors).toBe(2);
    expect(responses[0]!.rows.map(({ name }) => name).sort()).toEqual(['K1 + K2', 'beta_X3']);
    expect(settings.correlations).toEqual(stored);
    expect(remarks[1]).toMatch(/^correlated parameters \(K1, K2\) enter as one group/);
    expect(await schemaIssues(join(cwd, 'sobol'))).toEqual(valid('manifest.json', 'sensitivity.json'));
  });

  test('has samples with its rank correlation, and partial coefficients', async () => {
    const { code, stdout } = await sensitivity('prcc', '--output', 'tri', '--samples', '300', '--parameters', 'K1,K2');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'remark: parameters are sampled with the rank correlations of the stored run (K1 and K2: 0.800)',
    );
    const [header = [], ...rows] = await cellsOf(join(cwd, 'prcc/samples.csv'));
    const ranks = ['K1', 'K2'].map((name) => {
      const column = rows.map((row) => Number(row[header.indexOf(name)]));
      return column.map((value) => column.filter((other) => other < value).length);
    }) as [number[], number[]];
    const mean = (rows.length - 1) / 2;
    const cross = ranks[0].reduce((sum, rank, i) => sum + (rank - mean) * (ranks[1][i]! - mean), 0);
    const own = ranks[0].reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
    // Four standard errors of 300 samples
    expect(Math.abs(cross / own - 0.8)).toBeLessThan((4 * (1 - 0.8 ** 2)) / Math.sqrt(299));
  });

  test('refuses a part of a correlated set', async () => {
    expect(
      await sensitivity('morris', '--output', 'tri', '--trajectories', '4', '--parameters', 'K1,beta_X3'),
    ).toMatchObject({
      code: 2,
      stderr: 'error: --parameters: must name all or none of K1, K2, which are correlated; got K1 alone\n',
    });
  });
});
