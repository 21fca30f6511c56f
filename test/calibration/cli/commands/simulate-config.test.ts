// Evidence: the command against the simulator in this process, and classes read off visits.csv by the definitions.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { simulationOf } from '../../../../calibration/studies/simulate/simulation-of-arms.js';
import { cohortSimulator, compileSimulation, eachCourse } from '../../../../src/index.js';
import { cellsOf, jsonOf, runCli } from '../run-cli.js';

const config = JSON.stringify({
  name: 'until-progression',
  seed: 1,
  arms: {
    placebo: {},
    mine: { regimen: 'protocol-tas102', untilProgression: true, stopDelayDays: 3, visits: { days: [42, 70, 110] } },
  },
});

let cwd: string;
let patients: readonly (readonly string[])[];
const simulate = (...message: readonly string[]) =>
  runCli(['simulate', '--patients', 'patients.csv', ...message], { cwd });
/** Rows of a table as records. */
async function recordsOf(path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const [header = [], ...rows] = await cellsOf(join(cwd, path));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, column) => [header[column]!, cell])));
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-simulate-config-'));
  await writeFile(join(cwd, 'c.json'), config);
  await runCli(['cohort', '--patients', '6', '--seed', '3', '--out', 'patients.csv'], { cwd });
  [, ...patients] = await cellsOf(join(cwd, 'patients.csv'));
  const outcome = await simulate('--config', 'c.json', '--days', '120', '--visits', '--out', 'own');
  expect({ code: outcome.code, stderr: outcome.stderr.includes('error') }).toEqual({ code: 0, stderr: false });
  expect(outcome.stdout).toMatch(/^6 patients x 2 arm\(s\), 0 failed simulation\(s\): own\n/);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic simulate --config --visits', () => {
  test('writes sizes and classes of the simulator, at the visits of each arm', async () => {
    const { spec } = simulationOf({ trajectories: false, switch: [], days: 120 }, parseConfig(config, 'c.json'));
    const vectors = patients.flatMap((cells) => cells.slice(1).map(Number));
    const record = cohortSimulator(spec, await compileSimulation(spec))(Float64Array.from(vectors));
    const expected = spec.arms.flatMap(({ name, visits }) => {
      const { visitTumor } = record.arms[name]!;
      const rows: string[] = [];
      eachCourse(record.arms[name]!, visits, spec.assessment, (patient, { classes }) => {
        visits.forEach((day, visit) => {
          const size = visitTumor[patient * visits.length + visit]! / 4e8;
          rows.push([patients[patient]![0], name, day, size, classes[visit]].join());
        });
      });
      return rows;
    });
    const [header, ...rows] = await cellsOf(join(cwd, 'own/visits.csv'));
    expect(header).toEqual(['patient', 'arm', 'day', 'size', 'class']);
    expect(rows.map((cells) => cells.join()).sort()).toEqual(expected.sort());
    // Patients in input order, arms in that of the configuration
    expect(rows.slice(0, 5).map((cells) => cells.slice(0, 3).join())).toEqual([
      ...['1,placebo,56', '1,placebo,112'],
      ...['1,mine,42', '1,mine,70', '1,mine,110'],
    ]);
  });

  test('endpoints.csv agrees with the visits', async () => {
    const visits = await recordsOf('own/visits.csv');
    const rows = await recordsOf('own/endpoints.csv');
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      const own = visits.filter(({ patient, arm }) => patient === row.patient && arm === row.arm);
      const progression = own.find((visit) => visit.class === 'PD');
      expect(row.progression_day).toBe(progression?.day ?? '');
      const until = own.filter(({ day }) => progression === undefined || Number(day) <= Number(progression.day));
      expect(row.response_day).toBe(until.find((visit) => ['CR', 'PR'].includes(visit.class!))?.day ?? '');
      const best = ['CR', 'PR', 'SD', 'PD'].find((name) => until.some((visit) => visit.class === name));
      expect(row.bor).toBe(best);
    }
    expect(new Set(rows.map((row) => row.progression_day === '')).size).toBe(2);
  });

  test('manifest.json lists the configuration, resolved, and its hash', async () => {
    expect(await jsonOf(join(cwd, 'own/manifest.json'))).toMatchObject({
      config: { name: 'until-progression', simulation: { visits: { leastStableDays: 42, confirmDays: 28 } } },
      inputs: [{ path: 'patients.csv' }, { path: 'c.json' }],
      settings: { simulation: { arms: [{ name: 'placebo' }, { untilProgression: { delayDays: 3, next: null } }] } },
    });
  });

  test('without --visits there is no such file, and an arm can be left out', async () => {
    const { code } = await simulate('--config', 'c.json', '--days', '60', '--arms', 'mine', '--out', 'one');
    expect(code).toBe(0);
    expect((await recordsOf('one/endpoints.csv')).map(({ arm }) => arm)).toEqual(new Array(6).fill('mine'));
    expect(await readdir(join(cwd, 'one'))).not.toContain('visits.csv');
  });

  test.each([
    [
      ['--config', 'absent.json'],
      'absent.json: must be a file of the current folder or of the installed package; got neither',
    ],
    [['--config', 'patients.csv'], 'patients.csv: 1 issue(s)'],
    [['--config', 'c.json', '--arms', 'tas102'], '--arms: must be one or more of placebo, mine; got tas102'],
  ])('refuses %j', async (message, issue) => {
    const outcome = await simulate(...message, '--out', 'refused');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(`error: ${issue}`);
  });
});

