// Evidence: slow oracle · a hundred thousand trials drawn from the predictive distribution; closed forms · no effect, no sampling.
import { expect, test } from 'vitest';
import { trialChances } from '../../../../../calibration/studies/predict/report/trial-chances.js';
import { randomStream } from '../../../../../src/index.js';
import { normalQuantile } from '../../../../../src/numerics/normal-quantile.js';

const shares = (sampling: number) => ({ sampling, parameters: (1 - sampling) / 2, between_trials: (1 - sampling) / 2 });

test('chances are the shares of drawn trials with a ratio below 1, and significantly so', () => {
  const [predicted, deviation, sampling] = [0.7, 0.2, 0.4];
  const random = randomStream({ seed: '0', streamName: 'test', index: 0 });
  const normal = () => normalQuantile(random());
  const [draws, error] = [100_000, deviation * Math.sqrt(sampling)];
  let [favourable, significant] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const expected = Math.log(predicted) + Math.sqrt(deviation ** 2 - error ** 2) * normal();
    const observed = expected + error * normal();
    if (observed < 0) favourable++;
    if (observed + 1.959963984540054 * error < 0) significant++;
  }
  const chances = trialChances({ predicted, standard_deviation: deviation, shares: shares(sampling) })!;
  // Five Monte-Carlo errors of a share
  const tolerance = 5 * Math.sqrt(0.25 / draws);
  expect(Math.abs(chances.favourable - favourable / draws)).toBeLessThan(tolerance);
  expect(Math.abs(chances.significant - significant / draws)).toBeLessThan(tolerance);
});

test('without an effect half of the trials are favourable, and one in forty is significant where sampling is all', () => {
  const chances = trialChances({ predicted: 1, standard_deviation: 0.3, shares: shares(1) })!;
  expect(chances.favourable).toBeCloseTo(0.5, 12);
  expect(chances.significant).toBeCloseTo(0.025, 12);
});

test('an infinite trial is significant where it is favourable; what is not known has no chances', () => {
  const { favourable, significant } = trialChances({ predicted: 0.8, standard_deviation: 0.1, shares: shares(0) })!;
  expect(significant).toBe(favourable);
  const known = { predicted: 0.8, standard_deviation: 0.1, shares: shares(0) };
  expect(trialChances({ ...known, predicted: null })).toBeNull();
  expect(trialChances({ ...known, standard_deviation: null })).toBeNull();
  expect(trialChances({ ...known, shares: null })).toBeNull();
});
