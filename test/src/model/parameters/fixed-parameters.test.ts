import { describe, expect, test } from 'vitest';
import { fixedParameters } from '../../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameters } from '../../../../src/model/parameters/heterogeneity.js';
import { correctedOnlyParameters } from '../../../../src/model/parameters/parameter-name.js';
import { fluxTable } from '../flux-table.js';

describe('fixedParameters', () => {
  test('holds 410 parameters; a name spread from two groups would be lost here', () => {
    expect(Object.keys(fixedParameters)).toHaveLength(410);
  });

  test('values and units are those of the independent table', () => {
    const own = Object.entries(fixedParameters).map(([name, { value, unit }]) => [name, [value, unit]]);
    expect(Object.fromEntries(own)).toEqual(fluxTable.fixed);
  });

  test('no name is fixed and per-patient, or fixed and of a corrected form only', () => {
    const all = [fixedParameters, heterogeneityParameters, correctedOnlyParameters].flatMap(Object.keys);
    expect(new Set(all).size).toBe(410 + 21 + 1);
    expect(all).toHaveLength(432);
  });

  test('every value is finite and not negative, every unit and group is stated', () => {
    for (const { value, unit, group } of Object.values(fixedParameters)) {
      expect(Number.isFinite(value) && value >= 0).toBe(true);
      expect(unit !== '' && group !== '').toBe(true);
    }
  });
});
