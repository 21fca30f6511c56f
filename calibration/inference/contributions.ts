import { square, Z95 } from '../../src/index.js';
import { dataResiduals } from '../fit/objective/data-residuals.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem } from '../fit/problem.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import type { Contribution } from './results.js';

/** Absolute z from which an observation is borderline and contradicts the model: two-sided 5 % and 0.3 % of a normal distribution. */
const BORDERLINE = Z95;
const CONTRADICTS = 3;

/**
 * Residual of every observation in sampling errors: its contribution to the cost; and z, which takes the Monte-Carlo error of the
 * fitted value into account as well.
 *
 * z = residual / sqrt(1 + n / N), with n the patients behind the observation and N the effective number of simulated patients behind
 * the fitted value. For survival this is a bound: expected curves vary less between patients than deaths do.
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
  const { predictions, effectiveSampleSize: effective } = poolObjective(problem, pool).evaluate(values);
  const residuals = dataResiduals(problem, predictions, pool.patients).map(({ value }) => value);
  const { likelihood, columns } = problem;
  if (likelihood === undefined) {
    return columns.map(({ arm, endpoint, target, scale, samplingError }, index) => {
      const residual = (residuals[index]! * scale) / samplingError;
      const share = predictions[index]!;
      const [observed, fitted] = [100 * target, 100 * share];
      const ratio = simulatedVariance(share, effective) / square(samplingError);
      return { arm, trial: null, endpoint, observed, fitted, ...assessed(residual, ratio) };
    });
  }
  return likelihood.map((row, index) => {
    const { arm, trial, endpoint } = row;
    const observed = row.kind === 'median' ? 0.5 : row.observed;
    const alive = row.kind === 'interval' && row.before !== null ? predictions[row.before]! : 1;
    const fitted = row.kind === 'interval' ? 1 - predictions[row.after]! / alive : predictions[row.column]!;
    const residual = residuals[index]! / Math.sqrt(row.emphasis);
    // Patients of the trial, fewer where trials differ by more than sampling error
    const share = row.weight / row.emphasis;
    const ratio =
      row.kind === 'median'
        ? (share * simulatedVariance(fitted, effective)) / square(row.standardError)
        : (share * (row.kind === 'class' ? row.patients : row.atRisk)) / (effective * alive);
    return { arm, trial, endpoint, observed: 100 * observed, fitted: 100 * fitted, ...assessed(residual, ratio) };
  });
}

/** Variance of a share among simulated patients. */
const simulatedVariance = (share: number, patients: number): number => (share * (1 - share)) / patients;

/** @param ratio - Monte-Carlo variance of the fitted value over the sampling variance of the observation */
function assessed(residual: number, ratio: number): Pick<Contribution, 'residual' | 'z' | 'verdict'> {
  const z = residual / Math.sqrt(1 + Math.max(ratio, 0));
  const size = Math.abs(z);
  return { residual, z, verdict: size >= CONTRADICTS ? 'contradicts' : size >= BORDERLINE ? 'borderline' : 'agrees' };
}
