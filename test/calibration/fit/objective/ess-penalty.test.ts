// Evidence: closed form · central finite differences. The penalty on a pool: pool-objective.test.ts.
import { describe, expect, it } from 'vitest';
import { essPenalty, essPenaltySlopes, PENALTY_STEEPNESS } from '../../../../calibration/fit/objective/ess-penalty.js';
import { weightControls } from '../../../../calibration/pool/calibrate-weights.js';
import { importanceWeightsInto } from '../../../../calibration/pool/importance-weights.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
import { barePool, unitMarginals } from '../../pool/bare-pool.js';

const STEP = 1e-6;
/** Absolute, on derivatives of size ten. */
const DIFFERENCE_ERROR = 1e-7;

describe('essPenalty', () => {
  it('is the steepness times the logarithm of what is missing', () => {
    // Weights 3/4 and 1/4: 1.6 patients effective
    const weights = Float64Array.of(3, 1);
    expect(essPenalty(weights, 3.2).residual).toBeCloseTo(PENALTY_STEEPNESS * Math.LN2, 12);
    expect(essPenalty(weights, 1.6).residual).toBe(0);
    expect(essPenalty(weights, 1).residual).toBe(0);
  });
});

describe('essPenaltySlopes', () => {
  const pool = joinPools([barePool({ marginals: unitMarginals([3, 2], [1, 2]), patients: 80 })]);
  const { columns } = weightControls(pool);
  const shapesAt = (logs: readonly number[]) => [
    { alpha: Math.exp(logs[0]!), beta: Math.exp(logs[2]!) },
    { alpha: Math.exp(logs[1]!), beta: Math.exp(logs[3]!) },
  ];
  const essPenaltyAt = (logs: readonly number[], least: number) => {
    const weights = new Float64Array(80);
    importanceWeightsInto(pool, shapesAt(logs), weights);
    return essPenalty(weights, least);
  };
  const logs = [1.5, 0.4, 0.3, 0.9];

  it('is the central difference of the residual, by every shape and by the wanted ones', () => {
    const every = [0, 1, 2, 3].map((control) => {
      const [above, below] = [STEP, -STEP].map(
        (shift) =>
          essPenaltyAt(
            logs.map((log, index) => (index === control ? log + shift : log)),
            100,
          ).residual,
      ) as [number, number];
      return (above - below) / (2 * STEP);
    });
    const slopes = essPenaltySlopes(essPenaltyAt(logs, 100), columns, shapesAt(logs), [0, 1, 2, 3]);
    every.forEach((expected, control) => {
      expect(Math.abs(slopes[control]! - expected)).toBeLessThan(DIFFERENCE_ERROR);
    });
    const some = essPenaltySlopes(essPenaltyAt(logs, 100), columns, shapesAt(logs), [3, 0]);
    expect(Array.from(some)).toEqual([slopes[3], slopes[0]]);
  });

  it('is 0 inside', () => {
    expect(Array.from(essPenaltySlopes(essPenaltyAt(logs, 1), columns, shapesAt(logs), [0, 1]))).toEqual([0, 0]);
  });
});
