// Evidence: the contract of a run's folder, and one run against another: other worker counts, resumed, interrupted.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import type { SessionEvent } from '../../../../calibration/session/session-events.js';
import type { Manifest } from '../../../../calibration/store/manifest.js';
import { type RunResults, runResultSchema } from '../../../../calibration/studies/run/result.js';
import { heterogeneityParameterNames } from '../../../../src/index.js';
import { type CliOutcome, jsonOf, root, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { tinyConfig, writeTinyConfig } from '../tiny-config.js';

const arms = ['placebo', 'tas102', 'tas102_bev'] as const;

/** Half a millisecond for each of some ten stages. */
const STAGE_ROUNDING_SECONDS = 0.005;

let cwd: string;
let outcome: CliOutcome;
let results: RunResults;
let manifest: Manifest;

const run = (...message: readonly string[]) => runCli(['run', ...message], { cwd });
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
const manifestOf = async (folder: string) => (await jsonOf(join(cwd, folder, 'manifest.json'))) as Manifest;
const timesOfChunks = async (folder: string) => {
  const chunks = join(cwd, folder, 'chunks');
  return Promise.all(
    (await readdir(chunks)).sort().map(async (name) => [name, (await stat(join(chunks, name))).mtimeMs]),
  );
};
const sha256Of = async (path: string) =>
  createHash('sha256')
    .update(await readFile(resolve(cwd, path)))
    .digest('hex');

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-run-'));
  await writeTinyConfig(join(cwd, 'tiny.json'));
  outcome = await run('tiny.json', '--out', 'one', '--workers', '1');
  results = (await jsonOf(join(cwd, 'one/results.json'))) as RunResults;
  manifest = await manifestOf('one');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('a run within its tolerances', () => {
  test('exits 0 and ends with the way to the report', () => {
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/\nConverged: on an independent validation cohort of 40 patients/);
    expect(outcome.stdout).toMatch(/\nDone in .+\. Report: one\/report\.html\n$/);
  });

  test('shows progress in plain lines where standard error is no terminal', () => {
    const lines = outcome.stderr.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^\[(\d+ min )?\d+ s\] \P{Cc}+$/u);
    expect(lines[0]).toContain('tiny: seed 5, 1 worker thread(s), folder one');
    expect(outcome.stderr).toMatch(/pool patients, round 1: 96\/96 patients · 0 failed/);
    expect(outcome.stderr).toMatch(/round 1: objective [\d.]+ after \d+ iterations/);
    expect(outcome.stderr).toMatch(/confirmation patients, attempt 1: 40\/40 patients · 0 failed · objective [\d.]+/);
  });

  test('leaves the documented files, and no temporary ones', async () => {
    const files = [
      'calibration.json',
      'chunks',
      'events.jsonl',
      'figures',
      'manifest.json',
      'report.html',
      'results.json',
    ];
    expect((await readdir(join(cwd, 'one'))).sort()).toEqual(files);
    const figures = [
      'best_change',
      'best_response',
      'hazard_ratios',
      'markers',
      'pfs',
      'pfs_clinical',
      'response',
      'roc',
      'shapes',
      'singular_values',
      'spider',
      'states',
      'survival',
      'survival_clinical',
      'swimmer',
    ];
    expect((await readdir(join(cwd, 'one/figures'))).sort()).toEqual(
      [...figures, 'waterfall'].map((name) => `${name}.csv`),
    );
    // 96 + 40 patients in chunks of 64
    expect(await readdir(join(cwd, 'one/chunks'))).toHaveLength(3);
    for (const name of await readdir(join(cwd, 'one/chunks'))) expect(name).toMatch(/^[0-9a-f]{64}\.chunk$/);
  });

  test('its JSON files follow the documented schemas', async () => {
    expect(await schemaIssues(join(cwd, 'one'))).toEqual(valid('calibration.json', 'manifest.json', 'results.json'));
  });

  test('report.html is one page about this run that loads nothing', async () => {
    const html = await textOf('one/report.html');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('tiny');
    expect(html).not.toMatch(/<(script|link|img|iframe)\b[^>]*\b(src|href)="https?:/i);
  });
});

