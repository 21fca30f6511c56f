// Evidence: closed form (published clearances and volumes; binding one to one).
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../../../src/model/compile/compile-model.js';
import { nivolumab } from '../../../../src/model/drugs/nivolumab.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { postedSwitches } from '../../../../src/model/switches.js';
import { rightHandSideFixture } from '../right-hand-side-cases.js';

/** Four significant digits of a definition. */
const FOUR_DIGITS = 5e-4;
/** The order of factors differs. */
const ROUNDING = 1e-13;

/** Bajaj et al. 2017, Table 1: reference patient. */
const published = { clearanceMlPerHour: 9.4, centralL: 3.63, exchangeMlPerHour: 32.1, peripheralL: 2.78 };

describe('nivolumab', () => {
  test('has the rates of the published clearances and volumes', () => {
    const perDay = (mlPerHour: number) => (mlPerHour * 24) / 1000;
    const { k10, k12, k21 } = nivolumab.pharmacokinetics;
    expect(Math.abs(k10 / (perDay(published.clearanceMlPerHour) / published.centralL) - 1)).toBeLessThan(FOUR_DIGITS);
    expect(Math.abs(k12 / (perDay(published.exchangeMlPerHour) / published.centralL) - 1)).toBeLessThan(FOUR_DIGITS);
    expect(Math.abs(k21 / (perDay(published.exchangeMlPerHour) / published.peripheralL) - 1)).toBeLessThan(FOUR_DIGITS);
  });

  test('binds half of PD-1 where its concentration in the tumor is the dissociation constant', () => {
    const { half } = nivolumab.effects[0];
    const plasmaMgPerL = half / published.centralL;
    const tumorNmolPerL = (0.3 * plasmaMgPerL * 1e6) / 146e3;
    expect(Math.abs(tumorNmolPerL / 2.6 - 1)).toBeLessThan(1e-3);
  });

  test.each([0, 4.59, 210, 1e5])(
    'amount %d mg: the equations are those with the free share of the complex',
    (amount) => {
      const { half } = nivolumab.effects[0];
      const treated = compileModel({
        switches: postedSwitches,
        drugs: [...publishedDrugs, { name: 'nivolumab', definition: nivolumab }],
      });
      const free = compileModel({ switches: postedSwitches, overrides: { alpha_PL: 0.1 / (1 + amount / half) } });
      const derivatives = [treated, free].map(({ kernel }, index) => {
        const { perPatient, cells } = rightHandSideFixture.cases[0]!;
        const constants = new Float64Array(kernel.constantCount);
        const values = new Float64Array(kernel.outputCount);
        const amounts = index === 0 ? [120, 11, amount] : [120, 11];
        kernel.prepareInto(Float64Array.from(perPatient), constants);
        kernel.evaluateInto(Float64Array.from(cells), Float64Array.from(amounts), constants, values);
        return values;
      });
      derivatives[0]!.forEach((value, index) => {
        const expected = derivatives[1]![index]!;
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(ROUNDING * Math.abs(expected));
      });
    },
  );
});
