// Evidence: slow oracle (the same patient as a table of one row).
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedPatientModel } from '../../../../calibration/studies/patient/build-patient-model.js';
import { medianValues, patientOfPairs } from '../../../../calibration/studies/patient/patient-values.js';
import { planConfig } from '../../../../calibration/studies/patient/treatment-plan.js';
import { armRoles } from '../../../../src/index.js';
import { jsonOf, runCli, twoAtATime } from '../run-cli.js';

const published = publishedPatientModel();
const PAIRS = 'K1=3e9,beta_X3=0.045';
const files = ['endpoints.csv', 'visits.csv', 'trajectories.csv'] as const;
const common = ['--days', '60', '--visits', '--trajectories', '--workers', '0'];
const arms = ['--arms', Object.values(armRoles).join()];

let cwd: string;
const filesOf = (folder: string) => Promise.all(files.map((file) => readFile(join(cwd, folder, file), 'utf8')));

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-patient-'));
  const { columns, values } = patientOfPairs(PAIRS, published.marginals, []);
  await writeFile(join(cwd, 'patient.csv'), `patient,${columns.join()}\n1,${values.join()}\n`);
  const plan = { ...published.plan, horizonDays: 60 };
  await writeFile(join(cwd, 'patient.json'), JSON.stringify(planConfig(published, plan, 'patient')));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic simulate --patient', () => {
  test('gives the bytes of a table with that patient, also by the configuration of the page', {
    tags: 'full/studies',
  }, async () => {
    const given = [
      ['--patients', 'patient.csv', ...arms, '--out', 'table'],
      ['--patient', PAIRS, ...arms, '--out', 'pairs'],
      ['--patient', PAIRS, '--config', 'patient.json', '--out', 'config'],
    ];
    const outcomes = await twoAtATime(given.map((own) => () => runCli(['simulate', ...common, ...own], { cwd })));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const expected = await filesOf('table');
    expect(await filesOf('pairs')).toEqual(expected);
    expect(await filesOf('config')).toEqual(expected);
    const { settings, inputs } = (await jsonOf(join(cwd, 'pairs/manifest.json'))) as {
      settings: { patient: Readonly<Record<string, number>> };
      inputs: unknown;
    };
    expect(settings.patient).toMatchObject({ K1: 3e9, beta_X3: 0.045, K2: medianValues(published.marginals)[9] });
    expect(inputs).toEqual([]);
  });

  test('refuses a table beside it, and a value that cannot be', async () => {
    const refused = async (...own: readonly string[]) =>
      (await runCli(['simulate', ...arms, ...common, '--out', 'refused', ...own], { cwd })).stderr;
    expect(await refused('--patient', PAIRS, '--patients', 'patient.csv')).toContain(
      '--patients or --patient: must be given, one of the two; got both',
    );
    expect(await refused('--patient', 'K1=0')).toContain('--patient: patient 1: parameters.K1: must be > 0');
    expect(await refused('--patient', 'K4=1')).toContain('--patient: must name parameters of a patient; got K4');
  });
});
