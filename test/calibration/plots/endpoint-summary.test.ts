import { describe, expect, it } from 'vitest';
import { decimalsOf, endpointShort, isInMonths, unitOf } from '../../../calibration/plots/endpoint-summary.js';

describe('endpoint words', () => {
  it('the median is in months with two decimals, all else in percent with one', () => {
    expect([isInMonths('median_os'), unitOf('median_os'), decimalsOf('median_os')]).toEqual([true, 'months', 2]);
    expect([isInMonths('dcr'), unitOf('survival_6'), decimalsOf('dcr')]).toEqual([false, '%', 1]);
  });

  it('short names fit an axis', () => {
    expect(['dcr', 'median_os', 'survival_12'].map(endpointShort)).toEqual(['DCR', 'Median OS', 'OS 12 mo']);
  });
});
