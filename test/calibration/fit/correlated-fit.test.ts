// Evidence: central finite differences · simulate and recover (targets from fresh samples at the truth).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { poolObjective } from '../../../calibration/fit/objective/pool-objective.js';
import { type FitProblem, type FitSettings, toFitPoint } from '../../../calibration/fit/problem.js';
import { minimise } from '../../../calibration/fit/search/minimise.js';
import type { ProposedPool } from '../../../calibration/pool/fit-pool.js';
import { joinPools, type MixturePool } from '../../../calibration/pool/mixture-pool.js';
import { type BetaMarginal, withCorrelations } from '../../../src/index.js';
import { toyArmNames, toyMarginals, toyPool } from './toy-model.js';
import { toySettings, toyTargets } from './toy-problem.js';

const correlate = (marginals: readonly BetaMarginal[]) =>
  withCorrelations(marginals, [{ between: ['response', 'growth'], normalScore: 0.7 }]);
const published = correlate(toyMarginals());
const shaped = (alpha: number, beta: number) => published.map((own, j) => (j === 0 ? { ...own, alpha, beta } : own));
const truth = shaped(4, 3);

/** Classes by the product of response and growth, so that the rates depend on both and on their correlation. */
const cuts = { control: [0.1, 0.25, 0.5], treated: [0.2, 0.35, 0.6] } as const;
function withClasses(pool: ProposedPool): ProposedPool {
  const product = (i: number) => Math.exp(pool.logX[2 * i]! + pool.logX[2 * i + 1]!);
  const response = toyArmNames.map((arm) => [
    arm,
    Uint8Array.from({ length: pool.patients }, (_, i) => cuts[arm].filter((cut) => product(i) > cut).length),
  ]);
  return { ...pool, response: Object.fromEntries(response) };
}
const poolOf = (marginals: readonly BetaMarginal[], patients: number, gridDays: readonly number[], seed = '0') =>
  withClasses(toyPool({ marginals, patients, gridDays, seed }));

/** What trials of 20,000 patients would report of the truth: rates of other patients. */
const targetsFrom = (patients: number) => {
  const others = poolOf(truth, patients, [0], '9');
  return toyTargets(truth, 20_000).map((target) => {
    const classes = others.response[target.arm]!;
    const rate = (wanted: number) => (100 * classes.filter((each) => each === wanted).length) / patients;
    const [cr, pr, sd, pd] = [0, 1, 2, 3].map(rate) as [number, number, number, number];
    return { ...target, response: { ...target.response!, cr, pr, sd, pd, orr: cr + pr, dcr: cr + pr + sd } };
  });
};
const problemOf = (patients: number, changes: Partial<FitSettings>) =>
  buildProblem(targetsFrom(patients), toySettings({ marginals: published, priorLogSd: 3, ...changes }));

describe('the objective on correlated patients', () => {
  it('has the derivatives of its residuals and of its effective-sample-size penalty', () => {
    const all = problemOf(300, { targetWeights: { ...toySettings().targetWeights, medianOs: 0, survival: 0 } });
    const gridDays = all.grids.control!.days;
    const pool = joinPools([poolOf(published, 400, gridDays), poolOf(shaped(3.5, 2.5), 200, gridDays, '1')]);
    const objective = poolObjective(all, pool, 198);
    const values = all.parameters.map(({ start }, index) => start + 0.15 * Math.sin(1 + index));
    const evaluate = (at: readonly number[]) => {
      const { data, prior, essPenalty } = objective.evaluate(at);
      return [...data, ...prior, essPenalty];
    };
    expect(evaluate(values).at(-1)).toBeGreaterThan(0);
    const rows = objective.jacobian(values);
    const STEP = 1e-5;
    all.parameters.forEach((_, parameter) => {
      const [above, below] = [STEP, -STEP].map((step) =>
        evaluate(values.map((value, index) => (index === parameter ? value + step : value))),
      ) as [number[], number[]];
      rows.forEach((row, residual) => {
        const difference = (above[residual]! - below[residual]!) / (2 * STEP);
        expect(Math.abs(row[parameter]! - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
      });
    });
  });
});

describe('a fit with correlated parameters', () => {
  const shapesBehind = (problem: FitProblem, patients: MixturePool) => {
    const { values, converged } = minimise(problem, poolObjective(problem, patients), {
      start: problem.parameters.map(({ start }) => start),
      lower: problem.parameters.map(({ lower }) => lower),
      upper: problem.parameters.map(({ upper }) => upper),
      maxIterations: 200,
      tolerance: 1e-7,
    });
    expect(converged).toBe(true);
    const { alpha, beta } = toFitPoint(problem, values).marginals[0]!;
    return { mean: alpha / (alpha + beta), size: alpha + beta };
  };

  it('finds the shapes behind the targets, where weights of independent parameters do not', {
    tags: 'full/searches',
  }, () => {
    const problem = problemOf(6000, { freeMarginals: ['response'] });
    const gridDays = problem.grids.control!.days;
    const pool = joinPools([poolOf(published, 2000, gridDays), poolOf(shaped(3.5, 2.5), 1000, gridDays, '1')]);
    const { mean, size } = shapesBehind(problem, pool);
    // Monte-Carlo error of 3,000 weighted patients
    expect(Math.abs(mean - 4 / 7)).toBeLessThan(0.01);
    expect(Math.abs(Math.log(size / 7))).toBeLessThan(0.15);
    const independent = toyMarginals();
    const wrong = shapesBehind(problem, joinPools([poolOf(independent, 2000, gridDays)]));
    expect(Math.max(Math.abs(wrong.mean - 4 / 7) / 0.01, Math.abs(Math.log(wrong.size / 7)) / 0.15)).toBeGreaterThan(3);
  });
});
