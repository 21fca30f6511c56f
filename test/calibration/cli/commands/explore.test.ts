// Evidence: the numbers that the run itself has stored of its fit; the command repeated on the kept pool, without the stored patients; the
// readers of configurations.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalibrationFile } from '../../../../calibration/store/stored-calibration.js';
import type { exploredJson } from '../../../../calibration/studies/explore/explored-json.js';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { jsonOf, pageLater, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

type Explored = ReturnType<typeof exploredJson>;

let cwd: string;
let results: RunResults;

const qcic = (...message: readonly string[]) => runCli(message, { cwd });
const explored = async (...message: readonly string[]): Promise<Explored> => {
  const { code, stdout, stderr } = await qcic('explore', 'one', '--json', ...message);
  expect({ code, stderr: stderr.replace(/^\[.*\n/gm, '') }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { readonly result: Explored }).result;
};

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-explore-'));
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none' },
    marginals: { K1: { free: true }, beta_X3: { free: true } },
    biomarkers: { arms: [] },
  });
  expect(await runCli(['run', 'tiny.json', '--out', 'one'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
  results = (await jsonOf(join(cwd, 'one/results.json'))) as RunResults;
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic explore', () => {
  test('has the numbers of results.json at the fitted point', { tags: 'full/studies' }, async () => {
    const { fit } = results;
    const last = fit.rounds.at(-1)!;
    const own = await explored();
    expect(own).toMatchObject({
      patients: last.pooled,
      effective_sample_size: last.effective_sample_size,
      cost_data: last.cost_data,
      cost_prior: last.cost_prior,
      approximation: null,
    });
    for (const [name, { alpha, beta, min, max, unit }] of Object.entries(fit.shapes))
      expect(own.shapes[name]).toEqual({ alpha, beta, min, max, unit });
    for (const [arm, { at_bound: _, ...death }] of Object.entries(fit.dpf)) expect(own.death[arm]).toEqual(death);
    expect(own.endpoints).toEqual(own.fitted_endpoints);
    expect(own.targets.map(({ target }) => target)).toEqual(results.targets.map(({ target }) => target));
  });

  test('keeps the pool beside the run, and gives the same bits from it, and from patients simulated again', {
    tags: 'full/studies',
  }, async () => {
    const set = ['--set', 'beta_X3.mean=0.05', '--set', 'placebo.mu=1.3', '--set', 'tas102.at_one=4'];
    const [first, again] = [await explored(...set), await explored(...set)];
    expect(again).toEqual(first);
    expect(first.state).toEqual({ 'beta_X3.mean': 0.05, 'placebo.mu': 1.3, 'tas102.at_one': 4 });
    expect(first.endpoints).not.toEqual(first.fitted_endpoints);
    expect(await readdir(join(cwd, '.qcic/explorer'))).toHaveLength(1);
    const { files } = (await jsonOf(join(cwd, 'one/manifest.json'))) as { files: readonly { path: string }[] };
    expect(files.some(({ path }) => path.includes('.qcic'))).toBe(false);
    await rm(join(cwd, 'one/chunks'), { recursive: true });
    expect(await explored(...set, '--cache', 'elsewhere', '--workers', '1')).toEqual(first);
    expect(await readdir(join(cwd, 'one'))).not.toContain('chunks');
  });

  test('makes a kept pool again that was altered, and reports it', { tags: 'full/studies' }, async () => {
    const first = await explored('--cache', 'altered');
    const [file] = await readdir(join(cwd, 'altered'));
    const bytes = await readFile(join(cwd, 'altered', file!));
    bytes[bytes.length - 5]! ^= 1;
    await writeFile(join(cwd, 'altered', file!), bytes);
    const { code, stdout, stderr } = await qcic('explore', 'one', '--json', '--cache', 'altered');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /remark: altered: must be a pool as the explorer packs it; got \d+ bytes with another checksum; it is made again/,
    );
    expect(JSON.parse(stdout).result).toEqual(first);
  });

  test('shows the fitted point, the explored one and the trials in a table', { tags: 'full/studies' }, async () => {
    const { stdout } = await qcic('explore', 'one', '--set', 'placebo.mu=1.3');
    expect(stdout).toMatch(/^tiny: 96 weighted patients, effective sample size \d+ \(\d+ %\), Pareto k /);
    expect(stdout).toMatch(/^Placebo +fitted +explored +change +trials +difference +tolerance$/m);
    expect(stdout).toMatch(/^Median overall survival, months +\d\.\d\d +\d\.\d\d +[+−]\d\.\d\d +6\.01 /m);
  });

  test('warns where the pool lacks the patients of a state', { tags: 'full/studies' }, async () => {
    const { stdout } = await qcic('explore', 'one', '--set', 'K1.mean=1.6e9', '--set', 'K1.sd=2e7');
    expect(stdout).toContain('warning: Pareto k above 0.7: the pool lacks the patients that these shapes need');
  });

  test('adopts the shapes as a configuration that the commands accept', { tags: 'full/studies' }, async () => {
    await mkdir(join(cwd, 'configs'));
    const adopt = ['--set', 'K1.alpha=4.5', '--adopt', 'configs/own.json'];
    expect(await qcic('explore', 'one', ...adopt)).toMatchObject({ code: 0 });
    const config = (await jsonOf(join(cwd, 'configs/own.json'))) as {
      name: string;
      marginals: Record<string, { alpha: number; beta: number; free?: boolean }>;
    };
    expect(config.name).toBe('tiny-explored');
    expect(config.marginals.K1).toEqual({ free: true, alpha: 4.5, beta: results.fit.shapes.K1!.beta });
    expect(config.marginals.K2).toEqual({ alpha: results.fit.shapes.K2!.alpha, beta: results.fit.shapes.K2!.beta });
    expect(await qcic('validate', 'configs/own.json')).toMatchObject({ code: 0 });
    const cohort = ['cohort', '--patients', '20', '--seed', '1', '--config', 'configs/own.json', '--out', 'own.csv'];
    expect(await qcic(...cohort)).toMatchObject({ code: 0 });
    expect(
      await qcic(
        'simulate',
        '--patients',
        'own.csv',
        '--arms',
        'placebo',
        '--days',
        '60',
        '--config',
        'configs/own.json',
      ),
    ).toMatchObject({ code: 0 });
    expect(await qcic('explore', 'one', ...adopt)).toMatchObject({ code: 2 });
  });

  test('refuses what is no value of the run', { tags: 'full/studies' }, async () => {
    const refusal = async (...message: readonly string[]) => {
      const { code, stderr } = await qcic('explore', ...message);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal('one', '--set', 'K1.mean')).toContain(
      "--set: must be NAME=VALUE with a number; got 'K1.mean'",
    );
    expect(await refusal('one', '--set', 'K1.mean=much')).toContain("got 'K1.mean=much'");
    expect(await refusal('one', '--set', 'K1.mean=3e9', '--set', 'K1.mean=2e9')).toContain(
      '--set: must name K1.mean once',
    );
    expect(await refusal('one', '--set', 'K1.mean=1')).toContain(
      'K1.mean: must lie inside (1500000000, 4000000000); got 1',
    );
    expect(await refusal('two')).toContain('manifest.json');
    const calibration = (await jsonOf(join(cwd, 'one/calibration.json'))) as CalibrationFile;
    await mkdir(join(cwd, 'three'));
    await writeFile(join(cwd, 'three/calibration.json'), JSON.stringify(calibration));
    expect(await refusal('three')).toContain('manifest.json');
  });
});
