// Evidence: closed form (normal equations, classic problems) · slow oracle (coordinate descent in a box) · simulate and recover
// (Beta distribution functions of integer shapes).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { toFitPoint } from '../../../../calibration/fit/problem.js';
import { costOf, type MinimiseOptions, minimise } from '../../../../calibration/fit/search/minimise.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
import { randomStream } from '../../../../src/index.js';
import { type Formula, formulaObjective } from '../formula-objective.js';
import { toyMarginals, toyPool } from '../toy-model.js';
import { toyDeath, toySettings, toyTargets } from '../toy-problem.js';

/** Absolute, on parameters of size one, at a relative decrease of 1e-12 per step. */
const AT_MINIMUM = 1e-4;

function search(formula: Formula, start: readonly number[], options: Partial<MinimiseOptions> = {}) {
  const { problem, objective } = formulaObjective(formula);
  const result = minimise(problem, objective, {
    start,
    lower: problem.parameters.map(({ lower }) => lower),
    upper: problem.parameters.map(({ upper }) => upper),
    maxIterations: 500,
    tolerance: 1e-12,
    ...options,
  });
  const lossOf = (values: readonly number[]) => {
    const { data, prior } = objective.evaluate(values);
    return costOf(data) + costOf(prior);
  };
  return { ...result, lossOf, loss: lossOf(result.values) };
}

function expectNear(values: readonly number[], expected: readonly number[]) {
  values.forEach((value, index) => {
    expect(Math.abs(value - expected[index]!)).toBeLessThan(AT_MINIMUM);
  });
}

const plane: Formula = {
  residuals: ({ 0: a, 1: b }) => [a! + b! - 4, a! - b!],
  jacobian: () => [
    [1, 1],
    [1, -1],
  ],
  priors: [
    { mean: 0, sd: 1 },
    { mean: 0, sd: 1 },
  ],
};

/** Rosenbrock's valley, with a weak prior at its minimum (1, 1). */
const valley: Formula = {
  residuals: ({ 0: a, 1: b }) => [10 * (b! - a! ** 2), 1 - a!],
  jacobian: ({ 0: a }) => [
    [-20 * a!, 10],
    [-1, 0],
  ],
  priors: [
    { mean: 1, sd: 10 },
    { mean: 1, sd: 10 },
  ],
};

/** Powell's function with a singular Jacobian at its minimum 0, where convergence is slow. */
const powell: Formula = {
  residuals: ({ 0: a, 1: b, 2: c, 3: d }) => [
    a! + 10 * b!,
    Math.sqrt(5) * (c! - d!),
    (b! - 2 * c!) ** 2,
    Math.sqrt(10) * (a! - d!) ** 2,
  ],
  jacobian: ({ 0: a, 1: b, 2: c, 3: d }) => [
    [1, 10, 0, 0],
    [0, 0, Math.sqrt(5), -Math.sqrt(5)],
    [0, 2 * (b! - 2 * c!), -4 * (b! - 2 * c!), 0],
    [2 * Math.sqrt(10) * (a! - d!), 0, 0, -2 * Math.sqrt(10) * (a! - d!)],
  ],
  priors: Array.from({ length: 4 }, () => ({ mean: 0, sd: 100 })),
};

describe('costOf', () => {
  it('is half the sum of squares, 0 of nothing', () => {
    expect(costOf(Float64Array.of(3, -4))).toBe(12.5);
    expect(costOf(new Float64Array(0))).toBe(0);
  });
});

