// Evidence: laws.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { requireDays, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';

const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  arms: [],
  horizonDays: 60,
  assessmentDay: 56,
  markerDays: [14, 56],
  tumorDays: [0, 60],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

describe('requireDays', () => {
  test('takes whole days from 0 to the horizon, both included, and no days at all', () => {
    expect(() => requireDays(spec)).not.toThrow();
    expect(() => requireDays({ ...spec, assessmentDay: 0, markerDays: [], tumorDays: [] })).not.toThrow();
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
});
