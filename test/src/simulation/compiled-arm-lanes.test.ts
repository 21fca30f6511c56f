// Evidence: laws (a patient's bits do not depend on who shares its vector, nor on who was in its lane before).
import { describe, expect, test } from 'vitest';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import {
  type HeterogeneityParameterName,
  heterogeneityParameterNames,
} from '../../../src/model/parameters/heterogeneity.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../src/model/switches.js';
import { type ArmRecord, emptyArmRecord } from '../../../src/simulation/arm-record.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { bothArms, compileBoth, type PatientRun, runArm } from './backend-arms.js';
import { publishedPatients } from './published-patients.js';

const DAYS = 40;
const regimens = Object.keys(builtInRegimens);
const patients = publishedPatients(5, '21');
const [first, second, third] = patients as [Float64Array, Float64Array, Float64Array];
const place = (name: HeterogeneityParameterName) => heterogeneityParameterNames.indexOf(name);

/** Partners that misbehave. */
const partners: Readonly<Record<string, Float64Array>> = {
  'that is another patient': second,
  'that is itself': first,
  'that fails at once': first.with(place('K1'), 0),
  'without a number among its parameters': first.map(() => Number.NaN),
  'with an infinite rate': first.with(place('beta_X1'), Number.POSITIVE_INFINITY),
  'with huge parameters': first.map((value) => value * 1e300),
  'that grows without bound in finite time': first.with(place('K1'), -1e9),
};

const models = await compileBoth({ switches: postedSwitches });
const corrected = await compileBoth({
  switches: resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected']))),
});
const armOf = (regimen: string, maxSteps = defaultSolverSettings.maxSteps, both = models) => {
  const plan = dosePlan(builtInRegimens[regimen]!, DAYS);
  return bothArms(both, { plan, settings: { ...defaultSolverSettings, maxSteps } }).compiled;
};
/** All that is kept of a patient; the days of a failed one mean nothing. */
const bitsOf = ({ outcome, ...kept }: PatientRun) => (outcome.kind === 'failed' ? { outcome } : { outcome, ...kept });

describe.each(regimens)('%s: a patient has the same bits', (regimen) => {
  const simulate = armOf(regimen);
  const alone = patients.map((vector) => bitsOf(runArm(armOf(regimen), [vector])[0]!));

  test('alone, first, second, and with any partner', () => {
    for (const [a, one] of patients.entries()) {
      for (const [b, other] of patients.entries()) {
        expect(runArm(simulate, [one, other]).map(bitsOf)).toEqual([alone[a], alone[b]]);
      }
    }
  });

  test('in odd and even cohorts of any order', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [3, 0, 4, 1],
      [4, 3, 2, 1, 0],
      [0, 0, 0, 1, 1],
    ]) {
      const runs = runArm(
        simulate,
        order.map((index) => patients[index]!),
      );
      expect(runs.map(bitsOf)).toEqual(order.map((index) => alone[index]));
    }
  });

  test.each(Object.entries(partners))('beside and behind a partner %s', (_name, partner) => {
    const partnerAlone = bitsOf(runArm(armOf(regimen), [partner])[0]!);
    const runs = runArm(simulate, [partner, first, partner, partner, second, third, partner]);
    const [p, ...own] = [partnerAlone, alone[0], alone[1], alone[2]];
    expect(runs.map(bitsOf)).toEqual([p, own[0], p, p, own[1], own[2], p]);
    expect(runArm(simulate, [first, partner]).map(bitsOf)).toEqual([own[0], p]);
  });
});

describe('a patient that is retried', () => {
  /** So many steps that some patients complete at once, some on the retry. */
  function budgetBetween(vectors: readonly Float64Array[]): number {
    for (let maxSteps = 20; maxSteps < 2000; maxSteps++) {
      const retried = runArm(armOf('published-tas102-bev', maxSteps), vectors).map(
        ({ outcome }) => outcome.kind === 'completed' && outcome.retried,
      );
      if (retried.includes(false) && retried.includes(true)) return maxSteps;
    }
    throw new Error('no budget divides the patients');
  }

  test('changes no bit of its partner, nor its partner of it', () => {
    const vectors = patients.slice(0, 4);
    const maxSteps = budgetBetween(vectors);
    const alone = vectors.map((vector) => bitsOf(runArm(armOf('published-tas102-bev', maxSteps), [vector])[0]!));
    const simulate = armOf('published-tas102-bev', maxSteps);
    for (const [a, one] of vectors.entries()) {
      for (const [b, other] of vectors.entries()) {
        expect(runArm(simulate, [one, other]).map(bitsOf)).toEqual([alone[a], alone[b]]);
      }
    }
    expect(runArm(simulate, [...vectors].reverse()).map(bitsOf)).toEqual([...alone].reverse());
  });
});

