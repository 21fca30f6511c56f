// Evidence: laws. Names of arms, trials and regimens are data: those that every JavaScript object has are names like others.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { jsonOf, runCli } from '../run-cli.js';
import { tinyConfig } from '../tiny-config.js';

const trials = [
  'trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months,month_3,month_6,month_9,month_12',
  'toString,constructor,100,"A, 2030",0,0,16,84,5.3,70,44,28,18',
  'constructor,toString,150,"B, 2031",0,1,45,54,7.3,83,59,41,28',
  '__proto__,toString,200,"C, 2032",0,2,42,56,7.1,82,58,40,27',
  '',
].join('\n');

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-names-'));
  await writeFile(join(cwd, 'trials.csv'), trials);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

test('a run, its report and a trial drawn from it take arms and trials of any name', {
  tags: 'full/studies',
}, async () => {
  const course = { dose: 95, days: [1, 2, 3, 4, 5], cycleDays: 28, cycles: 3 };
  const { tolerances } = tinyConfig.targets;
  const config = {
    ...tinyConfig,
    name: 'constructor',
    targets: { publishedModel: null, trials: ['trials.csv'], tolerances },
    arms: { constructor: { regimen: 'none' }, toString: { regimen: 'valueOf' } },
    regimens: { valueOf: { tas102: course } },
    biomarkers: { arms: [] },
    fit: { poolPatients: 50, rounds: 1, maxIterations: 3 },
    confirmation: { patients: 20, maxAttempts: 1 },
  };
  await writeFile(join(cwd, 'names.json'), JSON.stringify(config));
  const ran = await runCli(['run', 'names.json', '--out', 'run', '--workers', '0'], { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: expect.not.stringContaining('rror') });
  const { confirmation, fit } = (await jsonOf(join(cwd, 'run', 'results.json'))) as RunResults;
  expect(Object.keys(confirmation!.arms)).toEqual(['constructor', 'toString']);
  expect(confirmation!.survival_rmse.map(({ arm, published_rmse }) => [arm, published_rmse])).toEqual([
    ['constructor', null],
    ['toString', null],
  ]);
  expect(Object.keys(fit.dpf)).toEqual(['constructor', 'toString']);
  const page = await readFile(join(cwd, 'run', 'report.html'), 'utf8');
  // In legends and tables
  expect(['constructor', 'toString'].filter((name) => !page.includes(`>${name}<`))).toEqual([]);
  const drawn = await runCli(['survival', 'run', '--out', 'survival', '--trial-size', '40'], { cwd });
  expect(drawn).toMatchObject({ code: 0, stderr: '' });
  expect(drawn.stdout).toContain('toString: 40 patients');
});

test('an arm whose name is a path writes into the folder of the study', { tags: 'full/studies' }, async () => {
  const tables = trials.replaceAll('constructor,100', '../../up,100').replaceAll(',toString,', ',../../up,');
  await writeFile(join(cwd, 'paths.csv'), tables.split('\n').slice(0, 2).join('\n'));
  const { tolerances } = tinyConfig.targets;
  const config = {
    ...tinyConfig,
    targets: { publishedModel: null, trials: ['paths.csv'], tolerances },
    arms: { '../../up': { regimen: 'published-tas102' } },
    biomarkers: { arms: [] },
    fit: { poolPatients: 50, rounds: 1, maxIterations: 3 },
    confirmation: { patients: 20, maxAttempts: 1 },
  };
  await mkdir(join(cwd, 'a', 'b'), { recursive: true });
  await writeFile(join(cwd, 'paths.json'), JSON.stringify(config));
  const ran = await runCli(['run', 'paths.json', '--by-arm', '--out', 'a/b/c', '--workers', '0'], { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: expect.not.stringContaining('rror') });
  expect(await readdir(join(cwd, 'a', 'b', 'c'))).toEqual(['%2e.%2f..%2fup']);
  const analysis = ['biomarkers', 'a/b/c/%2e.%2f..%2fup', '--arms', '../../up', '--out', 'a/b/d', '--workers', '0'];
  const small = ['--patients', '200', '--days', '56', '--folds', '2', '--repeats', '1', '--bootstrap', '0'];
  const analysed = await runCli([...analysis, ...small, '--permutations', '0'], { cwd });
  expect(analysed).toMatchObject({ code: 0, stderr: expect.not.stringContaining('rror') });
  expect(await readdir(join(cwd, 'a', 'b', 'd', 'tables'))).toEqual(['%2e.%2f..%2fup_day56.csv']);
  expect((await readdir(join(cwd, 'a', 'b'))).sort()).toEqual(['c', 'd']);
});

test('trials pool lists trials of any name', async () => {
  const { code, stdout, stderr } = await runCli(['trials', 'pool', 'trials.csv'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const name of ['constructor', '__proto__']) expect(stdout).toContain(`\n${name} `);
});
