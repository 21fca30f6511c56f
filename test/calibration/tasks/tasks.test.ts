// Evidence: slow oracle (a simulator compiled for each call).
import { expect, it } from 'vitest';
import { analyseMarkers } from '../../../calibration/biomarkers/analyse-markers.js';
import { rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import { tasks } from '../../../calibration/tasks/tasks.js';
import { cohortSimulator, compileSimulation } from '../../../src/index.js';
import { quickSettings, sampleTable } from '../biomarkers/score-table-settings.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';

const { parameters } = shortRun(3);
const width = parameters.length / 3;
const longer = { ...shortSpec, horizonDays: 30 };
/** One compiled model serves every specification of that model. */
const simd = await compileSimulation(shortSpec);
const sharper = { ...shortSpec, solver: { ...shortSpec.solver, relativeTolerance: 1e-8 } };

it('tasks.simulate writes what a simulator of its specification returns, whichever was asked for before', async () => {
  for (const spec of [shortSpec, longer, shortSpec, sharper, sharper]) {
    const into = sharedArms(spec, 3);
    const { patients, failures, arms } = await tasks.simulate({ spec, simd, parameters, into });
    expect(arms).toBeUndefined();
    expect({ patients, arms: into, failures }).toEqual(cohortSimulator(spec, simd)(parameters));
  }
});

it('tasks.simulate writes daily states where they are asked for', async () => {
  const spec = { ...shortSpec, keepTrajectories: true };
  const into = sharedArms(spec, 1);
  await tasks.simulate({ spec, simd, parameters: parameters.subarray(0, width), into });
  expect(into).toEqual(cohortSimulator(spec, simd)(parameters.slice(0, width)).arms);
});

it('tasks.simulate gives a patient the same rows alone, among others and in another order', async () => {
  const whole = cohortSimulator(shortSpec, simd)(parameters).arms;
  const into = sharedArms(shortSpec, 3);
  for (const patient of [2, 0, 1]) {
    await tasks.simulate({
      spec: shortSpec,
      simd,
      parameters: parameters.subarray(patient * width, (patient + 1) * width),
      into: rowsOf(into, { first: patient, count: 1 }, 3),
    });
  }
  expect(into).toEqual(whole);
});

it('tasks.simulate leaves the rows of other patients alone', async () => {
  const into = sharedArms(shortSpec, 3);
  const range = { first: 1, count: 1 };
  await tasks.simulate({
    spec: shortSpec,
    simd,
    parameters: parameters.subarray(width, 2 * width),
    into: rowsOf(into, range, 3),
  });
  for (const { status, burden } of Object.values(into)) {
    expect(Array.from(status)).toEqual([0, 1, 0]);
    expect(burden.subarray(0, 29).every((value) => value === 0)).toBe(true);
    expect(burden.subarray(2 * 29).every((value) => value === 0)).toBe(true);
  }
});

it("tasks['analyse markers'] gives the analysis of a table, and in words why a table bears none", async () => {
  const table = sampleTable({ patients: 80, seed: '0', effect: 1 });
  const analysed = await tasks['analyse markers']({ table, settings: quickSettings });
  expect(analysed).toEqual({ kind: 'analysed', analysis: await analyseMarkers(table, quickSettings) });
  const nobody = { ...table, labels: new Uint8Array(80) };
  expect(await tasks['analyse markers']({ table: nobody, settings: quickSettings })).toEqual({
    kind: 'skipped',
    reason: 'sample 0: must hold at least 5 positive rows, one per fold; got 0 of 80 rows',
  });
});
