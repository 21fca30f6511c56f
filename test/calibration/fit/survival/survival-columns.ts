import type { DeathForm, TransformedDeathParameters } from '../../../../calibration/fit/survival/death-parameters.js';
import { deathNodes } from '../../../../calibration/fit/survival/death-parameters.js';
import type { HazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { patientBurdens } from '../../../../calibration/fit/survival/patient-burdens.js';
import { survivalPass } from '../../../../calibration/fit/survival/survival-pass.js';

export { transformedDeathNames } from '../../../../calibration/fit/survival/death-parameters.js';

/**
 * Survival of each patient at the grid's times, averaged over the ranges of mu and sigma; see `survivalPass`.
 *
 * @param burden - chi at the nodes of the grid; patients x nodes
 * @param grid - nodes and weights
 * @param form - points or ranges
 * @param transformed - death probability
 * @param columns - written: S at each time; times x patients
 */
export function survivalColumnsInto(
  burden: Float32Array,
  grid: HazardGrid,
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
  columns: readonly Float64Array[],
): void {
  const burdens = patientBurdens(burden, grid);
  survivalPass(burdens, deathNodes(form, transformedParameters), new Float64Array(burdens.patients), columns);
}

/**
 * Derivatives of the cohort's survival with respect to the death parameters; see `survivalPass`.
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
  return survivalPass(patientBurdens(burden, grid), deathNodes(form, transformedParameters), weights, []);
}
