// Evidence: closed forms, and central differences.
import { describe, expect, test } from 'vitest';
import {
  classProbabilities,
  rateFamilies,
  stepShare,
} from '../../../../calibration/inference/prediction/rate-steps.js';

const PROBABILITIES = { rate: [0.01, 0.04, 0.55, 0.4], best: [0.01, 0.04, 0.55, 0.3, 0.1] };

describe.each(rateFamilies)('the steps of $family', ({ family, steps }) => {
  const probabilities = PROBABILITIES[family];

  test('classProbabilities(logits of stepShare) are the probabilities', () => {
    const logits = steps.map((step) => stepShare(step, probabilities, 1000).logit);
    classProbabilities(logits).forEach((value, index) => {
      expect(value).toBeCloseTo(probabilities[index]!, 12);
    });
  });

  test('slopes are the derivatives of the logit', () => {
    const step = 1e-6;
    for (const each of steps) {
      stepShare(each, probabilities, 1000).slopes.forEach((slope, index) => {
        const moved = (by: number) =>
          stepShare(
            each,
            probabilities.map((value, place) => (place === index ? value + by : value)),
            1000,
          ).logit;
        expect(Math.abs(slope - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(
          1e-5 * Math.max(1, Math.abs(slope)),
        );
      });
    }
  });

  test('a share of 0 or 1 is half a patient, with its error', () => {
    const none = stepShare(
      steps[1]!,
      probabilities.map((value, index) => (index < 2 ? 0 : value)),
      1000,
    );
    // 550 patients are controlled
    expect(none.logit).toBeCloseTo(Math.log(0.5 / 550.5), 12);
    expect(none.error).toBeCloseTo(Math.sqrt(2 + 1 / 550.5), 12);
    expect(none.slopes.every((slope) => slope === 0)).toBe(true);
    const all = stepShare(
      steps[0]!,
      probabilities.map((value, index) => (index < 3 ? value : 0)),
      1000,
    );
    expect(all.logit).toBeCloseTo(-Math.log(0.5 / 600.5), 9);
  });
});
