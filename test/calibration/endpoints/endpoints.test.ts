import { describe, expect, it } from 'vitest';
import {
  decimalsOf,
  endpointLabel,
  endpointShort,
  isInMonths,
  unitOf,
} from '../../../calibration/endpoints/endpoints.js';

describe('endpointLabel', () => {
  it('endpoints have labels, unknown ones go by their own name', () => {
    expect(endpointLabel('pd')).toBe('Progressive disease (PD)');
    expect(endpointLabel('survival_12')).toBe('Alive at 12 months');
    expect(endpointLabel('median_os')).toBe('Median overall survival');
    expect(endpointLabel('survival_late')).toBe('survival_late');
  });
});

describe('units and short labels', () => {
  it('the median is in months with two decimals, all else in percent with one', () => {
    expect([isInMonths('median_os'), unitOf('median_os'), decimalsOf('median_os')]).toEqual([true, 'months', 2]);
    expect([isInMonths('dcr'), unitOf('survival_6'), decimalsOf('dcr')]).toEqual([false, '%', 1]);
  });

  it('short names fit an axis', () => {
    expect(['dcr', 'median_os', 'survival_12'].map(endpointShort)).toEqual(['DCR', 'Median OS', 'OS 12 mo']);
  });
});
