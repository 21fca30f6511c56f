// Evidence: closed form.
import { expect, it } from 'vitest';
import { weightedMean } from '../../../calibration/pool/weighted-mean.js';

it('weightedMean is the sum of weights times values, negative weights included', () => {
  expect(weightedMean(Float64Array.of(0.5, 0.75, -0.25), Float64Array.of(2, 4, 8))).toBe(2);
});

it('weightedMean of nobody is 0', () => {
  expect(weightedMean(new Float64Array(0), new Float64Array(0))).toBe(0);
});