describe('minimise', () => {
  it.each([[[0, 0]], [[4, -4]], [[-5, 5]]])('solves a linear problem with prior from %j: (4/3, 4/3)', (start) => {
    // (A'A + I) v = A'b with A'A = 2 I and A'b = (4, 4)
    const { values, converged } = search(plane, start);
    expect(converged).toBe(true);
    expectNear(values, [4 / 3, 4 / 3]);
  });

  it.each([[[-1.2, 1]], [[0, 0]], [[3, -4]], [[-4, -4]]])('finds the end of a curved valley from %j', (start) => {
    const { values, converged } = search(valley, start);
    expect(converged).toBe(true);
    expectNear(values, [1, 1]);
  });

  it('comes close to a minimum with a singular Jacobian', () => {
    const { loss, values } = search(powell, [3, -1, 0, 1]);
    expect(loss).toBeLessThan(1e-6);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(0.1);
  });

  it('does not depend on the units of a parameter, given with its prior', () => {
    const unit = 1e6;
    const rescaled: Formula = {
      residuals: ({ 0: a, 1: b }) => plane.residuals([a! / unit, b!]),
      jacobian: () => [
        [1 / unit, 1],
        [1 / unit, -1],
      ],
      priors: [
        { mean: 0, sd: unit },
        { mean: 0, sd: 1 },
      ],
      lower: -5 * unit,
      upper: 5 * unit,
    };
    const [{ values, iterations }, plain] = [search(rescaled, [unit, 1]), search(plane, [1, 1])];
    expectNear([values[0]! / unit, values[1]!], plain.values);
    expect(iterations).toBe(plain.iterations);
  });

  it('stays at a minimum', () => {
    const { values, converged } = search(valley, [1, 1]);
    expect(converged).toBe(true);
    expect(values).toEqual([1, 1]);
  });

  it('has nothing to do without parameters', () => {
    const { values, converged, iterations } = search({ residuals: () => [1], jacobian: () => [[]], priors: [] }, []);
    expect({ values, converged, iterations }).toEqual({ values: [], converged: true, iterations: 0 });
  });

  it('reports that it did not converge at its limit of iterations', () => {
    const { converged, iterations } = search(valley, [-1.2, 1], { maxIterations: 2 });
    expect({ converged, iterations }).toEqual({ converged: false, iterations: 2 });
  });

  it('returns the evaluation of the point that it returns', () => {
    const { values, evaluation, lossOf } = search(valley, [-1.2, 1], { maxIterations: 7 });
    expect(costOf(evaluation.data) + costOf(evaluation.prior)).toBe(lossOf(values));
  });

  it('never returns a worse point than its start, wherever and however soon it stops', () => {
    const uniform = randomStream({ seed: '0', streamName: 'starts', index: 0 });
    for (let trial = 0; trial < 60; trial++) {
      const formula = [valley, plane][trial % 2]!;
      const start = [10 * uniform() - 5, 10 * uniform() - 5];
      const { loss, lossOf } = search(formula, start, { maxIterations: 1 + (trial % 6) });
      expect(loss).toBeLessThanOrEqual(lossOf(start));
    }
  });

  it('steps around points where the objective is not a number', () => {
    const hole: Formula = {
      ...valley,
      residuals: (values) => valley.residuals(values).map((residual) => (values[0]! < -1.5 ? Number.NaN : residual)),
    };
    const { values } = search(hole, [-1.4, 1]);
    expectNear(values, [1, 1]);
  });

  it('does not call a start converged where the objective is not a number', () => {
    const nowhere: Formula = { ...plane, residuals: () => [Number.NaN, 0] };
    let converged = false;
    try {
      ({ converged } = search(nowhere, [1, 1]));
    } catch {
      // An error would do as well
    }
    expect(converged).toBe(false);
  });
});

