// Evidence: closed form · laws.
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { fixedParameters } from '../../../src/model/parameters/fixed-parameters.js';
import { TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import type { Regimen } from '../../../src/model/regimens.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { type DosePlan, dosePlan } from '../../../src/simulation/dose-segments.js';
import { dosesDelivered, drugAmounts, drugsGiven, firstStepOf } from '../../../src/simulation/drug-courses.js';
import { FIRST_STEP_ERROR_WEIGHT } from '../../../src/simulation/patient-limits.js';
import { publishedPatients } from './published-patients.js';

const model = compileModel({ switches: postedSwitches });
const [patient] = publishedPatients(1, '51') as [Float64Array];
const both = builtInRegimens['published-tas102-bev']!;
const bevacizumabAlone: Regimen = { bevacizumab: both.bevacizumab! };

/** Steps a plan's drugs through all of its segments. */
function throughout(plan: DosePlan, followed: DosePlan = plan) {
  const given = drugsGiven(plan);
  const amounts = drugAmounts(model, given, patient);
  for (const { startDay, endDay, input } of followed.segments) {
    for (const drug of given) {
      amounts[drug]!.begin(input[drug] ?? 0);
      amounts[drug]!.end(endDay - startDay);
    }
  }
  return { given, amounts };
}

describe('drugsGiven', () => {
  test.each([
    ['none', {}, []],
    ['TAS-102', builtInRegimens['published-tas102']!, ['tas102']],
    ['bevacizumab', bevacizumabAlone, ['bevacizumab']],
    ['both', both, ['tas102', 'bevacizumab']],
  ] as const)('%s', (_name, regimen, given) => {
    expect(drugsGiven(dosePlan(regimen, 28))).toEqual(given);
  });

  test('leaves out a drug whose first dose lies beyond the horizon', () => {
    expect(drugsGiven(dosePlan(both, 1))).toEqual([]);
  });

  test('has a drug that is scheduled and does not flow, and one that flows unscheduled', () => {
    const plan = dosePlan({}, 10);
    expect(drugsGiven({ ...plan, scheduled: { tas102: 0, bevacizumab: 5 } })).toEqual(['bevacizumab']);
    const flowing = plan.segments.map((segment) => ({ ...segment, input: { tas102: 1, bevacizumab: 0 } }));
    expect(drugsGiven({ ...plan, segments: flowing })).toEqual(['tas102']);
  });
});

describe('drugAmounts', () => {
  test('are empty compartments with the rates of the drug', () => {
    const amounts = drugAmounts(model, ['tas102', 'bevacizumab'], patient);
    for (const [drug, suffix] of [
      ['tas102', 'Chem'],
      ['bevacizumab', 'Targ'],
    ] as const) {
      const [k12, k21, k10] = (['k_12', 'k_21', 'k_10'] as const).map(
        (name) => fixedParameters[`${name}_${suffix}`].value,
      );
      const expected = new TwoCompartmentDrug({ k12: k12!, k21: k21!, k10: k10! });
      expect(amounts[drug]!.fastestRate).toBe(expected.fastestRate);
      expect(amounts[drug]!.delivered).toBe(0);
    }
    expect(drugAmounts(model, [], patient)).toEqual({});
  });
});

describe('firstStepOf', () => {
  const plan = dosePlan(both, 3);
  const { given, amounts } = throughout(plan);
  const [before, during] = plan.segments as [(typeof plan.segments)[0], (typeof plan.segments)[0]];

  test('is without limit where no drug is given', () => {
    expect(firstStepOf(before, [], {})).toEqual({ longest: Number.POSITIVE_INFINITY, errorWeight: 1 });
  });

  test('is a share of the fastest time constant of the drugs that are given, less while one flows in', () => {
    const fastest = Math.max(amounts.tas102!.fastestRate, amounts.bevacizumab!.fastestRate);
    const [resting, flowing] = [before, during].map(
      (segment) => firstStepOf(segment, given, amounts).longest * fastest,
    );
    expect([before.input.tas102, during.input.tas102! > 0]).toEqual([0, true]);
    expect(flowing).toBeGreaterThan(0);
    expect(flowing).toBeLessThan(resting!);
    // An error estimate sees a transient of one time constant only in steps well below it
    expect(resting).toBeLessThan(1);
  });

  test('the error of the first step counts more only where a drug flows in', () => {
    const weights = [before, during].map((segment) => firstStepOf(segment, given, amounts).errorWeight);
    expect(weights).toEqual([1, FIRST_STEP_ERROR_WEIGHT]);
  });

  test('depends on all drugs that are given, not on those that flow', () => {
    const slower = amounts.tas102!.fastestRate < amounts.bevacizumab!.fastestRate ? 'tas102' : 'bevacizumab';
    expect(firstStepOf(during, [slower], amounts).longest).toBeGreaterThan(firstStepOf(during, given, amounts).longest);
  });
});

describe('dosesDelivered', () => {
  const plan = dosePlan(both, 40);
  const { amounts } = throughout(plan);
  const scheduling = (factor: number): DosePlan => ({
    ...plan,
    scheduled: { ...plan.scheduled, bevacizumab: factor * plan.scheduled.bevacizumab! },
  });

  test('where every segment was followed', () => {
    expect(dosesDelivered(plan, amounts)).toBe(true);
    expect(dosesDelivered(dosePlan({}, 5), {})).toBe(true);
  });

  test.each([
    [1 + 2e-6, false],
    [1 - 2e-6, false],
    [1 + 5e-7, true],
    [1 - 5e-7, true],
    [Number.NaN, false],
  ])('of %d times the schedule: %s', (factor, expected) => {
    expect(dosesDelivered(scheduling(factor), amounts)).toBe(expected);
  });

  test('not where a segment was omitted', () => {
    const dosed = plan.segments.findIndex(({ input }) => input.bevacizumab! > 0);
    const lost = throughout(plan, { ...plan, segments: plan.segments.toSpliced(dosed, 1) });
    expect(dosesDelivered(plan, lost.amounts)).toBe(false);
  });
});