describe('results.json', () => {
  test('has shapes of all 21 parameters and a death function of each arm, as users script against them', () => {
    expect(Object.keys(results.fit.shapes)).toEqual([...heterogeneityParameterNames]);
    for (const { alpha, beta, min, max } of Object.values(results.fit.shapes)) {
      expect(Math.min(alpha, beta)).toBeGreaterThan(0);
      expect(min).toBeLessThan(max);
    }
    expect(Object.keys(results.fit.dpf)).toEqual([...arms]);
    for (const { mu, sigma } of Object.values(results.fit.dpf)) {
      // mu is a range by default, sigma a point
      expect(mu).toHaveLength(2);
      expect(typeof sigma).toBe('number');
    }
  });

  test('has the confirmation of each arm in percent and months', () => {
    const { confirmation } = results;
    expect(confirmation).toMatchObject({ n: 40, seed: expect.stringMatching(/^5\b/), attempts: 1 });
    expect(Object.keys(confirmation?.arms ?? {})).toEqual([...arms]);
    for (const { cr, pr, sd, pd, orr, dcr, survival, ...rest } of Object.values(confirmation?.arms ?? {})) {
      // Shares of 40 patients in percent: multiples of 2.5, exact to rounding
      for (const percent of [cr, pr, sd, pd]) expect(percent / 2.5).toBeCloseTo(Math.round(percent / 2.5), 9);
      expect(cr + pr + sd + pd).toBeCloseTo(100, 9);
      expect(orr).toBeCloseTo(cr + pr, 9);
      expect(dcr).toBeCloseTo(cr + pr + sd, 9);
      expect(Object.keys(survival)).toEqual(['3', '6', '9', '12']);
      const curve = [100, survival[3], survival[6], survival[9], survival[12], 0];
      expect([...curve].sort((a, b) => b - a)).toEqual(curve);
      expect(rest.completed + rest.failed).toBe(40);
      const { median_os_months: median } = rest;
      // Above one half at the end there is no median, below there is one
      expect(median === null).toBe(survival[12] > 50);
    }
  });

  test('has targets, biomarkers, seed and status', () => {
    expect(results).toMatchObject({ schema_version: 3, name: 'tiny', status: 'converged', seed: '5', arms });
    const perArm = [
      'cr',
      'pr',
      'sd',
      'pd',
      'orr',
      'dcr',
      'median_os',
      'survival_3',
      'survival_6',
      'survival_9',
      'survival_12',
    ];
    expect(results.targets.map(({ arm, endpoint }) => `${arm} ${endpoint}`)).toEqual(
      arms.flatMap((arm) => perArm.map((endpoint) => `${arm} ${endpoint}`)),
    );
    for (const { target, simulated, difference } of results.targets) {
      if (simulated !== null) expect(difference).toBeCloseTo(simulated - target, 9);
    }
    expect(results.biomarkers).toMatchObject({ marker_day: 56, assessment_day: 56 });
    for (const { markers } of Object.values(results.biomarkers?.arms ?? {})) {
      expect(Object.keys(markers)).toEqual(['th1', 'ctl', 'th1_treg', 'ctl_treg']);
    }
  });
});

