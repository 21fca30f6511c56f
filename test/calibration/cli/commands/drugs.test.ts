// Evidence: what is printed is what a configuration takes; a changed copy runs through the commands; a copy without changes
// gives the bits of the original.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunResults } from '../../../../calibration/studies/run/result.js';
import { shippedDrugs } from '../../../../src/index.js';
import { jsonOf, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { type tinyConfig, writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const qcic = (...message: readonly string[]) => runCli(message, { cwd });
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
const linesOf = (text: string) => text.trimEnd().split('\n');

/** Dosing of the published regimen. */
const course = { dose: 95, days: [1, 2, 3, 4, 5, 8, 9, 10, 11, 12], cycleDays: 28, cycles: 3 };

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-drugs-'));
  const { stdout } = await qcic('drugs', 'show', 'tas102');
  const copy = { ...(JSON.parse(stdout) as object), label: 'TAS-102 (copy)' };
  const drugs = {
    copied: copy,
    slow: { ...copy, label: 'Slow', calibrated: false, doseUnit: 'mg' },
  };
  const regimens = { 'with copied': { copied: course }, 'with slow': { slow: course } };
  const arms = { placebo: {}, tas102: { regimen: 'with copied' }, tas102_bev: { regimen: 'with slow' } };
  await writeTinyConfig(join(cwd, 'tiny.json'), { drugs, regimens, arms });
  const original = { regimen: 'published-tas102', label: 'The original' };
  await writeTinyConfig(join(cwd, 'arms.json'), { drugs, regimens, arms: { ...arms, original } });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic drugs', () => {
  test('list names every drug that ships, and those of a configuration', async () => {
    const { code, stdout, stderr } = await qcic('drugs', 'list', '--config', 'tiny.json');
    expect([code, stderr]).toEqual([0, '']);
    for (const [name, { label, doseUnit }] of Object.entries(shippedDrugs)) {
      expect(stdout).toMatch(new RegExp(`^${name} .*${label} .*${doseUnit} .* qcic$`, 'm'));
    }
    expect(stdout).toMatch(/^copied +TAS-102 \(copy\) +dose unit +two-compartment +yes +configuration$/m);
    expect(stdout).toMatch(/^slow .* no +configuration\n {2}drives .*; kills X1_C, X2_C, X3_C$/m);
    const { stdout: json } = await qcic('drugs', 'list', '--json');
    expect(
      (JSON.parse(json) as { result: { drugs: { name: string }[] } }).result.drugs.map(({ name }) => name),
    ).toEqual(Object.keys(shippedDrugs));
  });

  test('show prints one drug as JSON without the symbol, and names the nearest drug otherwise', async () => {
    const { stdout } = await qcic('drugs', 'show', 'slow', '--config', 'tiny.json');
    expect(JSON.parse(stdout)).toMatchObject({ label: 'Slow', calibrated: false });
    expect(JSON.parse(stdout)).not.toHaveProperty('symbol');
    const { code, stdout: nothing, stderr } = await qcic('drugs', 'show', 'nivolumap');
    expect([code, nothing]).toEqual([2, '']);
    expect(stderr).toContain('got nivolumap (did you mean nivolumab?)');
  });

  test('validate reports drugs that are not calibrated', async () => {
    const { code, stdout } = await qcic('validate', 'tiny.json');
    expect(code).toBe(0);
    expect(stdout).toContain('  remark: Arm tas102_bev: Slow is not calibrated: the effects have not been fitted');
    expect(stdout).not.toContain('(copy) is not calibrated');
  });
});

