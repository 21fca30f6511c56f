import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../src/errors.js';
import { fixedParameters } from '../../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameterNames } from '../../../../src/model/parameters/heterogeneity.js';
import {
  fixedParameterNames,
  requireFixedParameter,
  requireParameterValue,
  resolveFixedParameters,
} from '../../../../src/model/parameters/resolve-parameters.js';
import { allProcesses, qcicModel } from '../../../../src/model/qcic-model.js';
import { postedSwitches, resolveSwitches } from '../../../../src/model/switches.js';
import { divisorsOf } from '../expression-leaves.js';

const il21 = resolveSwitches({ 'tfh-il21': 'corrected' });
const published = Object.keys(fixedParameters);

describe('fixedParameterNames', () => {
  test('are the 410 of the table in the posted form', () => {
    expect(fixedParameterNames(postedSwitches)).toEqual(published);
  });

  test('has lambda_betaTfhI21 besides with tfh-il21 corrected, and with no other switch', () => {
    expect(fixedParameterNames(il21)).toEqual([...published, 'lambda_betaTfhI21']);
    expect(fixedParameterNames(resolveSwitches({ 'ctl-proliferation': 'corrected' }))).toEqual(published);
  });
});

describe('resolveFixedParameters', () => {
  test('without overrides gives every published value', () => {
    const values = resolveFixedParameters(postedSwitches);
    for (const [name, { value }] of Object.entries(fixedParameters)) expect(values.get(name)).toBe(value);
  });

  test('an override replaces its own value and no other', () => {
    const [before, after] = [
      resolveFixedParameters(postedSwitches),
      resolveFixedParameters(postedSwitches, { d_T8: 0 }),
    ];
    const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
    expect(changed).toEqual(['d_T8']);
    expect(after.get('d_T8')).toBe(0);
  });

  test('the parameter of a corrected form is 0.1 there and may be overridden there', () => {
    expect(resolveFixedParameters(il21).get('lambda_betaTfhI21')).toBe(0.1);
    expect(resolveFixedParameters(il21, { lambda_betaTfhI21: 0.3 }).get('lambda_betaTfhI21')).toBe(0.3);
  });

  test('in the posted form that parameter is unknown', () => {
    expect(() => resolveFixedParameters(postedSwitches, { lambda_betaTfhI21: 0.3 })).toThrow(InputError);
  });
});

describe('requireFixedParameter', () => {
  test('accepts every fixed parameter', () => {
    for (const name of published) expect(() => requireFixedParameter(name, published)).not.toThrow();
  });

  test('an unknown name is refused with the nearest known one', () => {
    expect(() => requireFixedParameter('kapa_T8', published)).toThrow(InputError);
    expect(() => requireFixedParameter('kapa_T8', published)).toThrow(
      'parameters.kapa_T8: must name a parameter of the model; got an unknown name (did you mean kappa_T8?)',
    );
  });

  test('a name that resembles none gets no suggestion', () => {
    expect(() => requireFixedParameter('mortgage rate', published)).toThrow(/got an unknown name$/);
  });

  test.each(heterogeneityParameterNames)('%s is refused as per-patient', (name) => {
    expect(() => requireFixedParameter(name, published)).toThrow(
      `parameters.${name}: must be a fixed parameter; got a per-patient one, which the patients' own values set`,
    );
  });

  test('names that every object has are not parameters', () => {
    expect(() => requireFixedParameter('constructor', published)).toThrow(InputError);
  });
});

describe('requireParameterValue', () => {
  test.each([-1e-300, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d for any parameter', (value) => {
    expect(() => requireParameterValue('kappa_T8', value)).toThrow(InputError);
    expect(() => requireParameterValue('kappa_T8', value)).toThrow(
      `parameters.kappa_T8: must be a finite number >= 0; got ${value}`,
    );
  });

  test('zero is refused exactly where an equation divides by the parameter', () => {
    const model = qcicModel(postedSwitches);
    const expressions = [
      ...allProcesses(model).flatMap(({ flux, gain }) => [flux, gain]),
      ...model.molecules.map(({ expression }) => expression),
    ];
    const divisors = new Set(
      expressions.flatMap(divisorsOf).flatMap((part) => (part.kind === 'parameter' ? [part.name as string] : [])),
    );
    // The closed form of the pharmacokinetics divides by k10 and by k21.
    const drugDivisors = ['k_10_Chem', 'k_21_Chem', 'k_10_Targ', 'k_21_Targ'];
    const refusesZero = (name: string): boolean => {
      try {
        requireParameterValue(name, 0);
        return false;
      } catch {
        return true;
      }
    };
    const expected = published.filter((name) => divisors.has(name) || drugDivisors.includes(name));
    expect(published.filter(refusesZero)).toEqual(expected);
    expect(() => requireParameterValue('V_C', 0)).toThrow(
      'parameters.V_C: must be > 0, the equations divide by it; got 0',
    );
  });
});