describe('events.jsonl', () => {
  const eventsOf = async (folder: string) =>
    (await textOf(`${folder}/events.jsonl`))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SessionEvent);

  test('begins with the command and ends with the status', async () => {
    const events = await eventsOf('one');
    expect(events[0]).toMatchObject({ kind: 'start', study: 'run', name: 'tiny', resumed: false });
    expect(events.at(-1)).toMatchObject({ kind: 'end', status: 'converged' });
    const times = events.map(({ seconds }) => seconds);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('has every cohort, each round as results.json states it, and the endpoints of the validation cohort', async () => {
    const events = await eventsOf('one');
    const results = runResultSchema.parse(await jsonOf(join(cwd, 'one/results.json')));
    expect(events.flatMap((event) => (event.kind === 'begin' ? [[event.title, event.total]] : []))).toEqual(
      expect.arrayContaining([['pool patients, round 1', 96]]),
    );
    const rounds = events.flatMap((event) => (event.kind === 'fit' && event.converged !== null ? [event] : []));
    expect(rounds.map(({ round, iteration, pooled, objective }) => [round, iteration, pooled, objective])).toEqual(
      results.fit.rounds.map((each) => [each.round, each.iterations, each.pooled, each.cost_data + each.cost_prior]),
    );
    const validation = events.findLast((event) => event.kind === 'validation');
    expect(validation).toMatchObject({
      worst: results.fit.rounds.at(-1)?.fresh_cohort_worst,
      endpoints: results.targets.map(({ arm, endpoint, unit, simulated, target, tolerance }) => ({
        ...{ arm, endpoint, unit, target, tolerance },
        value: simulated,
      })),
    });
  });

  test('is listed without a hash, and what came with it is not', async () => {
    expect(manifest.files.filter(({ sha256: hash }) => hash === null).map(({ path }) => path)).toEqual([
      'report.html',
      'events.jsonl',
    ]);
  });
});

describe('manifest.json', () => {
  test('holds the configuration after defaults, the seed and the status', async () => {
    expect(manifest).toMatchObject({
      name: 'tiny',
      status: 'converged',
      seed: '5',
      workers: 1,
      engine: '1 worker thread(s)',
    });
    expect(manifest.config).toEqual(parseConfig(await textOf('tiny.json'), 'tiny.json'));
  });

  test('holds version, commit and platform', async () => {
    const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
    expect(manifest.version).toBe(version);
    expect(manifest.node).toBe(process.version);
    expect(manifest.commit === null || /^[0-9a-f]{40}\+?$/.test(manifest.commit)).toBe(true);
    expect(manifest.command).toBe('qcic run tiny.json --out one');
    expect(manifest.tensorflow).toBe(results.biomarkers?.backend);
  });

  test('holds the hash of the configuration and of every table, as the files have them', async () => {
    const names = ['tiny.json', 'recist.csv', 'median_os.csv', 'survival_landmarks.csv', 'model-survival.csv'];
    expect(manifest.inputs.map(({ path }) => path.split(/[\\/]/).at(-1))).toEqual(names);
    for (const { path, sha256 } of manifest.inputs) expect(await sha256Of(path)).toBe(sha256);
    expect(manifest.results_sha256).toBe(await sha256Of('one/results.json'));
  });

  test('holds the patients of each cohort and the time of each stage', () => {
    expect(manifest.patients).toEqual([
      { cohort: 'pool patients, round 1', patients: 96, failed: 0 },
      { cohort: 'confirmation patients, attempt 1', patients: 40, failed: 0 },
    ]);
    const { started, elapsed_seconds: elapsedSeconds, stages } = manifest.timings;
    expect(new Date(started).toISOString()).toBe(started);
    expect(stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['simulate pool patients, round 1', 'fit', 'simulate confirmation patients, attempt 1']),
    );
    const sum = stages.reduce((total, { seconds }) => total + seconds, 0);
    expect(sum).toBeLessThanOrEqual(elapsedSeconds + STAGE_ROUNDING_SECONDS);
    expect(sum).toBeGreaterThan(elapsedSeconds / 2);
  });
});

describe('the same bits of results.json', () => {
  test('with two worker threads', async () => {
    const { code } = await run('tiny.json', '--out', 'two', '--workers', '2');
    expect(code).toBe(0);
    expect(await textOf('two/results.json')).toBe(await textOf('one/results.json'));
    expect((await manifestOf('two')).results_sha256).toBe(manifest.results_sha256);
  });

  test('with --resume on a finished run, which simulates no patient again', {
    tags: 'full/interruptions',
  }, async () => {
    await cp(join(cwd, 'one'), join(cwd, 'resumed'), { recursive: true });
    const before = await timesOfChunks('resumed');
    const { code } = await run('tiny.json', '--out', 'resumed', '--resume');
    expect(code).toBe(0);
    expect(await timesOfChunks('resumed')).toEqual(before);
    expect(await textOf('resumed/results.json')).toBe(await textOf('one/results.json'));
  });

  test('after Ctrl-C and --resume with another number of workers', { tags: 'full/interruptions' }, async () => {
    const stopped = await runCli(['run', 'tiny.json', '--out', 'stopped', '--workers', '1'], {
      cwd,
      signalWhen: (stderr) => (stderr.includes('64/96 patients') ? 'SIGINT' : undefined),
    });
    expect(stopped).toMatchObject({ code: 130, stdout: '' });
    expect(stopped.stderr).toContain('stopping; finished patients are kept');
    expect(stopped.stderr).toMatch(/\nInterrupted\. Continue with: qcic run tiny\.json --out stopped --resume\n$/);
    expect((await readdir(join(cwd, 'stopped'))).sort()).toEqual(['chunks', 'events.jsonl', 'manifest.json']);
    expect(await manifestOf('stopped')).toMatchObject({ status: 'interrupted', seed: '5', results_sha256: null });
    const kept = await readdir(join(cwd, 'stopped/chunks'));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(3);

    const { code } = await run('tiny.json', '--out', 'stopped', '--resume', '--workers', '2');
    expect(code).toBe(0);
    expect(await readdir(join(cwd, 'stopped/chunks'))).toEqual(expect.arrayContaining(kept));
    expect(await textOf('stopped/results.json')).toBe(await textOf('one/results.json'));
    expect(await manifestOf('stopped')).toMatchObject({ status: 'converged', results_sha256: manifest.results_sha256 });
  });
});

