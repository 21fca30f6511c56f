import { deathProbabilityFromLogits, power, square } from '../../src/index.js';
import { type PoolObjective, poolObjective } from '../fit/objective/pool-objective.js';
import { deathCurve, type FitParameter, type FitProblem } from '../fit/problem.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import type { Ridge } from './results.js';

const POINTS = 49;

/** The grids of mu and sigma extend from half to twice their estimates. */
const SPREAD = 2;

/**
 * Shows that a median alone identifies neither mu nor sigma: along a ridge of the plane the median is constant, and only the
 * other points of the curve distinguish its points.
 *
 * @param problem - with residuals of pooled survival in sampling errors
 * @param pool - simulated patients; a few hundred are enough
 * @param values - the fit
 * @param arm - the arm of the death function
 */
export function deathRidge(problem: FitProblem, pool: MixturePool, values: readonly number[], arm: string): Ridge {
  const columns = problem.columns.filter((column) => column.arm === arm && column.column.kind === 'survival');
  const kept = problem.parameters
    .map((_, index) => index)
    .filter((index) => {
      const { role } = problem.parameters[index]!;
      return role.kind === 'shape' || role.arms.includes(arm);
    });
  const parameters = kept.map((index): FitParameter => {
    const parameter = problem.parameters[index]!;
    const { role } = parameter;
    return role.kind === 'shape' ? parameter : { ...parameter, role: { ...role, arms: [arm] } };
  });
  const own: FitProblem = { ...problem, arms: [arm], columns, parameters };
  const at = kept.map((index) => values[index]!);
  const objective = poolObjective(own, pool);
  const place = (transformedParameter: string) =>
    parameters.findIndex(({ role }) => role.kind === 'death' && role.transformedParameter === transformedParameter);
  const [zero, one] = [place('logitAtZero'), place('logitAtOne')];
  const estimate = deathProbabilityFromLogits(at[zero]!, at[one]!);
  const spread = (centre: number) =>
    Array.from({ length: POINTS }, (_, index) => centre * power(SPREAD, (2 * index) / (POINTS - 1) - 1));
  const mu = spread(estimate.mu);
  const sigma = spread(estimate.sigma);
  const median = columns.findIndex(({ endpoint }) => endpoint === deathCurve.medianEndpoint);
  const parts = sigma.map((width) =>
    mu.map((centre) => {
      const changed = [...at];
      changed[zero] = -centre / width;
      changed[one] = (1 - centre) / width;
      return costsAt(objective, changed, median);
    }),
  );
  const least = Math.min(...parts.flat().map(({ all }) => all));
  return {
    arm,
    estimate,
    mu,
    sigma,
    median_only: parts.map((row) => row.map(({ alone }) => alone)),
    whole_curve: parts.map((row) => row.map(({ all }) => all - least)),
  };
}

function costsAt(objective: PoolObjective, values: readonly number[], median: number) {
  const { data } = objective.evaluate(values);
  const all = data.reduce((sum, residual) => sum + square(residual), 0) / 2;
  return { all, alone: median < 0 ? Number.NaN : square(data[median]!) / 2 };
}
