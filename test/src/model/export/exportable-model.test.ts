// Evidence: the tables of the model that an export is made from.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../src/errors.js';
import { stateNames } from '../../../../src/model/drugs/drug-states.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { fixedParameters } from '../../../../src/model/parameters/fixed-parameters.js';
import {
  heterogeneityParameterNames,
  heterogeneityParameters,
} from '../../../../src/model/parameters/heterogeneity.js';
import { initialState } from '../../../../src/model/species.js';
import { postedSwitches, resolveSwitches } from '../../../../src/model/switches.js';

const switches = postedSwitches;

describe('exportableModel', () => {
  test('has the 57 states in canonical order, without drugs at day 0', () => {
    const { states } = exportableModel({ switches });
    expect(states.map(({ name }) => name)).toEqual(stateNames);
    expect(states.map(({ initial }) => initial)).toEqual([...initialState, 0, 0, 0, 0]);
  });

  test('starts at the states that are set, with the published composition of a baseline tumor', () => {
    const { states } = exportableModel({ switches, overrides: { baseline_tumor: 8e8, 'state:T8_C': 7e6 } });
    const initialOf = (name: string) => states.find((state) => state.name === name)!.initial;
    expect(['X1_C', 'X2_C', 'X3_C', 'T8_C', 'T8_B'].map(initialOf)).toEqual([2e8, 6e8, 0, 7e6, 5e5]);
  });

  test('has the 21 per-patient parameters at their baseline, then the varying ones at theirs', () => {
    const { parameters } = exportableModel({ switches, overrides: { V_A: 2 }, varying: ['V_B', 'V_A'] });
    expect(parameters.map(({ name }) => name)).toEqual([...heterogeneityParameterNames, 'V_B', 'V_A']);
    expect(parameters.slice(0, 21).map(({ example }) => example)).toEqual(
      heterogeneityParameterNames.map((name) => heterogeneityParameters[name].baseline),
    );
    expect(parameters.slice(21).map(({ example }) => example)).toEqual([fixedParameters.V_B.value, 2]);
    for (const { unit } of parameters) expect(unit).not.toBe('');
  });

  test('the parameter of a corrected form has its unit', () => {
    const form = resolveSwitches({ 'tfh-il21': 'corrected' });
    const { parameters } = exportableModel({ switches: form, varying: ['lambda_betaTfhI21'] });
    expect(parameters.at(-1)).toEqual({ name: 'lambda_betaTfhI21', unit: '1', example: 0.1 });
  });

  test.each([
    ['an unknown name', ['beta_T8x'], /parameters\.beta_T8x: .*did you mean beta_T8\?/],
    ['a per-patient parameter', ['K1'], /must be a fixed parameter/],
    ['a name given twice', ['d_T8', 'V_A', 'd_T8'], /varying: must name each parameter once; got d_T8 twice/],
  ])('%s among the varying ones is refused', (_name, varying, message) => {
    expect(() => exportableModel({ switches, varying })).toThrow(InputError);
    expect(() => exportableModel({ switches, varying })).toThrow(message);
  });
});