describe('minimise in a box', () => {
  it('ends at the bound where the minimum lies beyond it, and at the best point along it', () => {
    // With a = 1/2: 3 b = 3.5 + 0.5
    const { values, converged } = search(plane, [0, 0], { upper: [0.5, 5] });
    expect(converged).toBe(true);
    expect(values[0]).toBe(0.5);
    expectNear(values, [0.5, 4 / 3]);
  });

  it('leaves a bound that it starts at when the minimum lies inside', () => {
    expectNear(search(plane, [5, -5]).values, [4 / 3, 4 / 3]);
    expectNear(search(valley, [-1.2, -5]).values, [1, 1]);
  });

  it('keeps a parameter whose bounds agree', () => {
    const { values } = search(plane, [1, 0], { lower: [1, -5], upper: [1, 5] });
    // With a = 1: 3 b = 3 + 1
    expectNear(values, [1, 4 / 3]);
  });

  it('does not leave the box, up to the rounding of a change of scale', () => {
    const uniform = randomStream({ seed: '1', streamName: 'starts', index: 0 });
    for (let trial = 0; trial < 40; trial++) {
      const lower = [-2 * uniform(), -2 * uniform()];
      const upper = lower.map((bound) => bound + 0.1 + uniform());
      const start = lower.map((bound, index) => bound + uniform() * (upper[index]! - bound));
      const { values } = search(valley, start, { lower, upper, maxIterations: 40 });
      values.forEach((value, index) => {
        expect(value).toBeGreaterThanOrEqual(lower[index]! - 1e-12);
        expect(value).toBeLessThanOrEqual(upper[index]! + 1e-12);
      });
    }
  });

  it.each([1, 2, 3, 4, 5])(
    'finds what coordinate descent finds in a narrow box of twelve parameters, case %i',
    (index) => {
      // A convex quadratic: minimising one parameter after the other, each cut off at its bounds, converges to the minimum
      const uniform = randomStream({ seed: '2', streamName: 'starts', index });
      const [rows, columns] = [18, 12];
      const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 6 * uniform() - 3));
      const offset = matrix.map(() => 20 * uniform() - 10);
      const formula: Formula = {
        residuals: (values) =>
          matrix.map((row, i) => row.reduce((sum, value, j) => sum + value * values[j]!, -offset[i]!)),
        jacobian: () => matrix,
        priors: Array.from({ length: columns }, () => ({ mean: 0, sd: 0.5 })),
        lower: -0.3,
        upper: 0.3,
      };
      const found = search(formula, new Array<number>(columns).fill(0));
      const best = new Array<number>(columns).fill(0);
      for (let sweep = 0; sweep < 3000; sweep++) {
        for (let j = 0; j < columns; j++) {
          const residuals = formula.residuals(best);
          const slope = matrix.reduce((sum, row, i) => sum + row[j]! * residuals[i]!, best[j]! / 0.25);
          const curvature = matrix.reduce((sum, row) => sum + row[j]! ** 2, 1 / 0.25);
          best[j] = Math.min(Math.max(best[j]! - slope / curvature, -0.3), 0.3);
        }
      }
      expect(best.some((value) => Math.abs(value) === 0.3)).toBe(true);
      expect(found.converged).toBe(true);
      expect(found.loss - found.lossOf(best)).toBeLessThan(1e-6 * found.lossOf(best));
      expectNear(found.values, best);
    },
  );
});

describe('minimise on a pool: simulate and recover', () => {
  // Growth stays as it is: it and the death functions move survival together, which no start and no search can tell apart
  const published = toyMarginals();
  const truth = published.map((marginal, j) => (j === 0 ? { ...marginal, alpha: 4, beta: 3 } : marginal));
  const problem = buildProblem(toyTargets(truth, 20_000), toySettings({ freeMarginals: ['response'], priorLogSd: 3 }));
  const pool = joinPools([toyPool({ marginals: published, patients: 3000, gridDays: problem.grids.control!.days })]);
  const objective = poolObjective(problem, pool);

  const recovers = (away: number) => {
    const start = problem.parameters.map(({ start: at, role, lower, upper }, index) =>
      role.kind === 'shape' ? at + away * (index % 2 === 0 ? 1 : -1) : Math.min(Math.max(at + away, lower), upper),
    );
    const { values, evaluation, converged } = minimise(problem, objective, {
      start,
      lower: problem.parameters.map(({ lower }) => lower),
      upper: problem.parameters.map(({ upper }) => upper),
      maxIterations: 200,
      tolerance: 1e-7,
    });
    expect(converged).toBe(true);
    // A third of a standard error of a trial of 20,000
    evaluation.predictions.forEach((prediction, index) => {
      expect(Math.abs(prediction - problem.columns[index]!.target)).toBeLessThan(0.0015);
    });
    const { marginals, death } = toFitPoint(problem, values);
    const { alpha, beta } = marginals[0]!;
    // Within the Monte-Carlo error of 3000 weighted patients
    expect(Math.abs(alpha / (alpha + beta) - 4 / 7)).toBeLessThan(0.005);
    expect(Math.abs(Math.log((alpha + beta) / 7))).toBeLessThan(0.1);
    for (const arm of ['control', 'treated'] as const) {
      // The half-width of mu and the two logits share what the curve says; P at chi = 1 is known to a tenth of itself
      expect(Math.abs(death[arm]!.logitAtOne - toyDeath[arm].logitAtOne)).toBeLessThan(0.1);
    }
  };
  it.each([0])('finds the shapes and death functions behind the targets, start %d away', recovers);
  it.each([0.3, -0.3])(
    'finds the shapes and death functions behind the targets, start %d away',
    { tags: 'full/searches' },
    recovers,
  );
});
