// Evidence: laws · closed form (rates under integer shapes).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { type FitPoolsOptions, fitPools, type PooledFit } from '../../../calibration/fit/fit-pools.js';
import type { FitProblem, FitSettings } from '../../../calibration/fit/problem.js';
import { costOf } from '../../../calibration/fit/search/minimise.js';
import { toyMarginals, toyPool } from './toy-model.js';
import { toySettings, toyTargets } from './toy-problem.js';

const published = toyMarginals();

/** Targets of a trial of response shapes (alpha, 2), away from the published (3, 2). */
function problemOf(alpha: number, changes: Partial<FitSettings> = {}): FitProblem {
  const truth = published.map((marginal, j) => (j === 0 ? { ...marginal, alpha } : marginal));
  return buildProblem(toyTargets(truth, 5000), toySettings({ freeMarginals: ['response'], priorLogSd: 3, ...changes }));
}

/** Weights leave half of the patients effective at (6, 2), 40 % at (8, 2). */
const [near, far] = [problemOf(6), problemOf(8)];
const gridDays = near.grids.control!.days;
const PATIENTS = 1200;
const pool = toyPool({ marginals: published, patients: PATIENTS, gridDays });

function fitOf(
  problem: FitProblem,
  leastEffectiveShare: number,
  changes: Partial<FitPoolsOptions> = {},
  pools = [pool],
) {
  const from = problem.parameters.map((parameter) => parameter.start);
  const options = { start: from, leastEffectiveShare, maxIterations: 150, tolerance: 1e-6, ...changes };
  return fitPools(problem, pools, options);
}

const lossOf = ({ data, prior }: PooledFit['evaluation']) => costOf(data) + costOf(prior);

function expectFiguresMet(problem: FitProblem, { evaluation, converged }: PooledFit) {
  expect(converged).toBe(true);
  expect(evaluation.essPenalty).toBe(0);
  evaluation.predictions.forEach((prediction, index) => {
    expect(Math.abs(prediction - problem.columns[index]!.target)).toBeLessThan(0.01);
  });
}

describe('fitPools', () => {
  it('reaches the targets where few effective patients are enough', () => {
    expectFiguresMet(near, fitOf(near, 0.001));
  });

  it('reaches them from further away', { tags: 'full/searches' }, () => {
    expectFiguresMet(far, fitOf(far, 0.001));
  });

  it('is limited where more of the patients are to stay effective', { tags: 'full/searches' }, () => {
    const [free, held] = [fitOf(near, 0.001), fitOf(near, 0.8)];
    expect(free.evaluation.effectiveSampleSize).toBeLessThan(0.8 * PATIENTS);
    expect(held.evaluation.essPenalty).toBeGreaterThan(0);
    expect(held.evaluation.effectiveSampleSize).toBeGreaterThan(free.evaluation.effectiveSampleSize);
    expect(lossOf(held.evaluation)).toBeGreaterThan(lossOf(free.evaluation));
    // The unpenalised solution has the larger objective once the penalty is included
    const paid = (evaluation: PooledFit['evaluation']) => lossOf(evaluation) + evaluation.essPenalty ** 2 / 2;
    expect(paid(held.evaluation)).toBeLessThanOrEqual(paid(held.objective.evaluate(free.values)));
  });

  const isSameBoundForEachCall = (share: number) => {
    const [bound, large] = [{}, { mostPatientsBound: 0 }].map((changes) =>
      fitOf(near, share, { maxIterations: 4, ...changes }),
    ) as [PooledFit, PooledFit];
    expect(large.objective).not.toBe(bound.objective);
    expect(large.values).toEqual(bound.values);
    for (const values of [bound.values, near.parameters.map(({ start }) => start)]) {
      expect(large.objective.evaluate(values)).toEqual(bound.objective.evaluate(values));
      expect(large.objective.jacobian(values)).toEqual(bound.objective.jacobian(values));
    }
  };
  it.each([0.001])(
    'is the same where its objective is bound to the pool for each call, %d effective',
    isSameBoundForEachCall,
  );
  it.each([0.8])(
    'is the same where its objective is bound to the pool for each call, %d effective',
    { tags: 'full/searches' },
    isSameBoundForEachCall,
  );

  const keepsShare = (share: number) => {
    expect(fitOf(near, share).evaluation.effectiveSampleSize).toBeGreaterThan(0.9 * share * PATIENTS);
  };
  it.each([0.8])('keeps a share of %d of the patients effective, but for a tenth of it', keepsShare);
  it.each([0.7])(
    'keeps a share of %d of the patients effective, but for a tenth of it',
    { tags: 'full/searches' },
    keepsShare,
  );

  it('reaches further with a pool from where it stopped', { tags: 'full/searches' }, () => {
    const first = fitOf(near, 0.8);
    const next = toyPool({ marginals: first.evaluation.point.marginals, patients: PATIENTS, gridDays, seed: '1' });
    const second = fitOf(near, 0.8, { start: first.values }, [pool, next]);
    expect(second.pooled).toBe(2 * PATIENTS);
    expect(lossOf(second.evaluation)).toBeLessThan(lossOf(first.evaluation));
    expect(second.evaluation.effectiveSampleSize).toBeGreaterThan(first.evaluation.effectiveSampleSize);
  });

  it('stays inside the bounds of the problem', () => {
    const narrow = problemOf(6, { logShapeBound: 0.1 });
    const { values } = fitOf(narrow, 0.1);
    values.forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(narrow.parameters[index]!.lower - 1e-12);
      expect(value).toBeLessThanOrEqual(narrow.parameters[index]!.upper + 1e-12);
    });
    expect(values[0]).toBeCloseTo(narrow.parameters[0]!.upper, 12);
  });

  it('repeats itself, and returns the objective behind its values', () => {
    const [first, second] = [fitOf(near, 0.5), fitOf(near, 0.5)];
    expect(second.values).toEqual(first.values);
    expect(second.evaluation).toEqual(first.evaluation);
    expect(first.objective.evaluate(first.values)).toEqual(first.evaluation);
  });
});
