import { describe, expect, it } from 'vitest';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import { extentOf, ridgeSummary } from '../../../../../calibration/studies/refit/report/ridge-summary.js';
import { sampleRidge } from '../../run/report/sample-refit.js';

describe('extentOf', () => {
  it('a valley that runs through the map is cut, a basin inside is not', () => {
    const ridge = sampleRidge('tas102', 1.8, 0.2);
    const [alone, whole] = [extentOf(ridge, 'median_only'), extentOf(ridge, 'whole_curve')];
    expect(alone?.isCut).toBe(true);
    expect(alone?.sigma[0]).toBeCloseTo(0.2 / 3, 12);
    expect(alone?.sigma[1]).toBeCloseTo(0.6, 12);
    expect(whole?.isCut).toBe(false);
    // Where the median is met only log sigma counts: 0.12 x sqrt(2 x 1.92) = 0.2352; rows are 0.017 apart
    expect(Math.abs(Math.log((whole?.sigma[1] ?? 0) / 0.2) - 0.2352)).toBeLessThan(0.017);
  });

  it('a map that is nowhere low has no extent', () => {
    const ridge = sampleRidge('a', 1, 1);
    const high = { ...ridge, whole_curve: ridge.whole_curve.map((row) => row.map(() => 9)) };
    expect(extentOf(high, 'whole_curve')).toBeNull();
    expect(ridgeSummary(high, armStyles(['a']))).toContain('the whole curve gives no bound within the map');
  });
});
