// Evidence: slow oracle (product of densities from their definition, integer shapes) · closed form (equal weights, means of
// Beta distributions) · laws.
import { describe, expect, it } from 'vitest';
import {
  effectiveSampleSize,
  importanceWeightsInto,
  type Shapes,
} from '../../../calibration/pool/importance-weights.js';
import { joinPools, type MixturePool } from '../../../calibration/pool/mixture-pool.js';
import { barePool, unitMarginals } from './bare-pool.js';
import { jointDensity } from './naive-density.js';

/** Relative; a product of a dozen doubles. */
const ROUNDING = 1e-11;

const published = unitMarginals([3, 2], [1, 1], [5, 4]);
const shifted = unitMarginals([2, 2], [2, 1], [6, 7]);

function weightsOf(pool: MixturePool, shapes: readonly Shapes[]): Float64Array {
  const weights = new Float64Array(pool.patients).fill(Number.NaN);
  importanceWeightsInto(pool, shapes, weights);
  return weights;
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe('importanceWeightsInto', () => {
  it('is 1/n for every patient at the shapes that the pool was drawn from', () => {
    for (const patients of [1, 2, 7, 500]) {
      const weights = weightsOf(joinPools([barePool({ marginals: published, patients })]), published);
      for (const weight of weights) expect(Math.abs(weight * patients - 1)).toBeLessThan(ROUNDING);
    }
  });

  it('is the product of densities over the proposal, divided by its sum', () => {
    const pool = joinPools([barePool({ marginals: published, patients: 300 })]);
    const ratios = Float64Array.from(
      { length: 300 },
      (_, patient) => jointDensity(pool, patient, shifted) / jointDensity(pool, patient, published),
    );
    const total = sumOf(ratios);
    weightsOf(pool, shifted).forEach((weight, patient) => {
      expect(Math.abs(weight / (ratios[patient]! / total) - 1)).toBeLessThan(ROUNDING);
    });
  });

  it('is the same against a mixture of proposals', () => {
    const parts = [
      barePool({ marginals: published, patients: 120 }),
      barePool({ marginals: shifted, patients: 40, seed: '1' }),
    ];
    const target = unitMarginals([4, 2], [1, 2], [5, 5]);
    const pool = joinPools(parts);
    const ratios = Float64Array.from({ length: 160 }, (_, patient) => {
      const mixture = 0.75 * jointDensity(pool, patient, published) + 0.25 * jointDensity(pool, patient, shifted);
      return jointDensity(pool, patient, target) / mixture;
    });
    const total = sumOf(ratios);
    weightsOf(pool, target).forEach((weight, patient) => {
      expect(Math.abs(weight / (ratios[patient]! / total) - 1)).toBeLessThan(ROUNDING);
    });
  });

  it('sums to 1 and is positive, whatever the shapes', () => {
    const pool = joinPools([barePool({ marginals: published, patients: 400 })]);
    for (const shapes of [shifted, unitMarginals([0.3, 0.3], [9, 0.5], [30, 20])]) {
      const weights = weightsOf(pool, shapes);
      expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(ROUNDING);
      expect(weights.every((weight) => weight >= 0)).toBe(true);
    }
  });

  it('weighs the means of x to those of the new shapes, within their Monte-Carlo error', () => {
    const pool = joinPools([barePool({ marginals: published, patients: 20_000 })]);
    const weights = weightsOf(pool, shifted);
    for (const [j, { alpha, beta }] of shifted.entries()) {
      let mean = 0;
      weights.forEach((weight, patient) => {
        mean += weight * Math.exp(pool.logX[patient * 3 + j]!);
      });
      // Four standard errors of a mean over the effective patients, x in [0, 1]
      expect(Math.abs(mean - alpha / (alpha + beta))).toBeLessThan((4 * 0.5) / Math.sqrt(effectiveSampleSize(weights)));
    }
  });

  it('stays finite where every ratio of densities is below or above the range of doubles', () => {
    const narrow = unitMarginals(...Array.from({ length: 21 }, () => [200, 300] as const));
    const wide = unitMarginals(...Array.from({ length: 21 }, () => [0.05, 0.05] as const));
    for (const [from, to] of [
      [narrow, wide],
      [wide, narrow],
    ] as const) {
      const pool = joinPools([barePool({ marginals: from, patients: 60 })]);
      const weights = weightsOf(pool, to);
      expect(weights.every(Number.isFinite)).toBe(true);
      expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(ROUNDING);
    }
  });

  it('depends on the proposal only up to a constant factor', () => {
    const pool = joinPools([barePool({ marginals: published, patients: 50 })]);
    const raised = { ...pool, logProposal: pool.logProposal.map((log) => log + 1234) };
    const [weights, same] = [weightsOf(pool, shifted), weightsOf(raised, shifted)];
    weights.forEach((weight, patient) => {
      expect(Math.abs(same[patient]! / weight - 1)).toBeLessThan(ROUNDING * 100);
    });
  });
});

describe('effectiveSampleSize', () => {
  it('is n for n equal weights', () => {
    for (const n of [1, 3, 1000]) expect(effectiveSampleSize(new Float64Array(n).fill(1 / n))).toBeCloseTo(n, 9);
  });

  it('is 1 where one patient has all the weight', () => {
    expect(effectiveSampleSize(Float64Array.of(0, 1, 0))).toBe(1);
  });

  it('is 1.6 for weights 3/4 and 1/4', () => {
    expect(effectiveSampleSize(Float64Array.of(0.75, 0.25))).toBe(1.6);
  });

  it('does not depend on the sum of the weights', () => {
    expect(effectiveSampleSize(Float64Array.of(3, 1))).toBe(1.6);
    expect(effectiveSampleSize(Float64Array.of(0.375, 0.125, 0))).toBe(1.6);
  });

  it('is 0 of nobody', () => {
    expect(effectiveSampleSize(new Float64Array(0))).toBe(0);
  });

  it('lies in [1, n] and falls as the shapes leave the proposal', () => {
    const pool = joinPools([barePool({ marginals: published, patients: 500 })]);
    const sizes = [0, 0.1, 0.3, 0.6, 1, 2].map((step) =>
      effectiveSampleSize(
        weightsOf(
          pool,
          published.map(({ alpha, beta }) => ({ alpha: alpha * Math.exp(step), beta })),
        ),
      ),
    );
    for (const [place, size] of sizes.entries()) {
      expect(size).toBeGreaterThanOrEqual(1);
      expect(size).toBeLessThanOrEqual(500 * (1 + ROUNDING));
      if (place > 0) expect(size).toBeLessThan(sizes[place - 1]!);
    }
  });
});
