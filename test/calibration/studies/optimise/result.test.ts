// Evidence: a made-up result of the stated form.
import { describe, expect, test } from 'vitest';
import { optimiseResultSchema } from '../../../../calibration/studies/optimise/result.js';
import { sampleOptimiseResult } from './sample-optimise.js';

describe('result of optimise', () => {
  test('the sample is of its form', () => {
    expect(optimiseResultSchema.parse(sampleOptimiseResult)).toEqual(sampleOptimiseResult);
  });
});