describe('doses of further forms', () => {
  const bolus = { dose: 2, days: [1], cycleDays: 14, cycles: null, durationDays: 0, per: 'kg' };
  const long = { dose: 50, days: [1, 2], cycleDays: 14, cycles: null, durationDays: 1.5 };

  test('qcic simulate gives boluses per kilogram of each patient, and remarks on overlapping infusions', async () => {
    const regimens = {
      perKg: { tas102: [bolus, long] },
      fixed: { tas102: [{ ...bolus, per: undefined, dose: 120 }, long] },
    };
    const arms = { own: { regimen: 'perKg' }, same: { regimen: 'fixed' } };
    await writeFile(join(cwd, 'doses.json'), JSON.stringify({ name: 'doses', seed: 1, regimens, arms }));
    const [header = [], ...rows] = await cellsOf(join(cwd, 'patients.csv'));
    const weights = ['60', '90', '60'];
    const table = [[...header, 'body_weight'], ...rows.slice(0, 3).map((cells, row) => [...cells, weights[row]!])];
    await writeFile(join(cwd, 'weighed.csv'), table.map((cells) => `${cells.join()}\n`).join(''));
    const call = ['simulate', '--patients', 'weighed.csv', '--config', 'doses.json', '--days', '56', '--out', 'doses'];
    const { code, stdout } = await runCli(call, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Arm own: administrations of tas102 overlap, and their rates add up; the first two start on days 1 and 2.',
    );
    const changes = new Map(
      (await recordsOf('doses/endpoints.csv')).map((row) => [
        `${row.patient} ${row.arm}`,
        JSON.stringify({ ...row, arm: '' }),
      ]),
    );
    const sameAsFixed = rows.slice(0, 3).map(([id]) => changes.get(`${id} own`) === changes.get(`${id} same`));
    expect(sameAsFixed).toEqual([true, false, true]);
  });

  test('qcic sweep remarks on points whose infusions overlap', async () => {
    const points = [{ label: 'apart', regimen: 'published-tas102' }, { label: 'long' }];
    const sweep = {
      name: 's',
      seed: 1,
      patients: 10,
      horizonDays: 56,
      regimen: 'long',
      regimens: { long: { tas102: long } },
    };
    await writeFile(join(cwd, 's.json'), JSON.stringify({ ...sweep, points }));
    const { code, stdout } = await runCli(['sweep', 's.json', '--workers', '0', '--out', 'swept'], { cwd });
    expect(code).toBe(0);
    const remark = 'Administrations of tas102 overlap at 1 of 2 points, and their rates add up; the first is long.';
    expect(stdout).toContain(remark);
    expect(await jsonOf(join(cwd, 'swept/sweep.json'))).toMatchObject({ remarks: [remark] });
    expect(await readFile(join(cwd, 'swept/report.html'), 'utf8')).toContain(remark);
  });
});
