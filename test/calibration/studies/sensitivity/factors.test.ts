// Evidence: the published tables of the model, and the definition of each space.
import { describe, expect, it } from 'vitest';
import {
  chooseFactors,
  defaultValue,
  factorValue,
  factorVaries,
} from '../../../../calibration/studies/sensitivity/factors.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import { fixedParameters, heterogeneityParameters, InputError, postedSwitches } from '../../../../src/index.js';

const choice = {
  space: 'baseline',
  range: 0.1,
  parameters: undefined,
  switches: postedSwitches,
  marginals: publishedMarginals(),
} as const;

describe('chooseFactors', () => {
  it('around the baseline are all 21 per-patient and 410 fixed parameters, within the range', () => {
    const factors = chooseFactors(choice);
    expect(factors).toHaveLength(431);
    const values = { ...fixedParameters };
    for (const factor of factors) {
      const baseline =
        Object.entries(heterogeneityParameters).find(([name]) => name === factor.name)?.[1].baseline ??
        Object.entries(values).find(([name]) => name === factor.name)![1].value;
      expect(factor.baseline).toBe(baseline);
      expect(factorValue(factor, 0)).toBeCloseTo(0.9 * baseline, 12);
      expect(factorValue(factor, 1) / (1.1 * baseline || 1)).toBeCloseTo(baseline === 0 ? 0 : 1, 12);
    }
    expect(
      factors
        .filter((factor) => !factorVaries(factor))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      Object.entries(values)
        .filter(([, { value }]) => value === 0)
        .map(([name]) => name)
        .sort(),
    );
  });

  it('of a corrected form have its own parameter', () => {
    const corrected = chooseFactors({ ...choice, switches: { ...postedSwitches, 'tfh-il21': 'corrected' } });
    expect(corrected).toHaveLength(432);
  });

  it('of patients are quantiles of the Beta marginals, and of ranges fractions of them', () => {
    const [patient] = chooseFactors({ ...choice, space: 'patients', parameters: ['rho_X3X1'] });
    // Beta(1, 1) is uniform
    expect(factorValue(patient!, 0.25)).toBeCloseTo(0.25, 12);
    const [range] = chooseFactors({ ...choice, space: 'range', parameters: ['K1'] });
    expect(factorValue(range!, 0.5)).toBeCloseTo(2.75e9, 0);
  });

  it('can be chosen by name and by group, in canonical order', () => {
    const factors = chooseFactors({ ...choice, parameters: ['V_C', 'tumor apoptosis'] });
    expect(factors.map(({ name }) => name)).toEqual(['d_X1', 'd_X2', 'd_X3', 'V_C']);
  });

  it('may be states at day 0, the tumor and the body where they are named', () => {
    const parameters = ['baseline_tumor', 'state:T8_C', 'body_weight'];
    const factors = chooseFactors({ ...choice, parameters });
    expect(factors.map(({ name, unit, baseline }) => [name, unit, baseline])).toEqual([
      ['baseline_tumor', 'cell/L', 4e8],
      ['state:T8_C', 'cell/L', 5e6],
      ['body_weight', 'kg', 70],
    ]);
    expect(factorValue(factors[0]!, 1)).toBeCloseTo(4.4e8, 0);
    expect(chooseFactors({ ...choice, parameters: ['initial state'] })).toHaveLength(53);
  });

  it('of patients include the further parameters in which they differ', () => {
    const tumor = { name: 'baseline_tumor', min: 1e8, max: 5e8, alpha: 1, beta: 1 };
    const marginals = [...choice.marginals, tumor];
    for (const space of ['patients', 'range'] as const) {
      const factors = chooseFactors({ ...choice, space, marginals });
      expect(factors.map(({ name }) => name)).toEqual([...Object.keys(heterogeneityParameters), 'baseline_tumor']);
      expect(factorValue(factors.at(-1)!, 0.25)).toBeCloseTo(2e8, 0);
      expect(defaultValue('baseline_tumor', { space, marginals })).toBe(3e8);
    }
    expect(() => chooseFactors({ ...choice, space: 'patients', parameters: ['baseline_tumor'] })).toThrow(InputError);
  });

  it.each([
    [
      { parameters: ['beta_X'] },
      /must name parameters or groups of this analysis; got beta_X \(did you mean beta_X\d\?\)/,
    ],
    [{ parameters: ['V_C'], space: 'patients' as const }, /got V_C/],
    [{ range: 0 }, /--range: must lie in \(0, 1\)/],
    [{ range: 1 }, /got 1/],
    [{ range: Number.NaN }, /got NaN/],
  ])('refuse %j', (change, message) => {
    expect(() => chooseFactors({ ...choice, ...change })).toThrow(message);
  });
});

describe('defaultValue', () => {
  it('is the baseline in the space `baseline` and the mean of virtual patients in the others', () => {
    expect(defaultValue('beta_X1', choice)).toBe(0.0665);
    // 0.04 + 0.02 x 6/10
    expect(defaultValue('beta_X1', { ...choice, space: 'patients' })).toBeCloseTo(0.052, 12);
  });
});
