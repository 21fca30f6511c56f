// Evidence: closed forms of one compartment, and the daily amounts of the simulator.
import { describe, expect, test } from 'vitest';
import {
  armRoles,
  builtInRegimens,
  cohortSimulator,
  compileModel,
  defaultAssessmentRules,
  defaultSolverSettings,
  dosePlan,
  drugCurves,
  drugStatesOf,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  publishedDrugs,
  stateNamesOf,
} from '../../../src/index.js';

/** Rounding of an exponential. */
const ROUNDING = 1e-12;
const RATE = 0.4;
const values = Float64Array.from(heterogeneityParameterNames, (name) => heterogeneityParameters[name].baseline);

const simple = {
  name: 'simple',
  definition: {
    label: 'Simple',
    doseUnit: 'mg',
    pharmacokinetics: { model: 'one-compartment', k10: RATE },
    effects: [],
    source: '',
    calibrated: false,
  },
} as const;
const model = compileModel({ switches: postedSwitches, drugs: [...publishedDrugs, simple] });
const bolus = { dose: 8, days: [2], cycleDays: 28, cycles: 1, durationDays: 0 } as const;

describe('drugCurves', () => {
  test('falls exponentially after a bolus, at which it has two amounts', () => {
    const { simple: curve } = drugCurves(model, dosePlan({ simple: [bolus] }, 30), values);
    const { days, amounts } = curve!;
    expect(days.filter((day) => day === 2)).toHaveLength(2);
    days.forEach((day, point) => {
      if (day < 2) expect(amounts[point]).toBe(0);
      if (day > 2) expect(Math.abs(amounts[point]! - 8 * Math.exp(-RATE * (day - 2)))).toBeLessThan(8 * ROUNDING);
    });
    expect(Math.max(...amounts)).toBe(8);
    expect(days.at(-1)).toBe(30);
  });

  test('has no step above a day, and never goes back in time', () => {
    const { days } = drugCurves(model, dosePlan({ simple: [bolus] }, 200), values).simple!;
    const steps = days.slice(1).map((day, point) => day - days[point]!);
    expect(Math.min(...steps)).toBe(0);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1 + ROUNDING);
  });

  test('has no curve of a drug that is not given', () => {
    expect(Object.keys(drugCurves(model, dosePlan({ simple: [bolus] }, 30), values))).toEqual(['simple']);
    expect(drugCurves(model, dosePlan({}, 30), values)).toEqual({});
  });

  test('passes through the daily amounts of a simulated patient', () => {
    const arm = fixedArm('both', builtInRegimens[`published-${armRoles.combination.replaceAll('_', '-')}`]!);
    const spec = {
      switches: postedSwitches,
      overrides: {},
      varying: [],
      drugs: publishedDrugs,
      arms: [arm],
      horizonDays: 60,
      assessment: defaultAssessmentRules,
      assessmentDay: 56,
      markerDays: [56],
      tumorDays: [],
      keepTrajectories: true,
      solver: defaultSolverSettings,
    };
    const record = cohortSimulator(spec, 'javascript')(values);
    const names = stateNamesOf(spec.drugs);
    const curves = drugCurves(compileModel(spec), dosePlan(arm.regimen, 60), values);
    for (const { drug, name, compartment } of drugStatesOf(spec.drugs)) {
      if (compartment !== 'central') continue;
      const { days, amounts } = curves[drug.name]!;
      for (let day = 0; day <= 60; day++) {
        const point = days.indexOf(day);
        if (point < 0) continue;
        const daily = record.arms[arm.name]!.trajectories[day * names.length + names.indexOf(name)]!;
        expect(Math.abs(amounts[point]! - daily)).toBeLessThanOrEqual(ROUNDING * Math.max(1, daily));
      }
    }
  });
});
