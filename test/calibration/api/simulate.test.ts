// Evidence: the bits of the command line (independent path through files); conservation laws of counts; errors name what is wrong.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type PatientParameters,
  readCohort,
  type SimulateOptions,
  sampleCohort,
  simulate,
  summariseResponses,
} from '../../../calibration/api/workbench.js';
import { runCli as callCli } from '../cli/run-cli.js';

/** Without pages, which are not looked at. */
const runCli: typeof callCli = (message, options) => callCli(message, { ...options, env: { QCIC_REPORT: 'later' } });

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-simulate-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const rowsOf = async (file: string) =>
  (await readFile(join(cwd, 'out', file), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const cell = (value: string | number | null) => (value === null ? '' : String(value));

test('rows of a patient do not depend on the others, and rates count them', async () => {
  const options = { arms: ['tas102'], days: 56 };
  const patients = sampleCohort(2, { seed: 7 });
  const both = await simulate({ ...options, patients });
  const alone = await simulate({ ...options, patients: patients.slice(1) });
  expect(both.endpoints.slice(1)).toEqual(alone.endpoints);
  expect(both.visits.filter(({ patient }) => patient === '2')).toEqual(alone.visits);
  expect(both.arms).toMatchObject([{ arm: 'tas102', patients: 2, failed: 0 }]);
  expect(both.endpoints.map(({ response }) => response)).toEqual(both.visits.map(({ response }) => response));
});

test('drawn patients, endpoints, visits and daily states are those of the command line, to the last digit', {
  tags: 'full/studies',
}, async () => {
  const arms = ['placebo', 'tas102_bev'];
  expect((await runCli(['cohort', '--patients', '3', '--seed', '7', '--out', 'patients.csv'], { cwd })).code).toBe(0);
  const flags = ['--arms', arms.join(), '--days', '84', '--visits', '--trajectories', '--workers', '0', '--out', 'out'];
  expect((await runCli(['simulate', '--patients', 'patients.csv', ...flags], { cwd })).code).toBe(0);
  const result = await simulate({ patients: 3, seed: 7, arms, days: 84, trajectories: true });

  expect(await readCohort(join(cwd, 'patients.csv'))).toEqual(sampleCohort(3, { seed: 7 }));
  expect(result.patients).toEqual(sampleCohort(3, { seed: 7 }));
  expect(
    result.endpoints.map(({ markers, ...row }) => [
      row.patient,
      row.arm,
      row.status,
      cell(row.tumorChange),
      cell(row.response),
      ...Object.values(markers ?? {}).map(cell),
      cell(row.bestResponse),
      cell(row.confirmedBestResponse),
      cell(row.progressionDay),
      cell(row.responseDay),
    ]),
  ).toEqual(await rowsOf('endpoints.csv'));
  expect(result.visits.map((row) => Object.values(row).map(cell))).toEqual(await rowsOf('visits.csv'));
  const days = result.trajectories.flatMap(({ patient, arm, states }) =>
    Array.from({ length: 85 }, (_, day) => [
      patient,
      arm,
      String(day),
      ...Object.values(states).map((values) => cell(values[day]!)),
    ]),
  );
  expect(days).toEqual(await rowsOf('trajectories.csv'));
});

test('a patient given by some parameters is the one of --patient, under a regimen of its own as a configuration states it', {
  tags: 'full/studies',
}, async () => {
  const regimen = { tas102: { dose: 20, days: [1, 8], cycleDays: 14, cycles: null } };
  const config = {
    name: 'own',
    seed: 1,
    model: { switches: { dosing: 'corrected' }, overrides: { d_T8: 0.4 } },
    regimens: { weekly: regimen },
    arms: { weekly: { regimen: 'weekly', untilProgression: true, stopDelayDays: 3 } },
    simulation: { horizonDays: 366, visits: { days: [30, 90, 120] } },
    marginals: {},
    biomarkers: { arms: [] },
  };
  await writeFile(join(cwd, 'own.json'), JSON.stringify(config));
  const flags = ['--config', 'own.json', '--days', '150', '--visits', '--workers', '0', '--out', 'out', '--force'];
  const given = 'beta_X3=0.045,baseline_tumor=300000000';
  expect((await runCli(['simulate', '--patient', given, ...flags], { cwd })).code).toBe(0);
  const { endpoints, visits } = await simulate({
    patients: [{ beta_X3: 0.045, baseline_tumor: 3e8 }],
    arms: { weekly: { regimen, untilProgression: true, stopDelayDays: 3 } },
    switches: { dosing: 'corrected' },
    parameters: { d_T8: 0.4 },
    days: 150,
    visits: [30, 90, 120],
    workers: 1,
  });
  expect(endpoints.map(({ tumorChange }) => String(tumorChange))).toEqual(
    (await rowsOf('endpoints.csv')).map((row) => row[3]),
  );
  expect(visits.map((row) => Object.values(row).map(cell))).toEqual(await rowsOf('visits.csv'));
});

test('a further parameter that one patient states has the value of the model in the others', {
  tags: 'full/studies',
}, async () => {
  const sizes = async (patients: readonly PatientParameters[]) =>
    (await simulate({ patients, arms: ['placebo'], days: 56 })).endpoints.map(({ tumorChange }) => tumorChange);
  const [alone] = await sizes([{}]);
  const [first, second] = await sizes([{ body_weight: 90 }, {}]);
  expect([first, second]).toEqual([alone, alone]);
});

test('counts of an arm add up to its patients, and rates follow from them', () => {
  const { counts, objectiveResponseRate, diseaseControlRate } = summariseResponses([
    'CR',
    'PR',
    'SD',
    'PD',
    'NE',
    'PD',
  ]);
  expect(counts).toEqual({ CR: 1, PR: 1, SD: 1, PD: 2, NE: 1 });
  // R 4.2.2: prop.test(c(2, 3), c(6, 6)[1], correct = FALSE) one at a time: Wilson intervals
  expect(objectiveResponseRate.estimate).toBeCloseTo(1 / 3, 15);
  expect(objectiveResponseRate.low).toBeCloseTo(0.0967714, 6);
  expect(objectiveResponseRate.high).toBeCloseTo(0.7000067, 6);
  expect(diseaseControlRate.estimate).toBe(0.5);
});

describe('what is wrong is named', () => {
  const cases: readonly (readonly [options: object, message: string])[] = [
    [{ patients: 0 }, 'patients: must be a whole number from 1 to 1048576; got 0'],
    [{ patients: '3' }, 'patients: must be a number, or a list of patients; got "3"'],
    [{ patients: [] }, 'patients: must hold at least one patient; got none'],
    [{ patients: [null] }, 'patients[0]: must be parameters by name; got null'],
    [{ patients: [{ K1: -1 }] }, 'patients[0].K1: must be a number >= 0; got -1'],
    [
      { patients: [{ K_1: 1 }] },
      'patients[0].K_1: must be a parameter of a patient; got an unknown one (did you mean K1?)',
    ],
    [{ patients: [{ patient: 'a' }, { patient: 'a' }] }, "patients[1].patient: must be unique; got 'a' twice"],
    [{ patients: 1, arms: ['plcebo'] }, 'got plcebo (did you mean placebo?)'],
    [{ patients: 1, arms: ['placebo', 'placebo'] }, 'arms[1]: must be named once; got placebo twice'],
    [{ patients: 1, arms: {} }, 'arms: must name at least one arm; got none'],
    [{ patients: 1, arm: ['placebo'] }, 'got arm (did you mean arms?)'],
    [
      { patients: 1, arms: { mine: { tas102: { dose: 1, days: [1], cycleDays: 28 } } } },
      'arms.mine.tas102.cycles: must be a number; got nothing',
    ],
    [
      { patients: 1, arms: { mine: { aspirin: { dose: 1, days: [1], cycleDays: 28, cycles: 1 } } } },
      'arms.mine.aspirin',
    ],
    [{ patients: 1, days: 20 }, 'days: must be a whole number of days from 56 to 3650; got 20'],
    [{ patients: 1, visits: 500 }, 'visits: must be whole days between two visits, 1 to 365'],
    [{ patients: 1, visits: [56, 400] }, 'visits: must be days up to the last one, 365; got 400'],
    [{ patients: 1, markerDay: 366 }, 'markerDay: must be a whole number of days from 0 to 365; got 366'],
    [{ patients: 1, switches: { dosing: 'x' } }, 'switches.dosing: must be one of posted, corrected; got "x"'],
    [{ patients: 1, parameters: { K_XX: 1 } }, 'parameters.K_XX: must name a parameter of the model'],
    [{ patients: 1, drugs: { mine: { label: 'x' } } }, 'drugs.mine.doseUnit: must be text; got nothing'],
    [{ patients: 1, shapes: 5 }, 'shapes: must be a list of distributions; got number'],
    [{ patients: 1, seed: {} }, 'seed: must be text or a number; got {}'],
    [{ patients: 1, level: 1 }, 'level: must lie between 0 and 1; got 1'],
    [{ patients: 1, workers: -1 }, 'workers: must be a whole number >= 0; got -1'],
    [{ patients: 1, from: 'nowhere' }, 'nowhere/manifest.json: must be a file of a finished run'],
  ];
  test.each(cases)('%j', async (options, message) => {
    await expect(simulate(options as SimulateOptions)).rejects.toThrow(message);
  });
});
