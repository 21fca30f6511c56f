// Evidence: closed forms of a binomial, an order statistic and a log-rank variance, and of a normal mixture for the effects of trials.
import { describe, expect, test } from 'vitest';
import { forEachCurve } from '../../../../calibration/endpoints/curves.js';
import type { ArmForecast, ArmForecasts } from '../../../../calibration/inference/prediction/arm-forecasts.js';
import { predictTrial, type TrialPlan } from '../../../../calibration/inference/prediction/predict-trial.js';
import { effectNames } from '../../../../calibration/inference/prediction/trial-deviations.js';
import type { TrialEffects } from '../../../../calibration/inference/prediction/trial-effects.js';
import { randomEffects } from '../../../../src/index.js';

const HORIZON = 400;
const MONTH = 30;
const DAILY = 0.004;
const exponential = (rate: number): ArmForecast => ({
  logits: {
    rate: Float64Array.from([Math.log(0.6 / 0.4), Math.log(0.1 / 0.9), -2]),
    best: Float64Array.from([Math.log(0.6 / 0.4), Math.log(0.1 / 0.9), -2, 3]),
  },
  hazards: forEachCurve(() => Float64Array.from({ length: HORIZON + 1 }, (_, day) => rate * day)),
});
const fitted = { first: exponential(DAILY), second: exponential(2 * DAILY) };
const forecasts: ArmForecasts = { fitted, dimensions: 0, at: () => fitted };
const none: readonly TrialEffects[] = effectNames.map((effect) => ({
  effect,
  deviations: [],
  arms: [],
  posterior: null,
}));
const planned = (arm: string, n: number) => ({ arm, patients: { rate: n, best: n, curves: forEachCurve(() => n) } });
const N = 200;
const plan: TrialPlan = {
  arms: [planned('first', N)],
  untilDay: HORIZON,
  monthDays: MONTH,
  level: 0.9,
  draws: 1000,
  seed: '3',
  streamName: 'test',
};
/** Standard error of a standard deviation from 1000 draws is 2.2 %; four of them. */
const SPREAD = 0.09;
const near = (value: number | null, expected: number, tolerance: number) =>
  expect(Math.abs(value! / expected - 1)).toBeLessThan(tolerance);

