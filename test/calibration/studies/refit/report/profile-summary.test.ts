import { describe, expect, it } from 'vitest';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import {
  deltaObjectiveAt,
  describeInterval,
  isOfDeath,
  profileTitle,
  quantityName,
} from '../../../../../calibration/studies/refit/report/profile-summary.js';

describe('deltaObjectiveAt', () => {
  // chi2.ppf(level, 1) / 2, SciPy 1.17.1
  it.each([
    [0.95, 1.920729410347062],
    [0.9, 1.352771727047702],
    [0.6826894921370859, 0.5],
  ])('at %d it is half the quantile of chi-squared', (level, deltaObjective) => {
    expect(deltaObjectiveAt(level)).toBeCloseTo(deltaObjective, 12);
  });
});

describe('names and intervals of profiles', () => {
  it('bounded, one-sided and unbounded intervals are distinguished', () => {
    expect(describeInterval({ low: 1.2, high: 1.75 })).toBe('1.20 to 1.75');
    expect(describeInterval({ low: null, high: 2 })).toBe('below 2.00; no lower bound');
    expect(describeInterval({ low: 0.5, high: null })).toBe('above 0.500; no upper bound');
    expect(describeInterval({ low: null, high: Number.NaN })).toBe('unbounded on both sides');
  });

  it('quantities have the names of the model', () => {
    const arms = armStyles(['tas102', 'x']);
    expect(profileTitle({ name: 'mu', arm: 'tas102' }, arms)).toBe('TAS-102: μ');
    expect(profileTitle({ name: 'sigma', arm: null }, arms)).toBe('All arms: σ');
    expect(profileTitle({ name: 'beta of beta_X2', arm: null }, arms)).toBe('β of beta_X2');
    expect(quantityName('other')).toBe('other');
    expect([isOfDeath({ name: 'mu' }), isOfDeath({ name: 'alpha of d_X1' })]).toEqual([true, false]);
  });
});
