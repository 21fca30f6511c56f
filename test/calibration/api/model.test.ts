// Evidence: the classical Runge-Kutta method on the public right-hand side gives the trajectories of the simulator; closed forms of
// the drug; the published counts of states and parameters.
import { describe, expect, test } from 'vitest';
import { exportModel, parameters, rightHandSide, states } from '../../../calibration/api/model.js';
import { sampleCohort, simulate } from '../../../calibration/api/workbench.js';

test('states and parameters are those of the paper, with units', () => {
  expect(
    states()
      .map(({ unit }) => unit)
      .filter((unit) => unit === 'cell/L'),
  ).toHaveLength(53);
  expect(states()).toHaveLength(57);
  expect(states()[0]).toMatchObject({ name: 'D_A', initial: 3e9 });
  const ofPatients = parameters().filter(({ kind }) => kind === 'patient');
  expect(ofPatients).toHaveLength(21);
  for (const { value, distribution } of ofPatients) {
    expect(value).toBeGreaterThan(distribution!.min);
    expect(value).toBeLessThan(distribution!.max);
  }
  const changed = parameters({ parameters: { d_T8: 0.4 } }).find(({ name }) => name === 'd_T8');
  expect(changed).toMatchObject({ kind: 'fixed', value: 0.4 });
});

/** Runge-Kutta of fourth order in steps of a hundredth of a day. */
function solved(y: Float64Array, days: number, slope: (y: Float64Array) => Float64Array): Float64Array {
  const h = 0.01;
  const moved = (from: Float64Array, by: Float64Array, step: number) => from.map((value, at) => value + step * by[at]!);
  let state = y;
  for (let step = 0; step < Math.round(days / h); step++) {
    const k1 = slope(state);
    const k2 = slope(moved(state, k1, h / 2));
    const k3 = slope(moved(state, k2, h / 2));
    const k4 = slope(moved(state, k3, h));
    state = state.map((value, at) => value + (h / 6) * (k1[at]! + 2 * k2[at]! + 2 * k3[at]! + k4[at]!));
  }
  return state;
}

test('an independent solver of the right-hand side follows the simulator, doses among it', {
  tags: 'full/models',
}, async () => {
  const [patient] = sampleCohort(1, { seed: 5 });
  const dose = { dose: 30, days: [1], cycleDays: 28, cycles: 1, durationDays: 2 };
  const { trajectories } = await simulate({
    patients: [patient!],
    arms: { one: { tas102: dose, bevacizumab: dose } },
    days: 56,
    trajectories: true,
  });
  const { stateNames, initialState, derivatives } = rightHandSide(patient);
  const given = { tas102: 15, bevacizumab: 15 };
  let state = solved(initialState, 1, (y) => derivatives(y));
  state = solved(state, 2, (y) => derivatives(y, given));
  state = solved(state, 17, (y) => derivatives(y));
  for (const [index, name] of stateNames.entries()) {
    const simulated = trajectories[0]!.states[name]![20]!;
    expect(Math.abs(state[index]! - simulated), name).toBeLessThan(1e-4 * Math.abs(simulated) + 1e-6);
  }
});

test('a drug that saturates has its own states, and its elimination is that of Michaelis and Menten', () => {
  const slow = {
    label: 'Slow',
    doseUnit: 'mg',
    pharmacokinetics: { model: 'saturable' as const, mostRate: 6, half: 2 },
    effects: [],
    source: 'a test',
    calibrated: false,
  };
  const { stateNames, initialState, derivatives } = rightHandSide({}, { drugs: { slow } });
  const central = stateNames.length - 2;
  const state = initialState.slice();
  state[central] = 4;
  const perDay = derivatives(state, { slow: 10 });
  // 6 * 4 / (2 + 4) = 4 a day go, 10 come
  expect(perDay[central]).toBeCloseTo(6, 12);
  expect(perDay[central + 1]).toBeCloseTo(4, 12);
});

describe('what is wrong is named', () => {
  const cases: readonly (readonly [what: () => unknown, message: string])[] = [
    [() => rightHandSide({ K_1: 1 }), 'got an unknown one (did you mean K1?)'],
    [() => rightHandSide().derivatives([1]), 'state: must be 57 numbers; got 1'],
    [() => rightHandSide().derivatives(rightHandSide().initialState, { tas: 1 }), 'got tas'],
    [() => states({ drugs: ['nivolumb'] }), 'drugs.nivolumb: must be defined'],
    [() => exportModel('d'), 'format: must be one of '],
    [() => exportModel('c', { regimen: 'published' }), 'regimen: must be one of '],
    [() => exportModel('c', { days: 0 }), 'days: must be a whole number >= 1; got 0'],
  ];
  test.each(cases)('%s', (what, message) => {
    expect(what).toThrow(message);
  });
});

test('an export holds the doses of its regimen', () => {
  expect(exportModel('c', { regimen: 'published-tas102' })).toContain('published-tas102');
});
