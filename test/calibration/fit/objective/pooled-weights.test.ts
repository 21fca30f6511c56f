// Evidence: slow oracle (the steps, one by one) · laws.
import { describe, expect, it } from 'vitest';
import { essPenalty } from '../../../../calibration/fit/objective/ess-penalty.js';
import { pooledWeights } from '../../../../calibration/fit/objective/pooled-weights.js';
import { calibrateOnControls, weightControls } from '../../../../calibration/pool/calibrate-weights.js';
import { effectiveSampleSize, importanceWeightsInto } from '../../../../calibration/pool/importance-weights.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
import { barePool, unitMarginals } from '../../pool/bare-pool.js';

const proposal = unitMarginals([3, 2], [1, 1]);
const shifted = unitMarginals([4, 2], [1, 2]);
const pool = joinPools([
  barePool({ marginals: proposal, patients: 300 }),
  barePool({ marginals: shifted, patients: 100, seed: '1' }),
]);

function expectedAt(shapes: typeof proposal) {
  const raw = new Float64Array(400);
  importanceWeightsInto(pool, shapes, raw);
  const calibrated = raw.slice();
  calibrateOnControls(weightControls(pool), shapes, calibrated);
  return { raw, calibrated };
}

describe('pooledWeights', () => {
  it('has the weights before and after calibration, and the penalty of the newest pool before it', () => {
    const weights = pooledWeights(pool, 90);
    const target = unitMarginals([2, 3], [2, 1]);
    const { raw, calibrated } = expectedAt(target);
    const at = weights.at(target);
    expect(at.raw).toEqual(raw);
    expect(at.calibrated).toEqual(calibrated);
    expect(at.effectiveSampleSize).toBe(effectiveSampleSize(raw));
    expect(at.essPenalty.residual).toBe(essPenalty(raw.subarray(300), 90).residual);
    expect(at.essPenalty.residual).toBeGreaterThan(0);
  });

  it('gives the same object at the same shapes, whatever else a marginal says, and another at others', () => {
    const weights = pooledWeights(pool, 0);
    const first = weights.at(proposal);
    expect(weights.at(proposal.map((marginal) => ({ ...marginal, max: 9 })))).toBe(first);
    const second = weights.at(shifted);
    expect(second).not.toBe(first);
    expect(Array.from(second.calibrated)).toEqual(Array.from(expectedAt(shifted).calibrated));
    expect(Array.from(weights.at(proposal).calibrated)).toEqual(Array.from(expectedAt(proposal).calibrated));
  });
});
