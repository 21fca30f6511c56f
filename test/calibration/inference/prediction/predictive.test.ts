// Evidence: closed forms of sums of independent parts.
import { describe, expect, test } from 'vitest';
import { predictive } from '../../../../calibration/inference/prediction/predictive.js';

/** The cells of a full factorial design: parts are independent without any error of draws. */
const LEVELS = 21;
const cells = Array.from({ length: LEVELS ** 3 }, (_, cell) => [
  (cell % LEVELS) - 10,
  (Math.floor(cell / LEVELS) % LEVELS) - 10,
  Math.floor(cell / LEVELS ** 2) - 10,
]);
const draws = {
  parameters: Float64Array.from(cells, ([a]) => a!),
  trial: Float64Array.from(cells, ([a, b]) => a! + 2 * b!),
  sampled: Float64Array.from(cells, ([a, b, c]) => a! + 2 * b! + 3 * c!),
};

describe('predictive', () => {
  test('shares of the variance are those of independent parts: 1, 4 and 9 of 14', () => {
    const { shares, predicted, model } = predictive(draws, 5, 0.9);
    expect(shares!.parameters).toBeCloseTo(1 / 14, 3);
    expect(shares!.between_trials).toBeCloseTo(4 / 14, 3);
    expect(shares!.sampling).toBeCloseTo(9 / 14, 3);
    expect([predicted, model]).toEqual([0, 5]);
  });

  test('the interval of a count holds at least the level', () => {
    const sampled = Float64Array.from({ length: 1000 }, (_, index) => Math.floor(index / 100));
    const { low, high } = predictive({ parameters: sampled, trial: sampled, sampled }, 0, 0.9);
    expect([low, high]).toEqual([0, 9]);
    const inside = [...sampled].filter((value) => value >= low! && value <= high!).length;
    expect(inside / sampled.length).toBeGreaterThanOrEqual(0.9);
  });

  test('an end that is not reached is null; an undefined statistic has no interval', () => {
    const some = Float64Array.from({ length: 100 }, (_, index) => (index < 80 ? index : Number.POSITIVE_INFINITY));
    const open = predictive({ parameters: some, trial: some, sampled: some }, Number.POSITIVE_INFINITY, 0.75);
    expect(open).toMatchObject({ model: null, low: 12, high: null, shares: null, standard_deviation: null });
    const none = new Float64Array(10).fill(Number.NaN);
    expect(predictive({ parameters: none, trial: none, sampled: none }, Number.NaN, 0.9)).toMatchObject({
      low: null,
      high: null,
      shares: null,
    });
    const constant = new Float64Array(10).fill(3);
    const fixed = predictive({ parameters: constant, trial: constant, sampled: constant }, 3, 0.9);
    expect(fixed).toMatchObject({ predicted: 3, low: 3, high: 3, shares: null, standard_deviation: 0 });
  });
});
