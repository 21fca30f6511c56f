// Evidence: closed form (two and three studies by hand) · independent tool (metafor, test/fixtures/targets/forests.R, through endpointForests).
import { expect, test } from 'vitest';
import { heterogeneity } from '../../../src/stats/heterogeneity.js';
import { randomEffectsMean } from '../../../src/stats/random-effects-mean.js';

/** Relative; a few sums and square roots. */
const ROUNDING = 1e-12;
/** Quantile 0.975 of t on one degree of freedom: tan(0.475 pi). */
const T_ONE = 12.706204736174698;
const Z = 1.959963984540054;

test('without variance between studies it is the mean weighted by inverse variances', () => {
  const [estimates, errors] = [
    [1, 3],
    [1, 2],
  ];
  const { mean, standardError, low, high } = randomEffectsMean(estimates, errors, { betweenVariance: 0 });
  expect(mean).toBeCloseTo((1 + 3 / 4) / 1.25, 12);
  expect(standardError).toBeCloseTo(1 / Math.sqrt(1.25), 12);
  expect((high - low) / (2 * Z * standardError)).toBeCloseTo(1, 12);
  expect(heterogeneity(estimates, errors).mean).toBeCloseTo(mean, 12);
});

test('three studies with equal errors: mean, interval and prediction interval by hand', () => {
  const found = randomEffectsMean([-1, 0, 4], [1, 1, 1], { betweenVariance: 3 });
  expect(found.mean).toBeCloseTo(1, 12);
  expect(found.standardError).toBeCloseTo(Math.sqrt(4 / 3), 12);
  const halfWidth = T_ONE * Math.sqrt(3 + 4 / 3);
  expect(Math.abs((found.prediction?.high ?? 0) / (1 + halfWidth) - 1)).toBeLessThan(1e-9);
  expect(Math.abs((found.prediction?.low ?? 0) / (1 - halfWidth) - 1)).toBeLessThan(1e-9);
});

test('a further study cannot be predicted from two', () => {
  expect(randomEffectsMean([0, 1], [1, 1], { betweenVariance: 0 }).prediction).toBeNull();
});

test('a shift of all estimates shifts mean and intervals', () => {
  const at = (shift: number) =>
    randomEffectsMean([shift, shift + 1, shift + 2], [0.5, 1, 2], { betweenVariance: 0.25 });
  const [here, there] = [at(0), at(10)];
  expect(Math.abs(there.mean - here.mean - 10)).toBeLessThan(10 * ROUNDING);
  expect(Math.abs(there.prediction!.low - here.prediction!.low - 10)).toBeLessThan(10 * ROUNDING);
});

test.each([
  [Number.NaN, 0.95, 'randomEffectsMean.betweenVariance: must be at least 0; got NaN'],
  [-1, 0.95, 'randomEffectsMean.betweenVariance: must be at least 0; got -1'],
  [0, 1, 'randomEffectsMean.level: must lie in (0, 1); got 1'],
])('variance %d and level %d are refused', (betweenVariance, level, message) => {
  expect(() => randomEffectsMean([0, 1], [1, 1], { betweenVariance }, level)).toThrow(message);
});
