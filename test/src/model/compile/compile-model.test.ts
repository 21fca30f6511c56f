import { describe, expect, test } from 'vitest';
import { generatedKernel } from '../../../../calibration/bench/peers/generated-kernel.js';
import { InputError } from '../../../../src/errors.js';
import { compileModel } from '../../../../src/model/compile/compile-model.js';
import type { Program } from '../../../../src/model/compile/program.js';
import { fixedParameters } from '../../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameterNames } from '../../../../src/model/parameters/heterogeneity.js';
import { postedSwitches, resolveSwitches } from '../../../../src/model/switches.js';
import { derivativesAt, largestError, rightHandSideFixture } from '../right-hand-side-cases.js';

/** Folding regroups factors, so results differ by rounding: a dozen operations, one or two digits of cancellation. */
const REGROUPING = 1e-12;

const switches = postedSwitches;
const fixedNames = Object.keys(fixedParameters);
const { cases } = rightHandSideFixture;
const example = cases[1]!;

describe('compileModel', () => {
  test('a patient brings the 21 per-patient parameters, in canonical order', () => {
    expect(compileModel({ switches }).parameterNames).toEqual(heterogeneityParameterNames);
    expect(compileModel({ switches }).kernel.parameterCount).toBe(21);
    expect(compileModel({ switches }).kernel.outputCount).toBe(53);
  });

  test('varying parameters follow in the order they were named in', () => {
    const { parameterNames, kernel } = compileModel({ switches, varying: ['d_T8', 'V_A', 'k_10_Chem'] });
    expect(parameterNames).toEqual([...heterogeneityParameterNames, 'd_T8', 'V_A', 'k_10_Chem']);
    expect(kernel.parameterCount).toBe(24);
  });

  test('any one parameter varied at its published value gives the folded derivatives to rounding', {
    tags: 'full/oracles',
  }, () => {
    const folded = [...derivativesAt(compileModel({ switches }), example, example.perPatient)];
    const errors = Object.entries(fixedParameters).map(([name, { value }]) => {
      const compiled = compileModel({ switches, varying: [name] });
      return [name, largestError(derivativesAt(compiled, example, [...example.perPatient, value]), folded)] as const;
    });
    expect(errors.filter(([, error]) => !(error < REGROUPING))).toEqual([]);
  });

  test.each([...cases.entries()].slice(1))(
    'case %i: all 410 fixed parameters per patient give the derivatives of all 410 per run',
    (_index, { fixed, perPatient, ...rest }) => {
      const { lambda_betaTfhI21: _gain, ...overrides } = fixed;
      const folded = derivativesAt(compileModel({ switches, overrides }), rest, perPatient);
      const parameters = [...perPatient, ...fixedNames.map((name) => overrides[name]!)];
      const varied = derivativesAt(compileModel({ switches, varying: fixedNames }), rest, parameters);
      expect(largestError(varied, [...folded])).toBeLessThan(REGROUPING);
    },
  );

  test('what a patient brings wins over an override of the run', () => {
    const [slow, fast] = [0.1, 5].map((d_T8) => compileModel({ switches, overrides: { d_T8 }, varying: ['d_T8'] }));
    const parameters = [...example.perPatient, 0.18];
    expect(derivativesAt(fast!, example, parameters)).toEqual(derivativesAt(slow!, example, parameters));
  });

  test('preparing one patient leaves nothing behind for the next', () => {
    const { kernel } = compileModel({ switches, varying: ['d_T8'] });
    const [first, second] = [cases[1]!, cases[2]!].map(({ perPatient }) => Float64Array.from([...perPatient, 0.2]));
    const constants = new Float64Array(kernel.constantCount);
    kernel.prepareInto(second!, constants);
    const alone = constants.slice();
    kernel.prepareInto(first!, constants);
    kernel.prepareInto(second!, constants);
    expect(constants).toEqual(alone);
  });

  test('parameterValue reads a patient, an override or the published value', () => {
    const compiled = compileModel({ switches, overrides: { V_C: 0.9 }, varying: ['d_T8'] });
    const parameters = Float64Array.from([...example.perPatient, 0.33]);
    expect(compiled.parameterValue('d_T8', parameters)).toBe(0.33);
    expect(compiled.parameterValue('K_TN4', parameters)).toBe(example.perPatient[0]);
    expect(compiled.parameterValue('V_C', parameters)).toBe(0.9);
    expect(compiled.parameterValue('V_B', parameters)).toBe(4.5);
  });

  test('ratesOf gives each drug its own three constants, overridden or varied', () => {
    const compiled = compileModel({ switches, overrides: { k_12_Targ: 0.5 }, varying: ['k_10_Chem'] });
    const parameters = Float64Array.from([...example.perPatient, 6]);
    const linear = { model: 'two-compartment', mostRate: 0, half: 0 };
    expect(compiled.ratesOf('tas102', parameters)).toEqual({ ...linear, k12: 3.64, k21: 5.55, k10: 6 });
    expect(compiled.ratesOf('bevacizumab', parameters)).toEqual({ ...linear, k12: 0.5, k21: 0.215, k10: 0.0779 });
  });

  test('the parameter of a corrected form may be varied there only', () => {
    const varying = ['lambda_betaTfhI21'];
    const corrected = resolveSwitches({ 'tfh-il21': 'corrected' });
    expect(compileModel({ switches: corrected, varying }).parameterNames.at(-1)).toBe('lambda_betaTfhI21');
    expect(() => compileModel({ switches, varying })).toThrow(InputError);
  });

  test.each([
    ['an override', { overrides: { beta_T8x: 1 } }],
    ['a varying parameter', { varying: ['beta_T8x'] }],
  ])('%s of unknown name is refused with the nearest name', (_name, issue) => {
    expect(() => compileModel({ switches, ...issue })).toThrow(InputError);
    expect(() => compileModel({ switches, ...issue })).toThrow(/parameters\.beta_T8x: .*did you mean beta_T8\?/);
  });

  test('a per-patient parameter is neither overridden nor varied', () => {
    expect(() => compileModel({ switches, overrides: { K1: 1e9 } })).toThrow(/must be a fixed parameter/);
    expect(() => compileModel({ switches, varying: ['K1'] })).toThrow(/must be a fixed parameter/);
  });

  test('an impossible override is refused', () => {
    expect(() => compileModel({ switches, overrides: { d_T8: -1 } })).toThrow(InputError);
    expect(() => compileModel({ switches, overrides: { K_I2: 0 } })).toThrow(InputError);
  });

  test('the kernel comes from the backend that was asked for', () => {
    const programs: Program[] = [];
    compileModel({ switches }, (program) => {
      programs.push(program);
      return generatedKernel(program);
    });
    expect(programs).toHaveLength(1);
    expect(programs[0]!.varying).toEqual(heterogeneityParameterNames);
  });

  test('a NaN among the cells reaches every derivative', () => {
    const derivatives = derivativesAt(
      compileModel({ switches }),
      { ...example, cells: example.cells.map(() => Number.NaN) },
      example.perPatient,
    );
    expect([...derivatives].every((value) => Number.isNaN(value))).toBe(true);
  });
});