describe('other ends of a run', () => {
  test('an endpoint outside its tolerance is exit code 3, with everything written', async () => {
    // The stored patients of the first run serve this one as well: the tolerances decide no simulation
    const tolerances = { ratePoints: 1e-3, medianMonths: 1e-3, survivalRmsePoints: 1e-3 };
    await writeTinyConfig(join(cwd, 'tight.json'), {
      name: 'tight',
      targets: { tolerances },
      biomarkers: { arms: [] },
    });
    await cp(join(cwd, 'one/chunks'), join(cwd, 'tight/chunks'), { recursive: true });
    const { code, stdout } = await run('tight.json', '--out', 'tight', '--resume');
    expect(code).toBe(3);
    expect(stdout).toMatch(/\nNot converged: on an independent validation cohort of 40 patients/);
    expect(await readdir(join(cwd, 'tight/chunks'))).toHaveLength(3);
    const stored = (await jsonOf(join(cwd, 'tight/results.json'))) as RunResults;
    expect(stored).toMatchObject({ status: 'not-converged', biomarkers: null });
    expect(stored.targets.some(({ verdict }) => verdict === 'outside')).toBe(true);
    expect(await readdir(join(cwd, 'tight'))).toContain('report.html');
    expect(await manifestOf('tight')).toMatchObject({ status: 'not-converged' });
  });

  test('report draws the same page again from the stored files', async () => {
    const before = await textOf('one/report.html');
    await rm(join(cwd, 'one/report.html'));
    const again = await runCli(['report', 'one'], { cwd });
    expect(again).toEqual({ code: 0, stdout: 'Report: one/report.html\n', stderr: '' });
    expect(await textOf('one/report.html')).toBe(before);
  });

  test.each(['null', '{}', '{'])('report refuses a results.json that holds %s', async (text) => {
    await cp(join(cwd, 'one'), join(cwd, 'damaged'), { recursive: true });
    await writeFile(join(cwd, 'damaged/results.json'), text);
    const { code, stderr } = await runCli(['report', 'damaged'], { cwd });
    expect(stderr).toMatch(/^error: damaged\/results\.json: .*must .+; got .+/);
    expect(code).toBe(2);
  });

  test('cohort --from draws patients from the fitted shapes of the run', async () => {
    const { code } = await runCli(['cohort', '--patients', '50', '--seed', '1', '--from', 'one', '--out', 'a.csv'], {
      cwd,
    });
    expect(code).toBe(0);
    const [header = '', ...rows] = (await textOf('a.csv')).trimEnd().split('\n');
    const column = header.split(',').indexOf('K1');
    const { alpha, beta, min, max } = results.fit.shapes.K1!;
    const mean = rows.reduce((sum, row) => sum + Number(row.split(',')[column]), 0) / rows.length;
    // Mean of a Beta distribution; a stratified sample of 50 comes within a fiftieth of the range
    expect(Math.abs((mean - min) / (max - min) - alpha / (alpha + beta))).toBeLessThan(0.02);
  });

  test('the seed of the command line replaces the configured one and is part of the way to continue', {
    tags: 'full/interruptions',
  }, async () => {
    const stopped = await runCli(['run', 'tiny.json', '--out', 'seed', '--seed', '0', '--workers', '1'], {
      cwd,
      signalWhen: (stderr) => (stderr.includes('64/96 patients') ? 'SIGTERM' : undefined),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('Continue with: qcic run tiny.json --out seed --seed 0 --resume');
    expect(await manifestOf('seed')).toMatchObject({ seed: '0', config: { seed: '0', name: tinyConfig.name } });
    const [own = '', other = ''] = [
      await readdir(join(cwd, 'seed/chunks')),
      await readdir(join(cwd, 'one/chunks')),
    ].map((names) => names.join());
    expect(other).not.toContain(own);
  });
});

describe('qcic run, once more', () => {
  test('--resume takes no patients of another version of the model for its own', async () => {
    await cp(join(cwd, 'one'), join(cwd, 'older'), { recursive: true });
    const older = { ...manifest, version: '0.0.1', commit: '0'.repeat(40) };
    await writeFile(join(cwd, 'older/manifest.json'), JSON.stringify(older));
    const before = await timesOfChunks('older');
    const { code } = await run('tiny.json', '--out', 'older', '--resume');
    expect(code === 2 || JSON.stringify(await timesOfChunks('older')) !== JSON.stringify(before)).toBe(true);
  });

  test('a run without any survival endpoint is refused: nothing would fix the death function', async () => {
    await writeTinyConfig(join(cwd, 'rates.json'), { targets: { weights: { survival: 0, medianOs: 0 } } });
    const { code, stderr } = await run('rates.json', '--out', 'rates');
    expect(code).toBe(2);
    expect(stderr).toContain('targets.weights: must leave medianOs or survival above 0');
  });
});
