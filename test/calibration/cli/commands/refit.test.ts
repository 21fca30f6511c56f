// Evidence: the contract of a refit's folder, pooled endpoints by hand, and one refit against another: interrupted, resumed, without
// the stored patients, with another number of workers.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointNames } from '../../../../calibration/endpoints/endpoints.js';
import type { Recovery } from '../../../../calibration/inference/results.js';
import type { Manifest } from '../../../../calibration/store/manifest.js';
import type { CalibrationFile } from '../../../../calibration/store/stored-calibration.js';
import type { RefitResults } from '../../../../calibration/studies/refit/result.js';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { sha256 } from '../../../../src/index.js';
import { type CliOutcome, jsonOf, pageLater, root, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { writeTinyConfig } from '../tiny-config.js';

const sunlight = `${root}data/new-trials/sunlight.csv`;
const arms = ['placebo', 'tas102', 'tas102_bev'] as const;

/** Everything asked for, little of it. */
const analysisOptions = ['--add', sunlight, '--bootstrap', '3', '--starts', '1'];
/** Nothing asked for but the fit. */
const none = ['--bootstrap', '0', '--starts', '0', '--profiles', 'none', '--no-leave-out', '--no-hold-out'];

let cwd: string;
let outcome: CliOutcome;
let refit: RefitResults;

const qcic = (...message: readonly string[]) => runCli(message, { cwd });
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
const calibrationOf = async (folder: string) =>
  (await jsonOf(join(cwd, folder, 'calibration.json'))) as CalibrationFile;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-refit-'));
  // Two shapes and the death functions are free: fits of a blink
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none' },
    marginals: { K1: { free: true } },
    biomarkers: { arms: [] },
  });
  // A trial that reports a late median and no curve
  await writeFile(join(cwd, 'alone.csv'), 'trial,arm,n,reference,median_os_months\nAlone,tas102,1000,Ref,12\n');
  expect(await runCli(['run', 'tiny.json', '--out', 'one'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
  outcome = await qcic('refit', 'one', ...analysisOptions, '--out', 'two', '--workers', '1');
  refit = (await jsonOf(join(cwd, 'two/refit.json'))) as RefitResults;
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic refit', () => {
  test('exits 0 and leaves what a run leaves, and refit.json', async () => {
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toMatch(/\nDone in .+\. Report: two\/report\.html\n$/);
    expect((await readdir(join(cwd, 'two'))).sort()).toEqual([
      'calibration.json',
      'chunks',
      'events.jsonl',
      'figures',
      'manifest.json',
      'refit.json',
      'report.html',
      'results.json',
    ]);
    // The confirmation alone is new: 40 patients
    expect(await readdir(join(cwd, 'two/chunks'))).toHaveLength(1);
  });

  test('its JSON files follow the documented schemas', async () => {
    const files = ['calibration.json', 'manifest.json', 'refit.json', 'results.json'];
    expect(await schemaIssues(join(cwd, 'two'))).toEqual(valid(...files));
  });

  test('adds both arms of the new trial, and its pooled DCR moves', () => {
    expect(refit).toMatchObject({ schema_version: 3, from: 'one', objective: 'pooled', dropped: [] });
    expect(refit.added).toEqual([
      { trial: 'Prager 2023 (SUNLIGHT)', arm: 'tas102', n: 246 },
      { trial: 'Prager 2023 (SUNLIGHT)', arm: 'tas102_bev', n: 246 },
    ]);
    const dcr = refit.endpoint_changes.filter(({ endpoint }) => endpoint === 'dcr');
    expect(dcr.map(({ arm, before, after }) => [arm, before.toFixed(1), after.toFixed(1)])).toEqual([
      ['placebo', '15.6', '15.6'],
      ['tas102', '45.7', '46.0'],
      ['tas102_bev', '62.8', '69.5'],
    ]);
    for (const {
      confirmed,
      difference,
      after,
      sampling_error: samplingError,
      monte_carlo_error: monteCarloError,
      parameter_error: parameterError,
    } of dcr) {
      expect(difference).toBeCloseTo(confirmed! - after, 9);
      for (const error of [samplingError, monteCarloError, parameterError]) expect(error).toBeGreaterThanOrEqual(0);
    }
  });

  test('lists what it has read: the fit of its run, the tables behind that, the new trials', async () => {
    const { inputs } = (await jsonOf(join(cwd, 'two/manifest.json'))) as Manifest;
    const hashOf = async (path: string) => sha256(await textOf(path));
    for (const file of ['one/calibration.json', 'one/results.json', 'one/manifest.json', 'tiny.json']) {
      expect(inputs).toContainEqual({ path: file, sha256: await hashOf(file) });
    }
    for (const file of ['data/new-trials/sunlight.csv', 'data/trials/recist.csv']) {
      expect(inputs.map(({ path }) => resolve(cwd, path))).toContain(`${root}${file}`);
    }
  });

  test('answers every question that it was asked', () => {
    const {
      bootstrap,
      profiles,
      ridges,
      starts,
      leave_one_trial_out: leaveOneTrialOut,
      leave_one_arm_out: leaveOneArmOut,
      contributions,
      summary: message,
    } = refit;
    expect(bootstrap).toMatchObject({ replicates: 3, level: 0.9, patients: 40 });
    expect(Object.keys(bootstrap!.endpoints)).toEqual([...arms]);
    expect(Object.keys(bootstrap!.endpoints.tas102!)).toEqual([...endpointNames]);
    expect(profiles.map(({ name, arm }) => `${name} ${arm}`)).toEqual(
      arms.flatMap((arm) => [`mu ${arm}`, `sigma ${arm}`]),
    );
    expect(
      ridges.map(({ arm, median_only: medianOnly, mu, sigma }) => [arm, medianOnly.length === sigma.length, mu.length]),
    ).toEqual(arms.map((arm) => [arm, true, ridges[0]!.mu.length]));
    expect(starts).toHaveLength(2);
    expect(leaveOneTrialOut!.figures.length).toBeGreaterThan(10);
    expect(leaveOneArmOut.map(({ arm }) => arm)).toEqual([...arms]);
    expect(contributions.map(({ arm, endpoint }) => `${arm} ${endpoint}`)).toContain('tas102 median_os');
    expect(message.length).toBeGreaterThan(3);
    for (const line of message) expect(outcome.stdout).toContain(line);
  });

  test('interrupted, with the stored patients gone, and gone on with by two workers: the same bits', {
    tags: 'full/interruptions',
  }, async () => {
    await cp(join(cwd, 'one'), join(cwd, 'kept'), { recursive: true });
    await rm(join(cwd, 'one/chunks'), { recursive: true });
    const message = ['refit', 'one', ...analysisOptions, '--out', 'stopped'];
    const stopped = await runCli([...message, '--workers', '1'], {
      cwd,
      signalWhen: (stderr) => (stderr.includes('bootstrap of the trials: 1/') ? 'SIGINT' : undefined),
    });
    expect(stopped).toMatchObject({ code: 130, stdout: '' });
    expect(stopped.stderr).toMatch(/\nInterrupted\. Continue with: qcic refit one --add .+ --out stopped --resume\n$/);
    expect((await readdir(join(cwd, 'stopped'))).sort()).toEqual(['chunks', 'events.jsonl', 'manifest.json']);
    expect(await qcic(...message, '--workers', '2', '--resume')).toMatchObject({ code: 0 });
    for (const name of ['refit.json', 'results.json', 'calibration.json']) {
      expect(await textOf(`stopped/${name}`)).toBe(await textOf(`two/${name}`));
    }
    await rm(join(cwd, 'one'), { recursive: true });
    await cp(join(cwd, 'kept'), join(cwd, 'one'), { recursive: true });
  });

  test.each([
    ['unknown-arm.csv', "got 'Placebo' (did you mean placebo?)"],
    ['misspelt-arm.csv', "got 'tas1O2' (did you mean tas102?)"],
  ])('refuses %s, as trials check --run does', async (name, got) => {
    const file = `${root}test/fixtures/targets/new-trials/${name}`;
    const outcomes = [
      await qcic('refit', 'one', '--add', file, '--out', 'not'),
      await qcic('trials', 'check', file, '--run', 'one'),
    ];
    for (const { code, stderr } of outcomes) {
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /arm\.csv:2: column arm: must be an arm of (the run|one), one of placebo, tas102, tas102_bev; /,
      );
      expect(stderr).toContain(got);
    }
    await expect(readFile(join(cwd, 'not/manifest.json'))).rejects.toThrow('ENOENT');
  });

  test('of a refit continues from it, confirms on other patients, and can leave a trial out', async () => {
    const changes = ['--add', 'alone.csv', '--drop', 'Kotani 2019', '--objective', 'likelihood'];
    const { code, stderr } = await qcic('refit', 'two', ...changes, ...none);
    expect(code).toBe(0);
    const [first, second] = [await calibrationOf('two'), await calibrationOf('two-refit')];
    expect(second.draws.slice(0, -1)).toEqual(first.draws);
    expect(new Set(second.draws.map((draw) => draw.stream_name)).size).toBe(second.draws.length);
    const trials = second.tables.recist.map(({ trial }) => trial);
    expect(trials).toContain('Prager 2023 (SUNLIGHT)');
    expect(trials).not.toContain('Kotani 2019');
    const result = (await jsonOf(join(cwd, 'two-refit/refit.json'))) as RefitResults;
    expect(result).toMatchObject({
      objective: 'likelihood',
      dropped: ['Kotani 2019'],
      bootstrap: null,
      leave_one_arm_out: [],
    });
    expect(result.contributions.every(({ trial }) => trial !== null)).toBe(true);
    // Before the fit: a median without a curve contradicts the pooled curve
    const remark =
      /^median OS of tas102: the mean of the trials' medians \(eq\. 18\) is .*, the median of the pooled curve .*Alone/;
    expect(result.remarks).toEqual([expect.stringMatching(remark)]);
    expect(stderr.indexOf(result.remarks[0]!)).toBeLessThan(stderr.indexOf('round 1'));
    const { status_summary: status } = (await jsonOf(join(cwd, 'two-refit/results.json'))) as RunResults;
    expect(status).toContain(`Trials: ${result.remarks[0]}.`);
    expect(await textOf('two-refit/report.html')).toContain('the median of the pooled curve');
  });

  test('takes the median of the pooled curve as target', { tags: 'full/studies' }, async () => {
    const changes = ['--add', 'alone.csv', '--median', 'curve'];
    expect(await qcic('refit', 'one', ...changes, ...none, '--out', 'curve')).toMatchObject({ code: 0 });
    const { targets } = (await jsonOf(join(cwd, 'curve/results.json'))) as RunResults;
    const median = targets.find(({ arm, endpoint }) => arm === 'tas102' && endpoint === 'median_os');
    expect(median?.source).toMatch(/^median of the mean of survival curves/);
    expect(median?.target).toBeLessThan(8);
    const { config } = (await jsonOf(join(cwd, 'curve/manifest.json'))) as Manifest;
    expect(config).toMatchObject({ targets: { median: 'curve' } });
  });

  test('does not replace the run that it is made from, even when forced', async () => {
    const { code, stderr } = await qcic('refit', 'one', '--out', './one', '--force');
    expect(code).toBe(2);
    expect(stderr).toContain("--out: must be another folder than the run's; got './one'");
    expect(await readdir(join(cwd, 'one'))).toContain('calibration.json');
  });
});

