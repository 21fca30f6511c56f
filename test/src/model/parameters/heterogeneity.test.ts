import { describe, expect, test } from 'vitest';
import {
  heterogeneityParameterNames,
  heterogeneityParameters,
} from '../../../../src/model/parameters/heterogeneity.js';
import { fluxTable } from '../flux-table.js';

describe('heterogeneityParameters', () => {
  test('ranges, shapes, baselines and units of the 21 parameters are those of the independent table, in its order', () => {
    const own = Object.entries(heterogeneityParameters).map(
      ([name, { min, max, alpha, beta, baseline, unit }]) => [name, [min, max, alpha, beta, baseline, unit]] as const,
    );
    expect(own).toHaveLength(21);
    expect(own).toEqual(Object.entries(fluxTable.perPatient));
    expect(heterogeneityParameterNames).toEqual(Object.keys(fluxTable.perPatient));
  });

  test('every range is in order and positive at its top, every shape is positive', () => {
    for (const { min, max, alpha, beta } of Object.values(heterogeneityParameters)) {
      expect(min >= 0 && min < max && alpha > 0 && beta > 0).toBe(true);
    }
  });
});
