import {
  covariateOf,
  type DeathForm,
  deathNodes,
  linkOf,
  type TransformedDeathParameters,
} from '../../../../calibration/fit/survival/death-parameters.js';
import type { HazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { survivalDerivatives as derivativesOf } from '../../../../calibration/fit/survival/survival-derivatives.js';
import { survivalSums } from '../../../../calibration/fit/survival/survival-sums.js';
import { courseNodes, coursePlan, survivalOfGroupsInto } from '../../../../src/index.js';

export { transformedDeathNames } from '../../../../calibration/fit/survival/death-parameters.js';

const nodesOf = (burden: Float32Array, { days, times }: HazardGrid, form: DeathForm) =>
  courseNodes(
    covariateOf(form),
    { burden, days, visits: [], progressionDay: [] },
    coursePlan(covariateOf(form), times, []),
  );

/**
 * Survival of each patient at the grid's times, averaged over the ranges of mu and sigma.
 *
 * @param burden - chi at the days of the grid; patients x days
 * @param grid - days and times
 * @param form - points or ranges
 * @param transformedParameters - death probability
 * @param columns - written: S at each time; times x patients
 */
export function survivalColumnsInto(
  burden: Float32Array,
  grid: HazardGrid,
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
  columns: readonly Float64Array[],
): void {
  survivalOfGroupsInto(nodesOf(burden, grid, form), linkOf(form), deathNodes(form, transformedParameters), columns);
}

/**
 * Derivatives of the cohort's survival with respect to the death parameters.
 *
 * @param weights - importance weights of the patients; sum 1
 * @returns derivative of sum_i W_i S_i(t_k): [time][parameter], order of `transformedDeathNames`
 */
export function survivalDerivatives(
  burden: Float32Array,
  grid: HazardGrid,
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
  weights: Float64Array,
): readonly Float64Array[] {
  const nodes = nodesOf(burden, grid, form);
  const none = survivalSums(nodes.patients, []);
  return derivativesOf(nodes, linkOf(form), deathNodes(form, transformedParameters), weights, none);
}
