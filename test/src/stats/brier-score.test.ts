// Evidence: closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { brierScore } from '../../../src/stats/brier-score.js';

describe('brierScore', () => {
  it('is the mean squared difference', () => {
    const { score, scaled } = brierScore([0.9, 0.2, 0.6, 0.5], [1, 0, 0, 1]);
    expect(score).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.25) / 4, 14);
    expect(scaled).toBeCloseTo(1 - 0.165 / 0.25, 14);
  });

  it('is 0 for certain and right predictions, and 0 scaled for the prevalence alone', () => {
    expect(brierScore([1, 0, 1], [1, 0, 1])).toEqual({ score: 0, scaled: 1 });
    expect(brierScore([0.25, 0.25, 0.25, 0.25], [1, 0, 0, 0]).scaled).toBeCloseTo(0, 14);
  });

  it.each([
    { what: 'a probability above 1', probabilities: [1.1, 0], labels: [1, 0] },
    { what: 'NaN', probabilities: [Number.NaN, 0], labels: [1, 0] },
    { what: 'one label alone', probabilities: [0.5, 0.5], labels: [1, 1] },
    { what: 'a label of 2', probabilities: [0.5, 0.5], labels: [1, 2] },
    { what: 'different lengths', probabilities: [0.5], labels: [1, 0] },
  ])('refuses $what', ({ probabilities, labels }) => {
    expect(() => brierScore(probabilities, labels)).toThrow(InputError);
  });
});
