// Evidence: laws · the same bytes for any number of workers and after an interruption; the front is confirmed on other patients; exit codes.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OptimiseResult } from '../../../../calibration/studies/optimise/result.js';
import { cellsOf, jsonOf, pageLater, runCli, spawnCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const files = ['optimise.json', 'candidates.csv', 'front.csv', 'curves.csv', 'calendar.csv'];
const bytesOf = (folder: string) =>
  Promise.all(files.map(async (file) => [file, await readFile(join(cwd, folder, file), 'utf8')] as const));
const resultOf = async (folder: string) => (await jsonOf(join(cwd, folder, 'optimise.json'))) as OptimiseResult;

/** Patterns of one dose intensity, and the time after progression: small enough for seconds. */
const config = {
  name: 'patterns',
  seed: 4,
  from: 'base',
  arm: 'tas102',
  reference: { regimen: 'protocol-tas102', untilProgression: true },
  variables: [
    {
      name: 'pattern',
      drug: 'tas102',
      vary: 'pattern',
      choices: {
        protocol: { days: [1, 2, 3, 4, 5, 8, 9, 10, 11, 12] },
        fortnightly: { days: [1, 2, 3, 4, 5, 15, 16, 17, 18, 19] },
        'three weeks': { days: [1, 2, 3, 4, 5], cycleDays: 21 },
      },
    },
    { name: 'delay', vary: 'stopDelayDays', values: [0, 28] },
    { name: 'start', drug: 'tas102', vary: 'startDay', values: [0, 7, 14] },
  ],
  hold: [{ quantity: 'dose_intensity.tas102', least: 50, most: 150 }],
  objectives: [
    { quantity: 'median_os', goal: 'max' },
    { quantity: 'total_dose.tas102', goal: 'min' },
  ],
  ask: { fortnightly: { pattern: 'fortnightly' } },
  evaluations: 8,
  population: 4,
  patients: { search: 40, confirmation: 80 },
  confirm: 2,
  chosen: 2,
};
const write = (name: string, changes: object = {}) =>
  writeFile(join(cwd, name), JSON.stringify({ ...config, ...changes }));
const optimise = (...args: readonly string[]) => runCli(['optimise', ...args], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-optimise-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic optimise', { tags: 'full/studies' }, () => {
  beforeAll(async () => {
    await writeTinyConfig(join(cwd, 'tiny.json'), { fit: { shapes: 'none' }, biomarkers: { arms: [] } });
    expect(await runCli(['run', 'tiny.json', '--out', 'base'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
    await write('search.json');
    expect(await optimise('search.json', '--out', 'one', '--workers', '1')).toMatchObject({ code: 0 });
  });

  test('leaves the files of its schemas, with the front beside the reference', async () => {
    expect(await schemaIssues(join(cwd, 'one'))).toEqual(valid('manifest.json', 'optimise.json'));
    const { reference, front, asked, evaluations, drugs } = await resultOf('one');
    expect(evaluations).toBe(8);
    expect(drugs).toMatchObject([{ name: 'tas102', label: 'TAS-102' }]);
    expect(reference.confirmed.median_os).toMatchObject({ difference: 0, difference_error: 0 });
    expect(reference.values).toEqual({ pattern: 'protocol', delay: 0, start: 0 });
    expect(front.length).toBeGreaterThan(0);
    for (const { confirmed, values } of front) {
      expect(confirmed['dose_intensity.tas102']!.value).toBeCloseTo(950, 9);
      expect(confirmed['dose_per_cycle.tas102']!.value).toBeCloseTo(values.pattern === 'three weeks' ? 712.5 : 950, 9);
    }
    expect(asked).toMatchObject([
      { label: 'fortnightly', values: { pattern: 'fortnightly', delay: 0, start: 0 }, chosen: true },
    ]);
    const calendar = await cellsOf(join(cwd, 'one', 'calendar.csv'));
    // 950 dose units in 28 days, ten times: the rounding of times does not show
    const amounts = calendar.filter(([label]) => label === 'fortnightly').map((cells) => cells[3]);
    expect(new Set(amounts)).toEqual(new Set(['95']));
    const days = calendar.filter(([label]) => label === 'fortnightly').map((cells) => Number(cells[2]));
    expect(days.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 15, 16, 17, 18, 19, 29]);
    const [header, ...rows] = await cellsOf(join(cwd, 'one', 'candidates.csv'));
    expect(header!.slice(0, 5)).toEqual(['evaluation', 'generation', 'pattern', 'delay', 'start']);
    expect(new Set(rows.map((cells) => cells.slice(2, 5).join())).size).toBe(8);
  });

  test.each(['2', '5'])('gives the same bytes with %s workers', { tags: 'full/workers' }, async (workers) => {
    const folder = `workers-${workers}`;
    expect(await optimise('search.json', '--out', folder, '--workers', workers)).toMatchObject({ code: 0 });
    expect(await bytesOf(folder)).toEqual(await bytesOf('one'));
  });

  test.each(['generation 2: ', 'confirmation: '])(
    'resumes after an interruption in "%s" with the same bytes',
    async (at) => {
      const folder = at.replace(/\W+/g, '-');
      const args = ['optimise', 'search.json', '--out', folder, '--workers', '1'];
      const stopped = await spawnCli(args, {
        cwd,
        signalWhen: (stderr) => (stderr.includes(at) ? 'SIGINT' : undefined),
      });
      expect(stopped.code).toBe(130);
      expect(await runCli([...args, '--resume'], { cwd })).toMatchObject({ code: 0 });
      expect(await bytesOf(folder)).toEqual(await bytesOf('one'));
    },
  );

  test('another seed searches on other patients; fewer evaluations end earlier', async () => {
    expect(await optimise('search.json', '--seed', '9', '--evaluations', '4', '--out', 'seed')).toMatchObject({
      code: 0,
    });
    const other = await resultOf('seed');
    expect(other).toMatchObject({ seed: '9', evaluations: 4, generations: 1 });
    expect(other.reference.confirmed.median_os!.value).not.toBe(
      (await resultOf('one')).reference.confirmed.median_os!.value,
    );
  });

  test('ends with exit code 3 where no schedule meets the limits, and keeps what it found', async () => {
    await write('strict.json', { limits: [{ quantity: 'survival_12', least: 99.9 }] });
    const { code, stdout } = await optimise('strict.json', '--out', 'strict', '--evaluations', '4');
    expect(code).toBe(3);
    expect(stdout).toContain('No schedule of the search meets all limits.');
    expect((await resultOf('strict')).front).toEqual([]);
  });

  test.each([
    [{ arm: 'tas' }, 'arm: must be an arm of the run, placebo, tas102, tas102_bev; got tas'],
    [
      {
        regimens: { weekly: { tas102: { dose: 95, days: [1, 8, 15, 22], cycleDays: 28, cycles: null } } },
        reference: { regimen: 'weekly', untilProgression: true },
        ask: { weekly: { pattern: 'protocol' } },
      },
      'ask.weekly: must give every variable, because the reference is at no level of the variables; got none for delay',
    ],
    [
      {
        ask: { late: { pattern: 'three weeks' } },
        hold: [{ quantity: 'dose_intensity.tas102', least: 90, most: 100 }],
      },
      'ask.late: must be a possible schedule; got one that is not: ',
    ],
    [{ reference: { regimen: 'protocol' } }, 'reference.regimen: must be one of none,'],
    [
      { horizonDays: 100, limits: [{ quantity: 'survival_12', least: 1 }] },
      'horizonDays: must reach month 12 for survival_12; got 100 days',
    ],
    [
      { objectives: [{ quantity: 'total_dose.bevacizumab', goal: 'min' }] },
      'objectives[0].quantity: must be a drug that a schedule gives (tas102); got bevacizumab',
    ],
  ])('refuses %o', async (changes, message) => {
    await write('wrong.json', changes);
    const { code, stderr } = await optimise('wrong.json', '--out', 'wrong');
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('needs a run', async () => {
    await write('alone.json', { from: null });
    expect(await optimise('alone.json', '--out', 'alone')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--from: must name a finished run, here or in the configuration; got none'),
    });
  });
});