describe('predictTrial', () => {
  test('without errors and effects the variance is that of sampling', () => {
    const { arms, hazardRatios } = predictTrial(forecasts, none, plan);
    const { dcr, orr, median_os: median, survival_6: alive, bor_dcr: best } = arms[0]!;
    expect(hazardRatios).toBeNull();
    expect(dcr.predicted).toBeCloseTo(60, 9);
    near(dcr.standard_deviation, 100 * Math.sqrt((0.6 * 0.4) / N), SPREAD);
    near(orr.standard_deviation, 100 * Math.sqrt((0.06 * 0.94) / N), SPREAD);
    near(best.standard_deviation, 100 * Math.sqrt((0.6 * 0.4) / N), SPREAD);
    // Median of an exponential: log 2 / rate, asymptotic standard error 1 / (rate sqrt n)
    expect(median.predicted).toBeCloseTo(Math.LN2 / DAILY / MONTH, 9);
    near(median.standard_deviation, 1 / (DAILY * Math.sqrt(N)) / MONTH, SPREAD);
    const share = Math.exp(-DAILY * 6 * MONTH);
    near(alive.standard_deviation, 100 * Math.sqrt((share * (1 - share)) / N), SPREAD);
    for (const each of [dcr, median, alive]) expect(each.shares!.sampling).toBeCloseTo(1, 9);
    // 95 % quantiles of a binomial of 200 and 0.6: 109 and 131
    expect([Math.round(dcr.low! * 2), Math.round(dcr.high! * 2)]).toEqual([
      expect.closeTo(109, -0.6),
      expect.closeTo(131, -0.6),
    ]);
  });

  test('the hazard ratio of two exponentials and the spread of its logarithm', () => {
    const { hazardRatios } = predictTrial(forecasts, none, {
      ...plan,
      arms: [planned('first', N), planned('second', N)],
    });
    near(hazardRatios!.os.predicted, 0.5, 1e-4);
    const events = N * (2 - Math.exp(-DAILY * HORIZON) - Math.exp(-2 * DAILY * HORIZON));
    // The information of a ratio other than 1 is a little less than a quarter of the events
    expect(hazardRatios!.os.standard_deviation! * Math.sqrt(events / 4)).toBeGreaterThan(1 - 2 * SPREAD);
    expect(hazardRatios!.os.standard_deviation! * Math.sqrt(events / 4)).toBeLessThan(1.2);
    expect(hazardRatios!.os.low!).toBeLessThan(0.5);
  });

  /** Two trials of each arm with a known deviation and standard deviation between trials. */
  const effectsOf = (deviation: number, tau: number, rho: number): readonly TrialEffects[] =>
    effectNames.map((effect) => {
      const deviations = ['first', 'second'].flatMap((arm) =>
        ['A', 'B'].map((trial) => ({ trial, arm, patients: 1000, estimate: deviation, standardError: 0.1 })),
      );
      const data = { estimates: [deviation, deviation, deviation, deviation], standardErrors: [0.1, 0.1, 0.1, 0.1] };
      const posterior = randomEffects(
        { ...data, groups: [0, 0, 1, 1], studies: [0, 1, 0, 1] },
        { tau: [tau], rho: [rho] },
      );
      return { effect, deviations, arms: ['first', 'second'], posterior };
    });

  test('the effect of a trial adds its variance, and half of it for the two trials behind the mean', {
    tags: 'full/oracles',
  }, () => {
    const [tau, many] = [0.3, 2000];
    const large = { ...plan, arms: [planned('first', many), planned('second', many)], draws: 400 };
    const { arms, hazardRatios } = predictTrial(forecasts, effectsOf(0, tau, 0), large);
    const { dcr, median_os: median } = arms[0]!;
    // Log odds have derivative 60 x 0.4; the mean of two trials has sampling error 0.1 / sqrt 2
    const between = tau * Math.sqrt(1.5);
    // The standard deviation of 400 draws has an error of 3.5 %; sampling of 2000 patients adds to it
    near(dcr.standard_deviation, 24 * Math.hypot(between, 0.1 / Math.SQRT2, 0.046), 0.14);
    near(dcr.shares!.between_trials, between ** 2 / (between ** 2 + 0.005 + 0.046 ** 2), 0.1);
    // The logarithm of a median moves as that of the hazard
    near(median.standard_deviation! / median.predicted!, Math.hypot(between, 0.1 / Math.SQRT2), 0.2);
    near(hazardRatios!.os.standard_deviation, Math.SQRT2 * Math.hypot(between, 0.1 / Math.SQRT2), 0.14);
    const { hazardRatios: paired } = predictTrial(forecasts, effectsOf(0, tau, 1), large);
    // Effects that both arms share do not move their ratio
    near(paired!.os.standard_deviation, 0.1, 0.2);
  });

  test('the level is that of the trials where they deviate from the model', () => {
    const { arms } = predictTrial(forecasts, effectsOf(Math.log(1.5), 0, 0), { ...plan, draws: 400 });
    const { dcr, median_os: median, survival_6: alive } = arms[0]!;
    expect(dcr.model).toBeCloseTo(60, 9);
    // Odds of 1.5 times 1.5
    near(dcr.predicted, (100 * 2.25) / 3.25, 0.02);
    near(median.predicted, Math.LN2 / (1.5 * DAILY) / MONTH, 0.02);
    near(alive.predicted, 100 * Math.exp(-1.5 * DAILY * 6 * MONTH), 0.03);
  });

  test('the same seed gives the same numbers, another seed others', () => {
    const short = { ...plan, draws: 100 };
    const effects = effectsOf(0, 0.2, 0.5);
    expect(predictTrial(forecasts, effects, short)).toEqual(predictTrial(forecasts, effects, short));
    expect(predictTrial(forecasts, effects, { ...short, seed: '4' })).not.toEqual(
      predictTrial(forecasts, effects, short),
    );
  });
});
