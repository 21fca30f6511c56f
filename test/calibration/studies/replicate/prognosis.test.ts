// Evidence: closed form, and counts of deaths as the posted script subtracts them.
import { describe, expect, test } from 'vitest';
import { shownCurve, shownDifference } from '../../../../calibration/studies/replicate/prognosis.js';

const groups = { low: { alive: 0.06, error: 0.01 }, high: { alive: 0.26, error: 0.02 } };

/** Rounding of a few operations on doubles near 100. */
const DIGITS = 10;

describe('shownDifference', () => {
  test('exact arithmetic is the plain difference with the errors of both groups', () => {
    const shown = shownDifference(groups, 'exact', 4000);
    expect(shown.value).toBeCloseTo(20, DIGITS);
    expect(shown.standardError).toBeCloseTo(100 * Math.hypot(0.01, 0.02), DIGITS);
  });

  test('the script subtracts 0.4 points a death above and 2 below, of 50 patients each', () => {
    let [high, low] = [100, 100];
    for (let death = 0; death < 37; death++) high -= 0.4;
    for (let death = 0; death < 47; death++) low -= 2;
    expect(shownDifference(groups, 'script', 4000).value).toBeCloseTo(high - low, DIGITS);
  });

  test('the published error grows from ours by the size of the cohort, and by drawn deaths', () => {
    const noDeaths = { low: { alive: 0, error: 0.01 }, high: { alive: 1, error: 0.02 } };
    const shown = shownDifference(noDeaths, 'exact', 400);
    expect(shown.publishedError).toBeCloseTo(2 * shown.standardError, DIGITS);
    const drawn = shownDifference({ low: { alive: 0.5, error: 0 }, high: { alive: 1, error: 0 } }, 'exact', 400);
    expect(drawn.publishedError).toBeCloseTo(100 * Math.sqrt(0.25 / 50 / 40), DIGITS);
  });
});

test('a high curve of the script never falls below 80', () => {
  expect(shownCurve([1, 0.5, 0], 'high', 'script')).toEqual([100, 90, 80]);
  expect(shownCurve([1, 0.5, 0], 'low', 'script')).toEqual([100, 50, 0]);
  expect(shownCurve([1, 0.5, 0], 'high', 'exact')).toEqual([100, 50, 0]);
});
