import { describe, expect, test } from 'vitest';
import {
  exponentialDensityAtMedian,
  medianStandardError,
  survivalStandardError,
  trialRateStandardError,
} from '../../../calibration/targets/standard-errors.js';
import { randomStream } from '../../../src/random/streams.js';

describe('trialRateStandardError', () => {
  test('half of 100 patients: p = 1/2, error 5 points', () => {
    expect(trialRateStandardError({ percent: 50, n: 100 })).toBeCloseTo(5, 12);
  });

  test('no patient of 99: p = 0.5 / 100, error sqrt(0.005 x 0.995 / 99)', () => {
    expect(trialRateStandardError({ percent: 0, n: 99 })).toBeCloseTo(100 * Math.sqrt((0.005 * 0.995) / 99), 12);
  });

  test('is positive at 0 and 100 %, for one patient too, and the same for a rate and its complement', () => {
    for (const n of [1, 10, 998]) {
      for (const percent of [0, 1.3, 37.2]) {
        const error = trialRateStandardError({ percent, n });
        expect(error).toBeGreaterThan(0);
        expect(trialRateStandardError({ percent: 100 - percent, n })).toBeCloseTo(error, 12);
      }
    }
  });

  test('is the spread of rates over repeated trials', () => {
    // Slow oracle: 4000 trials of 261 patients with a true rate of 37.2 %; the spread itself is known to 1.1 %.
    const rates = Array.from({ length: 4000 }, (_, index) => {
      const stream = randomStream({ seed: '0', streamName: 'trials', index });
      let count = 0;
      for (let patient = 0; patient < 261; patient++) if (stream() < 0.372) count++;
      return (100 * count) / 261;
    });
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    const spread = Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / rates.length);
    expect(Math.abs(spread / trialRateStandardError({ percent: 37.2, n: 261 }) - 1)).toBeLessThan(0.05);
  });
});

describe('survivalStandardError', () => {
  test('closed form: 80 % of 400 patients, error 2 points; never 0, also where nobody or everybody has died', () => {
    expect(survivalStandardError({ percent: 80, n: 400 })).toBeCloseTo(2, 12);
    for (const percent of [0, 100]) {
      const error = survivalStandardError({ percent, n: 400 });
      expect(error).toBe(trialRateStandardError({ percent, n: 400 }));
      expect(error).toBeCloseTo((100 * Math.sqrt(0.5 * 400.5)) / 401 / Math.sqrt(400), 12);
    }
  });
});

describe('medianStandardError', () => {
  test('closed form: 100 patients with 5 % of deaths a month at the median, error 1 month', () => {
    expect(medianStandardError({ n: 100, densityPerMonth: 0.05 })).toBe(1);
  });

  test('is the spread of medians over repeated exponential trials', () => {
    // Slow oracle: 2000 trials of 501 patients, mean survival 10 months; the spread itself is known to 1.6 %.
    const medians = Array.from({ length: 2000 }, (_, index) => {
      const stream = randomStream({ seed: '0', streamName: 'median', index });
      const times = Float64Array.from({ length: 501 }, () => -10 * Math.log1p(-stream())).sort();
      return times[250]!;
    });
    const mean = medians.reduce((sum, median) => sum + median, 0) / medians.length;
    const spread = Math.sqrt(medians.reduce((sum, median) => sum + (median - mean) ** 2, 0) / medians.length);
    const densityPerMonth = exponentialDensityAtMedian(10 * Math.LN2);
    expect(densityPerMonth).toBeCloseTo(0.05, 15);
    expect(Math.abs(spread / medianStandardError({ n: 501, densityPerMonth }) - 1)).toBeLessThan(0.07);
  });
});
