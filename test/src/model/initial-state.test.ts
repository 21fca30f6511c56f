import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { compileModel, type ModelOptions } from '../../../src/model/compile/compile-model.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { cellIndex, cellStates, initialState } from '../../../src/model/species.js';
import { postedSwitches as switches } from '../../../src/model/switches.js';

/** State at day 0 of a patient whose further values are these. */
function stateOf(options: Omit<ModelOptions, 'switches'>, own: readonly number[] = []) {
  const model = compileModel({ switches, ...options });
  const parameters = Float64Array.from([...heterogeneityParameterNames.map(() => 1), ...own]);
  const state = new Float64Array(cellStates.length);
  model.initialStateInto(parameters, state);
  return { state, tumor: model.baselineTumorOf(parameters) };
}

describe('densities at day 0', () => {
  test('are the published ones where nothing is set, with a tumor of 4e8 cell/L', () => {
    const { state, tumor } = stateOf({});
    expect([...state]).toEqual(initialState);
    expect(tumor).toBe(4e8);
  });

  test('of a state are what is set, for all patients or by each, and no other state differs', () => {
    const expected = initialState.with(cellIndex.T8_C, 7e6);
    expect([...stateOf({ overrides: { 'state:T8_C': 7e6 } }).state]).toEqual(expected);
    expect([...stateOf({ varying: ['state:T8_C'] }, [7e6]).state]).toEqual(expected);
    expect([...stateOf({ overrides: { 'state:T8_C': 1 }, varying: ['state:T8_C'] }, [7e6]).state]).toEqual(expected);
  });

  test('of a baseline tumor keep the published composition, 1 to 3 to 0', () => {
    for (const { state, tumor } of [
      stateOf({ overrides: { baseline_tumor: 8e8 } }),
      stateOf({ varying: ['d_T8', 'baseline_tumor'] }, [0.1, 8e8]),
    ]) {
      const clones = [cellIndex.X1_C, cellIndex.X2_C, cellIndex.X3_C];
      expect(clones.map((cell) => state[cell])).toEqual([2e8, 6e8, 0]);
      expect(tumor).toBe(8e8);
      expect([...state].filter((_, cell) => !clones.includes(cell))).toEqual(
        initialState.filter((_, cell) => !clones.includes(cell)),
      );
    }
  });

  test('give the tumor as the sum of its populations', () => {
    expect(stateOf({ varying: ['state:X3_C', 'state:X1_C'] }, [5e7, 2e8]).tumor).toBe(5e7 + 2e8 + 3e8);
  });

  test('cannot be set by a baseline tumor and a population both, nor without any tumor', () => {
    const both = /parameters\.baseline_tumor: must not stand beside state:X2_C/;
    expect(() => stateOf({ overrides: { baseline_tumor: 1e8 }, varying: ['state:X2_C'] })).toThrow(both);
    expect(() => stateOf({ varying: ['state:X2_C', 'baseline_tumor'] })).toThrow(InputError);
    const none = { 'state:X1_C': 0, 'state:X2_C': 0 };
    expect(() => stateOf({ overrides: none })).toThrow(/must be > 0, sizes are relative to it; got 0/);
    expect(() => stateOf({ overrides: { 'state:X1_C': 0 } })).not.toThrow();
  });

  test.each([
    [{ 'state:T8_D': 1 }, /parameters\.state:T8_D: must name a parameter of the model.*did you mean state:T8_[ABC]\?/],
    [{ baseline_tumour: 1 }, /did you mean baseline_tumor\?/],
    [{ baseline_tumor: 0 }, /parameters\.baseline_tumor: must be > 0/],
    [{ 'state:T8_C': -1 }, /parameters\.state:T8_C: must be a finite number >= 0; got -1/],
    [{ body_height: 1.7 }, /parameters\.body_height: must lie in \[30, 280\] cm; got 1\.7/],
    [{ body_weight: 70_000 }, /parameters\.body_weight: must lie in \[2, 700\] kg; got 70000/],
  ])('%j is refused', (overrides, message) => {
    expect(() => stateOf({ overrides })).toThrow(message);
  });

  test('and the body are known by name, and change no constant of the kernel', () => {
    const model = compileModel({ switches, overrides: { body_weight: 80 }, varying: ['body_height', 'state:T8_C'] });
    const parameters = Float64Array.from([...heterogeneityParameterNames.map(() => 1), 180, 7e6]);
    const values = ['body_weight', 'body_height', 'state:T8_C', 'state:T8_B', 'baseline_tumor'].map((name) =>
      model.parameterValue(name, parameters),
    );
    expect(values).toEqual([80, 180, 7e6, 5e5, 4e8]);
    const plain = compileModel({ switches });
    const constants = [model, plain].map(({ kernel }) => new Float64Array(kernel.constantCount));
    model.kernel.prepareInto(parameters, constants[0]!);
    plain.kernel.prepareInto(parameters.subarray(0, heterogeneityParameterNames.length), constants[1]!);
    expect(constants[0]).toEqual(constants[1]);
  });
});