test('with the corrected switches too, a patient has the same bits with any partner', () => {
  const alone = patients.map((vector) => bitsOf(runArm(armOf('protocol-tas102-bev', 20_000, corrected), [vector])[0]!));
  const simulate = armOf('protocol-tas102-bev', 20_000, corrected);
  for (let shift = 0; shift < patients.length; shift++) {
    const order = patients.map((_, index) => (index + shift) % patients.length);
    const runs = runArm(
      simulate,
      order.map((index) => patients[index]!),
    );
    expect(runs.map(bitsOf)).toEqual(order.map((index) => alone[index]));
  }
});

test('drug rates that differ between the lanes stay in their lanes', async () => {
  const varied = await compileBoth({ switches: postedSwitches, varying: ['k_10_Chem', 'k_12_Targ'] });
  const plan = dosePlan(builtInRegimens['published-tas102-bev']!, DAYS);
  const vectors = [3, 12, 3, 0.5].map((k10, index) => Float64Array.from([...first, k10, 0.1 + index / 10]));
  const alone = vectors.map((vector) => bitsOf(runArm(bothArms(varied, { plan }).compiled, [vector])[0]!));
  expect(new Set(alone.map((bits) => JSON.stringify(bits))).size).toBe(vectors.length);
  const { compiled } = bothArms(varied, { plan });
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 1, 0, 0],
    [2, 0, 3],
  ]) {
    const runs = runArm(
      compiled,
      order.map((index) => vectors[index]!),
    );
    expect(runs.map(bitsOf)).toEqual(order.map((index) => alone[index]));
  }
});

describe('what a cohort keeps', async () => {
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying: [],
    drugs: publishedDrugs,
    arms: regimens.map((name) => fixedArm(name, builtInRegimens[name]!, [7, 40])),
    horizonDays: DAYS,
    assessment: defaultAssessmentRules,
    assessmentDay: 28,
    markerDays: [14, 40],
    tumorDays: [0, 28, 40],
    keepTrajectories: true,
    solver: defaultSolverSettings,
  };
  const simd = await compileSimulation(spec);

  /** Every array of one patient, by name. */
  const rowOf = (record: ArmRecord, patient: number) =>
    Object.fromEntries(
      Object.entries({ ...record }).map(([name, array]: [string, ArmRecord[keyof ArmRecord]]) => {
        const width = array.length / record.status.length;
        return [name, array.slice(patient * width, (patient + 1) * width)];
      }),
    );
  const vectors = [first, partners['that fails at once']!, second, partners['with huge parameters']!, third];
  const cohort = cohortSimulator(spec, simd)(Float64Array.from(vectors.flatMap((vector) => [...vector])));

  test.each(regimens)('%s: every array is the same as alone', (arm) => {
    for (const [patient, vector] of vectors.entries()) {
      const alone = cohortSimulator(spec, simd)(vector);
      expect(rowOf(cohort.arms[arm]!, patient)).toEqual(rowOf(alone.arms[arm]!, 0));
      const failures = cohort.failures.filter((failure) => failure.patient === patient);
      expect(failures.map((failure) => ({ ...failure, patient: 0 }))).toEqual(alone.failures);
    }
  });

  test('goes into the records that are handed in, and into no other', () => {
    const into = Object.fromEntries(regimens.map((arm) => [arm, emptyArmRecord(spec, 2, [7, 40])]));
    const pair = Float64Array.from([...first, ...second]);
    const record = cohortSimulator(spec, simd)(pair, into);
    for (const arm of regimens) expect(record.arms[arm]).toBe(into[arm]);
    expect(into).toEqual(cohortSimulator(spec, simd)(pair).arms);
  });
});
