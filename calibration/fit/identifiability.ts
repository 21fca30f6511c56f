import { Matrix, SVD } from 'ml-matrix';
import { square } from '../../src/index.js';
import { parametersAtBound } from './bounds.js';
import type { PoolObjective } from './objective/pool-objective.js';
import type { FitProblem } from './problem.js';
import type { ConstrainedDirection, Identifiability } from './results.js';

/** A direction is informed by the data where its singular value is above 1; otherwise the prior dominates. */
const CONSTRAINED_ABOVE = 1;

/** Parameters named in the summary of a direction. */
const NAMED_PARAMETERS = 3;

/** Leading directions that are listed. */
const LEADING_DIRECTIONS = 6;

/**
 * Which combinations of the free parameters the data inform.
 *
 * Singular values of the Jacobian of the data residuals in standard errors of the clinical endpoints (without the sharpening
 * of the configuration), with each parameter in units of its prior standard deviation. A singular value s leaves a posterior
 * standard deviation of 1/sqrt(1 + s^2) prior units along its direction.
 *
 * @param problem - transformed parameters and targets
 * @param objective - bound to the final pool
 * @param values - the fitted point
 * @returns singular values (descending), the labels of the leading directions, and summary sentences
 */
export function identifiability(
  problem: FitProblem,
  objective: PoolObjective,
  values: readonly number[],
): Identifiability {
  const { likelihood, columns } = problem;
  const rows = objective.jacobian(values).slice(0, (likelihood ?? columns).length);
  const freeParameters = problem.parameters.length;
  const scaled = rows.map((row, column) => {
    const share =
      likelihood === undefined
        ? columns[column]!.scale / columns[column]!.samplingError
        : 1 / Math.sqrt(likelihood[column]!.emphasis);
    return Array.from(row, (value, index) => value * share * problem.parameters[index]!.prior.sd);
  });
  const svd = new SVD(new Matrix(scaled), { autoTranspose: true });
  const singularValues = svd.diagonal.slice(0, Math.min(rows.length, freeParameters));
  const constrainedDirections = singularValues.filter((value) => value > CONSTRAINED_ABOVE).length;
  const directions = svd.rightSingularVectors;
  const leading = singularValues.slice(0, LEADING_DIRECTIONS).map(
    (singularValue, index): ConstrainedDirection => ({
      singular_value: singularValue,
      informed: square(singularValue) / (1 + square(singularValue)),
      summary: textOf(problem, directions.getColumn(index)),
    }),
  );
  return {
    free_parameters: freeParameters,
    data_values: rows.length,
    constrained_directions: constrainedDirections,
    singular_values: singularValues,
    leading,
    summary: [
      `${constrainedDirections} of ${freeParameters} parameter combinations are informed by the data, ${freeParameters - constrainedDirections} are dominated by the prior.`,
      ...(leading.length === 0 ? [] : [`The strongest is ${leading[0]!.summary}.`]),
      ...boundRemark(parametersAtBound(problem, values)),
    ],
  };
}

/** The analysis is that of the curvature at the fit, which knows no bounds. */
function boundRemark(names: readonly string[]): readonly string[] {
  return names.length === 0
    ? []
    : [
        `At a bound: ${names.join(', ')}. Singular values and standard errors ignore bounds and are not to be trusted for what they move.`,
      ];
}

function textOf(problem: FitProblem, direction: readonly number[]): string {
  const largest = direction
    .map((share, index) => ({ share, name: problem.parameters[index]!.name }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, NAMED_PARAMETERS);
  const sign = (largest[0]?.share ?? 1) < 0 ? -1 : 1;
  return largest.map(({ share, name }) => `${name} ${share * sign > 0 ? 'up' : 'down'}`).join(', ');
}
