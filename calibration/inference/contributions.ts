import { Z95 } from '../../src/index.js';
import { dataResiduals } from '../fit/objective/data-residuals.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem } from '../fit/problem.js';
import type { MixturePool } from '../pool/fit-pool.js';
import type { Contribution } from './results.js';

/** Absolute residuals from which an observation is borderline and contradicts the model: two-sided 5 % and 0.3 % of a normal distribution. */
const BORDERLINE = Z95;
const CONTRADICTS = 3;

/**
 * Residual of every observation in sampling errors: its contribution to the cost.
 *
 * @param problem - the fitted problem
 * @param pool - simulated patients
 * @param values - the fit
 */
export function contributions(
  problem: FitProblem,
  pool: MixturePool,
  values: readonly number[],
): readonly Contribution[] {
  const { predictions } = poolObjective(problem, pool).evaluate(values);
  const residuals = dataResiduals(problem, predictions, pool.patients).map(({ value }) => value);
  const { likelihood, columns } = problem;
  if (likelihood === undefined) {
    return columns.map(({ arm, endpoint, target, scale, samplingError }, index) => {
      const residual = (residuals[index]! * scale) / samplingError;
      const [observed, fitted] = [100 * target, 100 * predictions[index]!];
      return { arm, trial: null, endpoint, observed, fitted, ...assessed(residual) };
    });
  }
  return likelihood.map((row, index) => {
    const { arm, trial, endpoint } = row;
    const observed = row.kind === 'median' ? 0.5 : row.observed;
    const fitted =
      row.kind === 'interval'
        ? 1 - predictions[row.after]! / (row.before === null ? 1 : predictions[row.before]!)
        : predictions[row.column]!;
    const residual = residuals[index]! / Math.sqrt(row.emphasis);
    return { arm, trial, endpoint, observed: 100 * observed, fitted: 100 * fitted, ...assessed(residual) };
  });
}

function assessed(residual: number): Pick<Contribution, 'residual' | 'verdict'> {
  const size = Math.abs(residual);
  return { residual, verdict: size >= CONTRADICTS ? 'contradicts' : size >= BORDERLINE ? 'borderline' : 'agrees' };
}
