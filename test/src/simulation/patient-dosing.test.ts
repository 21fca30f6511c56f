// Evidence: closed form (amounts times weight and surface) · laws.
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import type { DosingCourse, Regimen } from '../../../src/model/regimens.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';
import { dosingPaths } from '../../../src/simulation/dosing-paths.js';
import { patientDosing } from '../../../src/simulation/patient-dosing.js';
import { fixedArm } from '../../../src/simulation/simulation-spec.js';
import { publishedPatients } from './published-patients.js';

const course: DosingCourse = { dose: 10, days: [1], cycleDays: 7, cycles: 4, durationDays: 0.5 };
const fixed: Regimen = { tas102: [course] };
const perKg: Regimen = { tas102: [{ ...course, per: 'kg' }] };
const [patient] = publishedPatients(1, '3') as [Float64Array];
const model = compileModel({ switches: postedSwitches, varying: ['body_weight'], overrides: { body_height: 180 } });
const weighing = (weightKg: number) => Float64Array.from([...patient, weightKg]);
const until = (regimen: Regimen, next: Regimen | null) =>
  dosingPaths({ ...fixedArm('arm', regimen, [10]), untilProgression: { delayDays: 0, next } }, 30);

describe('patientDosing', () => {
  test('of fixed doses is one object for all patients, with the plans as they are', () => {
    const { plan, stops } = until(fixed, null);
    const dosesOf = patientDosing(model, plan, stops);
    expect(dosesOf(weighing(60))).toBe(dosesOf(weighing(90)));
    expect(dosesOf(weighing(60))).toEqual({ plan, stops, body: [] });
    expect(dosesOf(weighing(60)).plan).toBe(plan);
  });

  test('has the doses of the weight that a patient brings and of the height that all share', () => {
    const doses = (per: 'kg' | 'm2', weightKg: number) =>
      patientDosing(model, dosePlan({ tas102: [{ ...course, per }] }, 30), [])(weighing(weightKg));
    expect(doses('kg', 60).plan).toEqual(dosePlan({ tas102: [{ ...course, dose: 600 }] }, 30));
    expect(doses('m2', 80).plan.scheduled.tas102).toBeCloseTo(4 * 2 * 10, 10);
    expect(doses('m2', 80).body).toEqual([80, 180]);
  });

  test.each([
    ['before progression', perKg, fixed],
    ['after progression alone', fixed, perKg],
  ])('applies to the paths of all stops, where doses depend on the body %s', (_name, regimen, next) => {
    const { plan, stops } = until(regimen, next);
    const dosesOf = patientDosing(model, plan, stops);
    const own = (weightKg: number) => dosesOf(weighing(weightKg)).stops[0]!.plan.scheduled.tas102!;
    const [light, heavy] = [own(50), own(100)];
    const share = regimen === perKg ? 2 : 3;
    // 2 administrations before the stop on day 10 and 3 after it, per kilogram or of 10 units
    expect(light).toBeCloseTo(share * 500 + (5 - share) * 10, 8);
    expect(heavy).toBeCloseTo(share * 1000 + (5 - share) * 10, 8);
  });

  test('keeps nothing of the patient before', () => {
    const { plan, stops } = until(perKg, null);
    const dosesOf = patientDosing(model, plan, stops);
    const first = dosesOf(weighing(60));
    dosesOf(weighing(90));
    expect(dosesOf(weighing(60))).toEqual(first);
    expect(dosesOf(weighing(60))).toBe(dosesOf(weighing(60)));
  });
});
