// Evidence: the contract of the files; one worker = two = none, and resumed = uninterrupted, byte for byte; roc on a written
// table = the study's own results.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { biomarkersResultSchema } from '../../../../calibration/studies/biomarkers/result.js';
import { rocResultSchema } from '../../../../calibration/studies/roc/result.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../../../../src/index.js';
import { parquetCells, readParquet } from '../../../src/io/parquet-cells.js';
import { writeFinishedStudy } from '../../store/listed-files.js';
import { idsOf, tagIssues } from '../../studies/run/report/page-checks.js';
import { cellsOf, jsonOf, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { tinyConfig } from '../tiny-config.js';

let cwd: string;
const biomarkers = (...args: readonly string[]) => runCli(['biomarkers', ...args], { cwd });
const quick = [
  ...['--patients', '120', '--days', '14,56', '--folds', '3', '--repeats', '1'],
  ...['--bootstrap', '50', '--permutations', '2'],
];
const textOf = (...path: readonly string[]) => readFile(join(cwd, ...path), 'utf8');

/** A finished run as far as a study reads it: the published shapes, the pooled disease control of one arm. */
async function writeStoredRun(folder: string): Promise<void> {
  await mkdir(folder);
  const shapes = Object.fromEntries(
    heterogeneityParameterNames.map((name) => {
      const { min, max, alpha, beta } = heterogeneityParameters[name];
      return [name, { min, max, alpha, beta }];
    }),
  );
  const targets = [{ arm: 'tas102', endpoint: 'dcr', target: 45.7 }];
  const results = JSON.stringify({ name: 'tiny', fit: { shapes }, targets });
  await writeFinishedStudy(folder, { 'results.json': results }, { config: tinyConfig });
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-biomarkers-'));
  await writeStoredRun(join(cwd, 'run'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic biomarkers', () => {
  test('analyses arms and days of a stored run, with the same bytes for any number of workers', async () => {
    const alone = await biomarkers('run', ...quick, '--parquet', '--workers', '0', '--out', 'alone');
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.stdout).toMatch(/day {2}56: .*\[same visit\]/);
    const workerPool = await biomarkers('run', ...quick, '--workers', '2', '--out', 'threads');
    expect(workerPool.code).toBe(0);
    for (const file of ['biomarkers.json', 'figures/auc_by_day.csv', 'figures/roc.csv', 'tables/tas102_day14.csv']) {
      expect(await textOf('threads', file)).toBe(await textOf('alone', file));
    }

    expect(await schemaIssues(join(cwd, 'alone'))).toEqual(valid('biomarkers.json', 'manifest.json'));
    const study = biomarkersResultSchema.parse(await jsonOf(join(cwd, 'alone', 'biomarkers.json')));
    expect(study).toMatchObject({ run: 'tiny', seed: '5', patients: 120, assessment_day: 56 });
    expect(Object.keys(study.arms)).toEqual(['tas102', 'tas102_bev']);
    expect(study.arms.tas102).toMatchObject({
      completed: 120,
      prevalence: 0.457,
      prevalence_source: expect.stringMatching(/pooled trials/),
    });
    expect(study.arms.tas102_bev!.prevalence_source).toBe('the simulated cohort');
    for (const { days } of Object.values(study.arms)) {
      expect(days['14']).toMatchObject({ timing: 'before', warning: null });
      expect(days['56']).toMatchObject({ timing: 'same visit', warning: expect.stringMatching(/same visit, day 56/) });
    }
    const [header, ...areas] = await cellsOf(join(cwd, 'alone', 'figures', 'auc_by_day.csv'));
    expect(header).toEqual(['arm', 'day', 'score', 'kind', 'auc', 'ci_low', 'ci_high']);
    expect(areas).toHaveLength(2 * 2 * 6);
    const page = await textOf('alone', 'report.html');
    expect(tagIssues(page)).toEqual([]);
    expect(new Set(idsOf(page)).size).toBe(idsOf(page).length);
    expect(page).not.toMatch(/\bNaN\b|\bundefined\b|Infinity|\[object/);
    expect(page).toContain('Markers and response are measured at the same visit, day 56');
  });

  test('writes the tables of patients as Parquet too', async () => {
    const path = join(cwd, 'alone', 'tables', 'tas102_day14');
    expect(await parquetCells(`${path}.parquet`)).toEqual(await cellsOf(`${path}.csv`));
    const { metadata } = await readParquet(`${path}.parquet`);
    expect(metadata).toMatchObject({ 'qcic:table': 'tas102_day14', 'qcic:seed': '5' });
    expect(JSON.parse(metadata['qcic:columns']!).ctl_treg).toEqual({
      unit: '1',
      description: 'CTL/Treg in the tumor microenvironment on day 14',
    });
  });

  test('writes tables that qcic roc gives the same areas for', async () => {
    const args = ['--label', 'responder', '--markers', 'th1,ctl,th1_treg,ctl_treg', '--folds', '3', '--repeats', '1'];
    const table = join('alone', 'tables', 'tas102_bev_day14.csv');
    const none = ['--bootstrap', '0', '--permutations', '0'];
    const outcome = await runCli(['roc', '--table', table, ...args, ...none, '--out', 'again'], { cwd });
    expect(outcome.code).toBe(0);
    const study = biomarkersResultSchema.parse(await jsonOf(join(cwd, 'alone', 'biomarkers.json')));
    const again = rocResultSchema.parse(await jsonOf(join(cwd, 'again', 'roc.json')));
    const day = study.arms.tas102_bev!.days['14']!;
    if (day.kind === 'skipped') throw new Error(day.reason);
    for (const [name, { auc, delong_se }] of Object.entries(day.markers)) {
      expect(again.markers[name]).toMatchObject({ auc, delong_se });
    }
    expect(again.comparisons).toEqual(day.comparisons);
  });

  test('continues from kept patients with the bytes of an uninterrupted study, and refuses another one', {
    tags: 'full/interruptions',
  }, async () => {
    expect(await biomarkers('run', ...quick, '--workers', '0', '--out', 'kept')).toMatchObject({ code: 0 });
    const whole = await textOf('kept', 'biomarkers.json');
    await rm(join(cwd, 'kept', 'biomarkers.json'));
    const resumed = await biomarkers('run', ...quick, '--workers', '0', '--out', 'kept', '--resume');
    expect(resumed.code).toBe(0);
    expect(await textOf('kept', 'biomarkers.json')).toBe(whole);
    const other = await biomarkers('run', ...quick, '--seed', '9', '--out', 'kept', '--resume');
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('must hold the same settings for --resume'),
    });
    const taken = await biomarkers('run', ...quick, '--out', 'kept');
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('must not hold a run already') });
  });

  test('says which day cannot be analysed and continues with the others', async () => {
    const args = ['--patients', '60', '--arms', 'tas102', '--days', '0,56', '--folds', '2', '--repeats', '1'];
    const none = ['--bootstrap', '0', '--permutations', '0', '--workers', '0'];
    const outcome = await biomarkers('run', ...args, ...none, '--out', 'start');
    expect(outcome.code).toBe(0);
    const { arms } = biomarkersResultSchema.parse(await jsonOf(join(cwd, 'start', 'biomarkers.json')));
    expect(arms.tas102!.days['0']).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('must vary') });
    expect(arms.tas102!.days['56']!.kind).toBe('analysed');
  });

  test.each([
    {
      args: ['--arms', 'tas201'],
      message: '--arms: must be arms of the run (placebo, tas102, tas102_bev); got tas201',
    },
    { args: ['--arms', 'tas102,tas102'], message: '--arms: must name each arm once; got tas102 twice' },
    { args: ['--days', '7,x'], message: "must be a whole number in [0, 3660]; got 'x'" },
    { args: ['--resume', '--force'], message: '--resume: must not be given with --force' },
  ])('refuses $args', async ({ args, message }) => {
    const outcome = await biomarkers('run', ...args, '--out', 'refused');
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('refuses a folder that holds no run', async () => {
    const outcome = await biomarkers('nowhere', '--out', 'refused');
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('manifest.json: must be a file') });
  });
});