describe('qcic recover', () => {
  test('states bias and coverage of every endpoint, and writes them', async () => {
    const { code, stdout } = await qcic('recover', 'one', '--datasets', '3', '--workers', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 sets of trials drawn from the fit/);
    expect(await readdir(join(cwd, 'one-recover'))).toEqual(
      expect.arrayContaining(['manifest.json', 'recover.json', 'recover.html']),
    );
    expect(await schemaIssues(join(cwd, 'one-recover'))).toEqual(valid('manifest.json', 'recover.json'));
    const result = (await jsonOf(join(cwd, 'one-recover/recover.json'))) as Recovery;
    expect(result).toMatchObject({ data_sets: 3, level: 0.9, patients: 40 });
    // The recorded command repeats it; that of the other commands is tested in recorded-command.test.ts
    const { command, inputs } = (await jsonOf(join(cwd, 'one-recover/manifest.json'))) as Manifest;
    expect(command).toBe('qcic recover one --datasets 3');
    expect(inputs.map(({ path }) => path)).toContain('one/calibration.json');
    expect(await qcic(...command.split(' ').slice(1), '--out', 'again')).toMatchObject({ code: 0 });
    expect(await textOf('again/recover.json')).toBe(await textOf('one-recover/recover.json'));
    expect(result.endpoints.map(({ arm, endpoint }) => `${arm} ${endpoint}`)).toEqual(
      arms.flatMap((arm) => endpointNames.map((name) => `${arm} ${name}`)),
    );
    for (const { coverage, estimates, truth, mean_estimate: meanEstimate, bias } of result.endpoints) {
      expect(coverage * 3).toBeCloseTo(Math.round(coverage * 3), 9);
      expect(estimates).toHaveLength(3);
      expect(bias).toBeCloseTo(meanEstimate - truth, 9);
    }
  });
});
