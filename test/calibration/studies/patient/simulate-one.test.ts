// Evidence: slow oracle (the tables of the command line), closed form (a death of constant probability), laws.
import { beforeAll, describe, expect, test } from 'vitest';
import { publishedPatientModel } from '../../../../calibration/studies/patient/build-patient-model.js';
import type { PatientModel, TreatmentPlan } from '../../../../calibration/studies/patient/patient-model.js';
import { medianValues } from '../../../../calibration/studies/patient/patient-values.js';
import {
  dailyDeath,
  onePatientSimulator,
  type SimulatedPatient,
} from '../../../../calibration/studies/patient/simulate-one.js';
import { planSpec } from '../../../../calibration/studies/patient/treatment-plan.js';
import { endpointRows, visitRows } from '../../../../calibration/studies/simulate/endpoint-table.js';
import { compileSimulation } from '../../../../src/index.js';

/** Rounding of a product of a few hundred factors. */
const ROUNDING = 1e-12;
const DAILY_DEATH = 0.01;
const constant = { mu: 0, sigma: 1e6 };

const published = publishedPatientModel();
const perKg = { dose: 2, per: 'kg', days: [1], cycleDays: 28, cycles: 2, durationDays: 0 } as const;
const [control, single, combination] = published.plan.arms;
const drug = Object.keys(single!.regimen)[0]!;
const plan: TreatmentPlan = {
  ...published.plan,
  horizonDays: 120,
  arms: [
    control!,
    { ...single!, untilProgression: { delayDays: 0, next: null } },
    { ...combination!, regimen: { [drug]: [perKg] } },
  ],
};
// P = 1 / (1 + e^z) with z hardly depending on the burden
const model: PatientModel = {
  ...published,
  death: {
    [control!.name]: {
      covariate: 'burden',
      mixture: [{ weight: 1, shape: { mu: constant.sigma * Math.log(1 / DAILY_DEATH - 1), sigma: constant.sigma } }],
    },
  },
};
const names = plan.arms.map(({ name }) => name);

let patient: SimulatedPatient;
beforeAll(async () => {
  const backend = await compileSimulation(planSpec(model, plan));
  patient = onePatientSimulator(model, plan, names, backend)(medianValues(model.marginals));
});

describe('onePatientSimulator', () => {
  test('reads classes, days and sizes as the tables of the command line do', () => {
    const spec = planSpec(model, plan);
    const endpoints = [...endpointRows(patient.record, { spec, responseRule: 'volume' }, ['1'])];
    expect(
      patient.arms.map(({ arm, response, course, progressionDay }) => [
        arm,
        response,
        course?.best,
        course?.bestConfirmed,
        progressionDay,
      ]),
    ).toEqual(endpoints.map((row) => [row[1], row[4], row[9], row[10], row[11]]));
    const visits = [...visitRows(patient.record.arms, spec, ['1'])];
    expect(
      patient.arms.flatMap(({ arm, visits: days, sizes, course }) =>
        days.map((day, visit) => ['1', arm, day, sizes[visit], course?.classes[visit]]),
      ),
    ).toEqual(visits);
  });

  test('gives doses up to progression, and by weight', () => {
    const [none, stopped, byWeight] = patient.arms;
    expect(none!.doses).toEqual([]);
    const scheduled = onePatientDoses(stopped!.progressionDay!);
    expect(scheduled.after).toBeGreaterThan(0);
    expect(stopped!.doses).toHaveLength(scheduled.before);
    // 70 kg, the conventional weight
    expect(byWeight!.doses).toEqual([
      { drug, day: 1, amount: 140 },
      { drug, day: 29, amount: 140 },
    ]);
  });

  test('has survival where the arm has a death function', () => {
    const [first, second] = patient.arms;
    expect(second!.survival).toBeNull();
    expect(first!.survival).toHaveLength(121);
    expect(first!.survival![0]).toBe(1);
    expect(first!.survival![100]).toBeCloseTo((1 - DAILY_DEATH) ** 100, 4);
  });
});

/** Doses of the arm that progression ends, before a day and from it on, as its regimen schedules them. */
function onePatientDoses(day: number) {
  const days = Object.values(single!.regimen).flatMap((courses) =>
    courses.flatMap(({ days: ofCycle, cycleDays, cycles }) =>
      Array.from({ length: cycles! }, (_, cycle) => ofCycle.map((at) => cycle * cycleDays + at)).flat(),
    ),
  );
  return { before: days.filter((at) => at < day).length, after: days.filter((at) => at >= day).length };
}

describe('dailyDeath', () => {
  test('is constant where survival is geometric', () => {
    const survival = Array.from({ length: 300 }, (_, day) => (1 - DAILY_DEATH) ** day);
    const values = dailyDeath(survival);
    expect(values).toHaveLength(299);
    expect(Math.max(...values.map((value) => Math.abs(value - DAILY_DEATH)))).toBeLessThan(ROUNDING);
  });

  test('is no number where nobody is alive, and empty for a single day', () => {
    expect([...dailyDeath([1, 0, 0])]).toEqual([1, Number.NaN]);
    expect(dailyDeath([1])).toHaveLength(0);
  });
});
