// Evidence: independent tool (the objective written again in Python, minimised by scipy; test/fixtures/fit/toy-minimum.py) · central
// differences of the objective.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { type PoolObjective, poolObjective } from '../../../calibration/fit/objective/pool-objective.js';
import type { FitProblem } from '../../../calibration/fit/problem.js';
import { minimise } from '../../../calibration/fit/search/minimise.js';
import { costOf } from '../../../calibration/fit/search/search-objective.js';
import { hazardGrid } from '../../../calibration/fit/survival/hazard-grid.js';
import { toFitPool } from '../../../calibration/pool/fit-pool.js';
import { joinPools, type MixturePool } from '../../../calibration/pool/mixture-pool.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { toyTables } from './objective/trial-tables.js';
import { HORIZON, toyArmNames, toyMarginals, toyPool, toySimulate, toySpec } from './toy-model.js';
import { toySettings } from './toy-problem.js';

interface Minimum {
  readonly values: readonly number[];
  readonly objective: number;
}

const fixture: {
  readonly patients: readonly (readonly number[])[];
  readonly atStart: Readonly<Record<'pooled' | 'likelihood', readonly number[]>>;
  readonly pooled: Minimum;
  readonly likelihood: Minimum;
} = JSON.parse(readFileSync(new URL('../../fixtures/fit/toy-minimum.json', import.meta.url), 'utf8'));

const marginals = toyMarginals();
const gridDays = hazardGrid([], HORIZON).days;
const targets = clinicalTargets(toyTables, toyArmNames);

/** Absolute, on residuals of size one: exponentials and logarithms in another order. */
const SAME_RESIDUAL = 1e-9;

/** Relative, on the objective: the fixture's search ends there by differences. */
const SAME_MINIMUM = 1e-8;

/** In prior standard deviations: a valley is flat, and an objective within 1e-8 of its floor is within 1e-3 along it. */
const SAME_POINT = 1e-3;

function problemFor(kind: 'pooled' | 'likelihood'): FitProblem {
  const source = { tables: toyTables, overdispersion: 'none' } as const;
  return buildProblem(targets, toySettings(), kind === 'pooled' ? undefined : source);
}

/** The patients of the fixture. */
function fixturePool(): MixturePool {
  const values = Float64Array.from(fixture.patients.flat());
  const record = toySimulate(2)({ spec: toySpec, parameters: values });
  const cohort = {
    values,
    logX: values.map(Math.log),
    log1mX: values.map((value) => Math.log1p(-value)),
  };
  const pool = toFitPool({
    cohort,
    record,
    spec: toySpec,
    marginals,
    gridDays,
    horizonDays: HORIZON,
    responseRule: 'volume',
  });
  return joinPools([pool]);
}

describe.each(['pooled', 'likelihood'] as const)('the objective, %s, against code from elsewhere', (kind) => {
  const problem = problemFor(kind);
  const objective = poolObjective(problem, fixturePool());
  const start = problem.parameters.map((parameter) => parameter.start);

  it('has the same residuals at the start, whatever their order', () => {
    const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
    const own = sorted(objective.evaluate(start).data);
    const other = sorted(fixture.atStart[kind]);
    expect(own).toHaveLength(other.length);
    own.forEach((value, index) => {
      expect(Math.abs(value - other[index]!)).toBeLessThan(SAME_RESIDUAL);
    });
  });

  it('minimise ends where scipy does, from the start and from elsewhere', () => {
    for (const away of [0, 0.3, -0.4]) {
      const { values, evaluation, converged } = minimise(problem, objective, {
        start: problem.parameters.map(({ start: at, lower, upper, prior }, index) =>
          Math.min(Math.max(at + away * prior.sd * (index % 3 === 0 ? 1 : -0.5), lower), upper),
        ),
        lower: problem.parameters.map(({ lower }) => lower),
        upper: problem.parameters.map(({ upper }) => upper),
        maxIterations: 500,
        tolerance: 1e-13,
      });
      expect(converged).toBe(true);
      const reached = costOf(evaluation.data) + costOf(evaluation.prior);
      expect(Math.abs(reached / fixture[kind].objective - 1)).toBeLessThan(SAME_MINIMUM);
      values.forEach((value, index) => {
        const distance = Math.abs(value - fixture[kind].values[index]!) / problem.parameters[index]!.prior.sd;
        expect(distance).toBeLessThan(SAME_POINT);
      });
    }
  });
});

describe.each(['pooled', 'likelihood'] as const)('the gradient of the objective, %s', (kind) => {
  /** Relative to the gradient: the square of the step times the third derivative, and rounding over the step. */
  const GRADIENT_ERROR = 1e-6;
  const STEP = 1e-5;

  const total = (objective: PoolObjective, values: readonly number[]) => {
    const { data, prior, essPenalty } = objective.evaluate(values);
    return costOf(data) + costOf(prior) + essPenalty ** 2 / 2;
  };

  it.each([
    ['by arm, calibrated weights', false, 0],
    ['one death function for all', true, 0],
    ['limited by the effective-sample-size constraint', false, 1600],
  ] as const)('is that of central differences: %s', (_, deathShared, leastEffective) => {
    const source = { tables: toyTables, overdispersion: 'estimated' } as const;
    const problem = buildProblem(targets, toySettings({ deathShared }), kind === 'pooled' ? undefined : source);
    const pool = joinPools([toyPool({ marginals, patients: 1500, gridDays })]);
    const objective = poolObjective(problem, pool, leastEffective);
    const values = problem.parameters.map(
      ({ start, role }, index) => start + (role.kind === 'shape' ? 0.15 * Math.sin(index) : 0.1),
    );
    const { data, prior, essPenalty } = objective.evaluate(values);
    expect(essPenalty > 0).toBe(leastEffective > 0);
    const residuals = [...data, ...prior, essPenalty];
    const rows = objective.jacobian(values);
    expect(rows).toHaveLength(residuals.length);
    const gradient = values.map((_, j) => rows.reduce((sum, row, i) => sum + row[j]! * residuals[i]!, 0));
    const size = Math.hypot(...gradient);
    expect(size).toBeGreaterThan(1);
    values.forEach((_, j) => {
      const [above, below] = [STEP, -STEP].map((shift) =>
        total(
          objective,
          values.map((value, k) => (k === j ? value + shift : value)),
        ),
      );
      const difference = (above! - below!) / (2 * STEP);
      expect(Math.abs(gradient[j]! - difference)).toBeLessThan(
        GRADIENT_ERROR * Math.max(Math.abs(difference), 0.01 * size),
      );
    });
  });
});
