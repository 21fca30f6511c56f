// Evidence: laws.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { armUntil, fixedArm, requireDays, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';

const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [],
  horizonDays: 60,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [14, 56],
  tumorDays: [0, 60],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

const arm = (visits: readonly number[], delayDays = 0) => ({
  ...fixedArm('a', {}, visits),
  untilProgression: { delayDays, next: null },
});

describe('requireDays', () => {
  test('takes whole days from 0 to the horizon, both included, and no days at all', () => {
    expect(() => requireDays(spec)).not.toThrow();
    expect(() => requireDays({ ...spec, assessmentDay: 0, markerDays: [], tumorDays: [] })).not.toThrow();
    expect(() => requireDays({ ...spec, arms: [arm([1, 28, 60]), fixedArm('b', {})] })).not.toThrow();
    expect(() => requireDays({ ...spec, assessmentDay: 60, markerDays: [0, 60] })).not.toThrow();
  });

  test.each([
    ['assessmentDay', { assessmentDay: 61 }, 61],
    ['assessmentDay', { assessmentDay: -1 }, -1],
    ['assessmentDay', { assessmentDay: Number.NaN }, Number.NaN],
    ['markerDays', { markerDays: [14, 90] }, 90],
    ['markerDays', { markerDays: [14.5] }, 14.5],
    ['tumorDays', { tumorDays: [0, 28, 84] }, 84],
    ['tumorDays', { tumorDays: [Number.POSITIVE_INFINITY] }, Number.POSITIVE_INFINITY],
  ] as const)('names %s in %j', (name, changes, day) => {
    const refused = () => requireDays({ ...spec, ...changes });
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(`${name}: must be whole days from 0 to the horizon (60); got ${day}`);
  });

  test.each([
    ['visits[1]', [28, 61], 'must be a whole day from 1 to the horizon (60)', 61],
    ['visits[0]', [0, 28], 'must be a whole day from 1 to the horizon (60)', 0],
    ['visits[1]', [14, 28.5], 'must be a whole day from 1 to the horizon (60)', 28.5],
    ['visits[2]', [14, 28, 28], 'must be later than the visit before it (day 28)', 28],
  ] as const)('names %s of an arm with %j', (name, visits, required, got) => {
    const refused = () => requireDays({ ...spec, arms: [arm(visits)] });
    expect(refused).toThrow(new InputError(`arms.a.${name}: ${required}; got ${got}`));
  });

  test('refuses doses until a progression that no visit can show', () => {
    const message = 'arms.a.visits: must name a day where doses are given until progression; got none';
    expect(() => requireDays({ ...spec, arms: [arm([])] })).toThrow(new InputError(message));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a delay of %d days', (delayDays) => {
    const message = `arms.a.untilProgression.delayDays: must be finite and >= 0; got ${delayDays}`;
    expect(() => requireDays({ ...spec, arms: [arm([28], delayDays)] })).toThrow(new InputError(message));
  });
});

test('armUntil drops later visits, and with the last one what they decide on', () => {
  const whole = arm([28, 56], 7);
  expect(armUntil(whole, 56)).toEqual(whole);
  expect(armUntil(whole, 55)).toEqual(arm([28], 7));
  expect(armUntil(whole, 27)).toEqual(fixedArm('a', {}));
});
