import {
  type BetaMarginal,
  fixedParameterTable,
  furtherParameters,
  heterogeneityParameterNames,
  ownValue,
  type SimulationSpec,
} from '../../../src/index.js';
import type { SweepPoint } from './sweep-points.js';

/**
 * The patients of a sweep with the values and factors of a point.
 *
 * @param point - values and factors by name of the parameter
 * @param cohort - values of the patients in the order of the marginals; row-major
 * @param settings - marginals of the cohort, further parameters of the simulation (those of the marginals first), drugs
 * @returns vectors of the 21 per-patient parameters and the further ones; row-major. A factor is times the patient's own
 *   value, or times the published one where patients do not differ
 */
export function pointParameters(
  { values, factors }: SweepPoint,
  cohort: Float64Array,
  {
    marginals,
    varying,
    drugs,
  }: Pick<SimulationSpec, 'varying' | 'drugs'> & { readonly marginals: readonly BetaMarginal[] },
): Float64Array {
  const names: readonly string[] = [...heterogeneityParameterNames, ...varying];
  const own = marginals.length;
  const patients = cohort.length / own;
  const published = new Map<string, number>(
    Object.entries({ ...fixedParameterTable(drugs), ...furtherParameters }).map(([name, { value }]) => [name, value]),
  );
  const rows = new Float64Array(patients * names.length);
  for (let patient = 0; patient < patients; patient++) {
    names.forEach((name, column) => {
      const base = column < own ? cohort[patient * own + column]! : published.get(name)!;
      rows[patient * names.length + column] = (ownValue(values, name) ?? base) * (ownValue(factors, name) ?? 1);
    });
  }
  return rows;
}
