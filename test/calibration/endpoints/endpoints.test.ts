import { describe, expect, it } from 'vitest';
import {
  decimalsOf,
  endpointLabel,
  endpointShort,
  isInMonths,
  ratesOfClasses,
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

  it('every rate is the sum of its classes', () => {
    const percent = { cr: 1, pr: 2, sd: 4, pd: 8 };
    expect(ratesOfClasses((name) => percent[name])).toEqual({ ...percent, orr: 3, dcr: 7 });
  });

  it('short names fit an axis', () => {
    expect(['dcr', 'median_os', 'survival_12'].map(endpointShort)).toEqual(['DCR', 'Median OS', 'OS 12 mo']);
  });
});
