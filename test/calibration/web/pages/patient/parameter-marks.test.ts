// Evidence: closed forms of the uniform distribution and of Beta(2, 1), whose distribution function is x^2.
import { describe, expect, test } from 'vitest';
import {
  isUnusual,
  parameterMarks,
  placeInWords,
} from '../../../../../calibration/web/pages/patient/parameter-marks.js';

/** Rounding of a quantile. */
const ROUNDING = 1e-12;
const uniform = parameterMarks({ name: 'a', min: 0, max: 100, alpha: 1, beta: 1 });

describe('parameterMarks', () => {
  test('are percentiles of the distribution', () => {
    expect(uniform.percentiles).toHaveLength(99);
    expect(Math.abs(uniform.low - 5)).toBeLessThan(ROUNDING);
    expect(uniform.median).toBe(50);
    const { percentiles } = parameterMarks({ name: 'b', min: 0, max: 1, alpha: 2, beta: 1 });
    percentiles.forEach((value, index) => {
      expect(Math.abs(value ** 2 - (index + 1) / 100)).toBeLessThan(ROUNDING);
    });
  });

  test('draw the density relative to its highest point', () => {
    expect(uniform.curve.every(([, height]) => Math.abs(height - 1) < ROUNDING)).toBe(true);
    const { curve } = parameterMarks({ name: 'b', min: 0, max: 1, alpha: 2, beta: 1 });
    const last = curve.at(-1)!;
    for (const [place, height] of curve) expect(Math.abs(height - place / last[0])).toBeLessThan(ROUNDING);
  });
});

describe('placeInWords', () => {
  test.each([
    [50, 'median'],
    [62.5, 'typical, above 62 %'],
    [97.5, 'unusual, above 97 %'],
    [0, 'unusual, among the lowest 1 %'],
    [120, 'unusual, among the highest 1 %'],
  ])('tells where %d stands', (value, words) => {
    expect(placeInWords(value, uniform)).toBe(words);
  });

  test('agrees with isUnusual', () => {
    for (const value of [0, 4.9, 5.1, 50, 94.9, 95.1, 100]) {
      expect(placeInWords(value, uniform).startsWith('unusual')).toBe(isUnusual(value, uniform));
    }
  });
});
