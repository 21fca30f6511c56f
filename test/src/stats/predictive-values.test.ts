// Evidence: closed form (Bayes) · slow oracle (delta method with derivatives by differences).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { predictiveValues } from '../../../src/stats/predictive-values.js';

const Z = 1.959963984540054;
/** Central differences with a step of 1e-5 leave about 1e-9. */
const DIFFERENCES = 1e-7;
const counts = { truePositives: 63, positives: 80, trueNegatives: 90, negatives: 120 };

describe('predictiveValues', () => {
  it('equal the shares of the table at the prevalence of the table', () => {
    const { positive, negative } = predictiveValues({ ...counts, prevalence: 80 / 200 });
    expect(positive.value).toBeCloseTo(63 / (63 + 30), 14);
    expect(negative.value).toBeCloseTo(90 / (90 + 17), 14);
  });

  it.each([0.02, 0.4, 0.9])('have the interval of the delta method on the logit at prevalence %s', (prevalence) => {
    const { positive, negative } = predictiveValues({ ...counts, prevalence });
    const logit = (value: number) => Math.log(value / (1 - value));
    const [s, c] = [63 / 80, 90 / 120];
    const ppv = (x: number, y: number) => logit((x * prevalence) / (x * prevalence + (1 - y) * (1 - prevalence)));
    const npv = (x: number, y: number) => logit((y * (1 - prevalence)) / ((1 - x) * prevalence + y * (1 - prevalence)));
    for (const [figure, value] of [
      [ppv, positive],
      [npv, negative],
    ] as const) {
      const step = 1e-5;
      const byS = (figure(s + step, c) - figure(s - step, c)) / (2 * step);
      const byC = (figure(s, c + step) - figure(s, c - step)) / (2 * step);
      const se = Math.sqrt((byS ** 2 * s * (1 - s)) / 80 + (byC ** 2 * c * (1 - c)) / 120);
      expect(Math.abs(logit(value.low) - (figure(s, c) - Z * se))).toBeLessThan(DIFFERENCES);
      expect(Math.abs(logit(value.high) - (figure(s, c) + Z * se))).toBeLessThan(DIFFERENCES);
    }
  });

  it('state an interval inside (0, 1) for a perfect rule, and no value where nobody is called so', () => {
    const perfect = predictiveValues({
      truePositives: 10,
      positives: 10,
      trueNegatives: 20,
      negatives: 20,
      prevalence: 0.3,
    });
    expect(perfect.positive.value).toBe(1);
    expect(perfect.positive.low).toBeGreaterThan(0.3);
    expect(perfect.positive.high).toBeLessThan(1);
    const nobody = predictiveValues({
      truePositives: 0,
      positives: 10,
      trueNegatives: 20,
      negatives: 20,
      prevalence: 0.3,
    });
    expect(nobody.positive.value).toBeNull();
    expect(nobody.negative.value).toBeCloseTo(0.7, 14);
  });

  it.each([
    { prevalence: 0 },
    { prevalence: 1 },
    { prevalence: Number.NaN },
    { truePositives: 81 },
    { negatives: 0, trueNegatives: 0 },
  ])('refuse %o', (change) => {
    expect(() => predictiveValues({ ...counts, prevalence: 0.3, ...change })).toThrow(InputError);
  });
});
