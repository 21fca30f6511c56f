// Evidence: closed form (the point of the estimate, the line of equal medians) · the objective itself at single points.
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { deathRidge } from '../../../calibration/inference/ridge.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { toyArmNames } from '../fit/toy-model.js';
import { toySettings } from '../fit/toy-problem.js';
import { toyContext } from './toy-context.js';

// The truth reproduces its targets, so its cost is nearly 0
const { problem, pool, values, tables } = toyContext({ patients: 40 });

describe('deathRidge', () => {
  const ridge = deathRidge(problem, pool.pool, values, 'treated');
  const middle = (ridge.mu.length - 1) / 2;

  it('spans half to twice the estimate, which is in the middle', () => {
    const { mu, sigma, estimate } = ridge;
    expect(mu[middle]).toBeCloseTo(estimate.mu, 12);
    expect(sigma[middle]).toBeCloseTo(estimate.sigma, 12);
    expect([mu[0]! * 2, mu.at(-1)! / 2]).toEqual([expect.closeTo(estimate.mu, 12), expect.closeTo(estimate.mu, 12)]);
  });

  it('has its minimum at the truth: for the whole curve only there', () => {
    const flat = ridge.whole_curve.flat();
    expect(Math.min(...flat)).toBe(0);
    expect(ridge.whole_curve[middle]![middle]).toBeLessThan(0.05);
    expect(flat.filter((deltaObjective) => deltaObjective < 1.92).length).toBeLessThan(0.05 * flat.length);
  });

  it('of a median alone extends over every sigma: for each there is a mu with the same median', () => {
    const sides = ridge.median_only.filter((row) => Math.min(...row) < 1.92);
    const curves = ridge.whole_curve.filter((row) => Math.min(...row) < 1.92);
    expect(sides.length).toBeGreaterThan(2 * curves.length);
    // Along mu the objective decreases to the ridge and increases beyond it
    const row = ridge.median_only[middle]!;
    const least = row.indexOf(Math.min(...row));
    row.forEach((value, index) => {
      if (index > 0 && index <= least) expect(value).toBeLessThanOrEqual(row[index - 1]! + 1e-9);
      if (index > least) expect(value).toBeGreaterThanOrEqual(row[index - 1]! - 1e-9);
    });
  });

  it('has no median where the fit has no target for one', () => {
    const settings = toySettings({
      targetWeights: { response: 1, medianOs: 0, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 },
    });
    const without = buildProblem(clinicalTargets(tables, toyArmNames), settings);
    const { median_only: medianOnly } = deathRidge(without, pool.pool, values, 'treated');
    expect(medianOnly.flat().every(Number.isNaN)).toBe(true);
  });

  it('of a death function shared by all arms is that of the requested arm', () => {
    const shared = toyContext({ patients: 30, settings: { deathShared: true } });
    const { arm, whole_curve: wholeCurve } = deathRidge(shared.problem, shared.pool.pool, shared.values, 'control');
    expect(arm).toBe('control');
    expect(wholeCurve.flat().every(Number.isFinite)).toBe(true);
  });
});