describe('a configuration with changed copies', () => {
  test('simulate: the copy gives the same cells as the original', { tags: 'full/studies' }, async () => {
    await qcic('cohort', '--patients', '4', '--seed', '1', '--out', 'patients.csv');
    const { code, stdout } = await qcic(
      ...['simulate', '--patients', 'patients.csv', '--config', 'arms.json', '--trajectories'],
      ...['--arms', 'tas102,tas102_bev,original', '--days', '60', '--out', 'simulated'],
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('Not calibrated: the effects of Slow')]);
    const [header = '', ...rows] = linesOf(await textOf('simulated/trajectories.csv'));
    const names = header.split(',');
    const isCompared = (column: number) => names[column] !== 'arm' && !/^(Targ|Chem|copied|slow)_/.test(names[column]!);
    const of = (arm: string) =>
      rows
        .map((row) => row.split(','))
        .filter((row) => row[1] === arm)
        .map((row) => row.filter((_, column) => isCompared(column)).join());
    expect(of('original')).toHaveLength(4 * 61);
    expect(of('tas102').join('\n') === of('original').join('\n')).toBe(true);
    expect(of('tas102_bev').join('\n') === of('original').join('\n')).toBe(true);
    const page = await textOf('simulated/report.html');
    for (const label of ['TAS-102 (copy)', 'Slow (not calibrated)', 'The original']) expect(page).toContain(label);
  });

  test('run: results, report and studies of the run name them', { tags: 'full/studies' }, async () => {
    const { code, stdout } = await qcic('run', 'tiny.json', '--out', 'one', '--workers', '1');
    expect([code, stdout]).toEqual([0, expect.stringContaining('\nArm tas102_bev: Slow is not calibrated:')]);
    const results = (await jsonOf(join(cwd, 'one/results.json'))) as RunResults;
    expect(results.treatments).toEqual([
      { arm: 'placebo', label: 'Placebo', drugs: [], calibrated: true },
      { arm: 'tas102', label: 'TAS-102 (copy)', drugs: ['copied'], calibrated: true },
      { arm: 'tas102_bev', label: 'Slow', drugs: ['slow'], calibrated: false },
    ]);
    const { drugs: defined } = JSON.parse(await textOf('tiny.json')) as { drugs: Record<string, unknown> };
    expect(results.drugs?.map(({ name, definition }) => [name, definition])).toEqual(Object.entries(defined));
    expect(await schemaIssues(join(cwd, 'one'))).toEqual(valid('calibration.json', 'manifest.json', 'results.json'));
    const page = await textOf('one/report.html');
    for (const text of [
      'Slow (not calibrated)',
      'bevacizumab, TAS-102 (copy) and Slow. It is',
      'of the configuration',
    ]) {
      expect(page).toContain(text);
    }
    // The colours of the arms of the trials stay theirs
    expect(page).toContain('fill="var(--arm-combination, #961f6b)"/></svg>Slow (not calibrated)');
  });

  test('sensitivity and sweep vary what is its own', { tags: 'full/studies' }, async () => {
    const sweep = {
      name: 'own',
      seed: 1,
      patients: 20,
      horizonDays: 60,
      furtherDays: [30],
      regimen: 'with slow',
      drugs: {
        slow: (JSON.parse(await textOf('tiny.json')) as typeof tinyConfig & { drugs: { slow: unknown } }).drugs.slow,
      },
      regimens: { 'with slow': { slow: course } },
      axes: [
        { name: 'dose', drug: 'slow', dose: [0, 95] },
        { name: 'k10', parameter: 'k_10_slow', factors: [1, 0.1] },
      ],
    };
    await writeFile(join(cwd, 'sweep.json'), JSON.stringify(sweep));
    const swept = await qcic('sweep', 'sweep.json', '--workers', '0', '--out', 'swept');
    expect([swept.code, swept.stdout]).toEqual([0, expect.stringContaining('Not calibrated: the effects of Slow')]);
    const [header = '', ...rows] = linesOf(await textOf('swept/sweep.csv'));
    const median = header.split(',').indexOf('median_change_30');
    const [none, noneSlow, full, fullSlow] = rows.map((row) => Number(row.split(',')[median]));
    expect(noneSlow).toBe(none);
    expect(full).toBeLessThan(none!);
    expect(fullSlow).toBeLessThan(full!);
    const studied = await qcic(
      ...['sensitivity', 'local', '--from', 'one', '--arm', 'tas102,tas102_bev', '--output', 'tri'],
      ...['--parameters', 'pharmacokinetics', '--out', 'local', '--workers', '0'],
    );
    expect(studied.code).toBe(0);
  });
});
