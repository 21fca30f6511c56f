// Evidence: laws of a whole study (which fits, what is stored, the form of its files).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RefitResults } from '../../../../calibration/studies/refit/result.js';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { jsonOf, pageLater, root, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { writeTinyConfig } from '../tiny-config.js';

const none = [
  '--bootstrap',
  '0',
  '--starts',
  '0',
  '--profiles',
  'none',
  '--no-leave-one-trial-out',
  '--no-leave-one-arm-out',
];

test('qcic refit --death fits another form, and --compare-deaths compares all of them', {
  tags: 'full/studies',
  timeout: 240_000,
}, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'qcic-deaths-'));
  const qcic = (...args: readonly string[]) => runCli(args, { cwd });
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none' },
    marginals: { K1: { free: true } },
    targets: { hazardRatios: `${root}data/trials/hazard_ratios.csv` },
    biomarkers: { arms: [] },
  });
  expect(await runCli(['run', 'tiny.json', '--out', 'one'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
  const paper = (await jsonOf(join(cwd, 'one/results.json'))) as RunResults;
  expect(Object.values(paper.fit.dpf).every((fitted) => !('form' in fitted))).toBe(true);

  const levels = ['--death', 'progression', '--death-sharing', 'treatment-effect'];
  expect(await qcic('refit', 'one', ...none, ...levels, '--out', 'levels')).toMatchObject({ code: 0 });
  const { fit, confirmation } = (await jsonOf(join(cwd, 'levels/results.json'))) as RunResults;
  const of = (arm: string) => fit.dpf[arm]!;
  expect(of('placebo').form).toBe('progression');
  // Progression raises the hazard, and a treatment effect is one factor on both levels
  expect(of('placebo').daily_death_percent_at_one).toBeGreaterThan(of('placebo').daily_death_percent_at_zero);
  const hazard = (percent: number) => -Math.log1p(-percent / 100);
  const ratioAt = (end: 'daily_death_percent_at_zero' | 'daily_death_percent_at_one') =>
    hazard(of('tas102')[end]) / hazard(of('placebo')[end]);
  expect(ratioAt('daily_death_percent_at_zero')).toBeCloseTo(ratioAt('daily_death_percent_at_one'), 9);
  expect(confirmation!.arms.placebo!.median_os_months).toBeGreaterThan(3);
  expect(await readFile(join(cwd, 'levels/report.html'), 'utf8')).toContain('Two levels, before and after progression');
  const schemas = valid('calibration.json', 'manifest.json', 'refit.json', 'results.json');
  expect(await schemaIssues(join(cwd, 'levels'))).toEqual(schemas);

  const compared = ['refit', 'one', ...none, '--compare-deaths', '--patients', '100'];
  const outcome = await qcic(...compared, '--out', 'two', '--workers', '2');
  expect(outcome).toMatchObject({ code: 0 });
  const { death_comparison: comparison } = (await jsonOf(join(cwd, 'two/refit.json'))) as RefitResults;
  expect(comparison!.forms).toHaveLength(15);
  expect(comparison!.published.map(({ trial }) => trial)).toContain('Prager 2023 (SUNLIGHT)');
  for (const form of comparison!.forms) {
    expect(form.arms.map(({ arm }) => arm)).toEqual(['placebo', 'tas102', 'tas102_bev']);
    expect(form.trials.map(({ trial }) => trial)).toContain('Prager 2023 (SUNLIGHT)');
    for (const ratio of form.hazard_ratios) expect(ratio.without_arm).toBeGreaterThan(0);
  }
  expect(outcome.stdout).toContain('published hazard ratio 0.61 (0.49 to 0.77)');
  expect(await schemaIssues(join(cwd, 'two'))).toEqual(schemas);
  await rm(cwd, { recursive: true });
});
