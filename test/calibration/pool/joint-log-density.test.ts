// Evidence: slow oracle (product of densities from their definition, integer shapes).
import { describe, expect, it } from 'vitest';
import { jointLogDensityInto } from '../../../calibration/pool/joint-log-density.js';
import { barePool, unitMarginals } from './bare-pool.js';
import { jointDensity } from './naive-density.js';

/** Absolute, on logarithms of size ten. */
const ROUNDING = 1e-12;

describe('jointLogDensityInto', () => {
  const pool = barePool({ marginals: unitMarginals([3, 2], [1, 1], [5, 4]), patients: 50 });

  it('is the logarithm of the product of the densities, under any shapes', () => {
    for (const shapes of [pool.marginals, unitMarginals([1, 6], [2, 2], [9, 1])]) {
      const logs = new Float64Array(50).fill(Number.NaN);
      jointLogDensityInto(shapes, pool, logs);
      logs.forEach((log, patient) => {
        expect(Math.abs(log - Math.log(jointDensity(pool, patient, shapes)))).toBeLessThan(ROUNDING);
      });
    }
  });

  it('is 0 for uniform variables', () => {
    const logs = new Float64Array(50);
    jointLogDensityInto(unitMarginals([1, 1], [1, 1], [1, 1]), pool, logs);
    for (const log of logs) expect(Math.abs(log)).toBeLessThan(ROUNDING);
  });
});
