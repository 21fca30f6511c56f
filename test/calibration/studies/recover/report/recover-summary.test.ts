import { describe, expect, it } from 'vitest';
import { coverageOf, shiftOf } from '../../../../../calibration/studies/recover/report/recover-summary.js';

const study = { data_sets: 100, level: 0.9 };
const of = (coverage: number, error = 1) => coverageOf({ coverage, standard_errors: [error] }, study);

describe('coverageOf', () => {
  // Wilson score intervals by their closed form: 85: 0.767 to 0.907; 80: 0.711 to 0.867; 97: 0.915 to 0.990
  it('differs from the level only where its binomial interval excludes it', () => {
    expect(of(0.85)?.verdict).toBe('as stated');
    expect(of(0.8)?.verdict).toBe('too narrow');
    expect(of(0.97)?.verdict).toBe('too wide');
    expect(of(0.8)?.low).toBeCloseTo(0.711, 3);
  });

  it('is not assessed without intervals', () => {
    expect(of(Number.NaN)).toBeNull();
    expect(of(1, 0)).toBeNull();
    expect(coverageOf({ coverage: 1, standard_errors: [1] }, { data_sets: 0, level: 0.9 })).toBeNull();
  });
});

describe('shiftOf', () => {
  it('is in standard deviations of the estimates', () => {
    expect(shiftOf({ name: 'x', truth: 1, mean_estimate: 2, standard_deviation: 0.5 })).toBe(2);
  });
});
