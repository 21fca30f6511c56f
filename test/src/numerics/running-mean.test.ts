// Evidence: closed form of mean and standard error · ugly cases.
import { describe, expect, it } from 'vitest';
import { runningMean } from '../../../src/numerics/running-mean.js';

describe('runningMean', () => {
  it('is the mean, with the standard deviation over the square root of the number as its error', () => {
    const mean = runningMean(2);
    for (const value of [1, 2, 6]) mean.add([value, 10 - value]);
    expect(mean.count()).toBe(3);
    expect([...mean.values]).toEqual([3, 7]);
    // Squares 4 + 1 + 9 over 2, over 3
    for (const error of mean.standardError()) expect(error).toBeCloseTo(Math.sqrt(14 / 2 / 3), 14);
  });

  it('is exact where all observations agree, and has no error for one', () => {
    const mean = runningMean(1);
    mean.add([0.1]);
    expect([...mean.standardError()]).toEqual([0]);
    for (let n = 0; n < 1000; n++) mean.add([0.1]);
    expect([mean.values[0], mean.standardError()[0]]).toEqual([0.1, 0]);
  });

  it('of no observation is 0', () => {
    expect([runningMean(2).count(), ...runningMean(2).values, ...runningMean(2).standardError()]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });
});
