import { baselineTumorDensity, type CellState, cellStates, initialState } from '../species.js';
import { type FixedParameter, quantities } from './quantities.js';

/** Name of the parameter that sets a cell state at day 0. */
export const stateParameter = (state: CellState): string => `state:${state}`;

/** Name of the parameter that sets the tumor at day 0, X1 + X2 + X3. */
export const BASELINE_TUMOR = 'baseline_tumor';

/** Body of a patient: doses per kg or per m^2 depend on it. The values are conventional ones. */
export const bodyParameters = {
  ...quantities('body', 'kg', { body_weight: 70 }),
  ...quantities('body', 'cm', { body_height: 170 }),
} as const;

/** Largest and smallest body that is accepted: a height in metres or a weight in grams is a mistake of the unit. */
const bodyRanges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  body_weight: [2, 700],
  body_height: [30, 280],
};

/**
 * Parameters beside those of the equations: the state of a patient at day 0, and its body.
 *
 * They are known by name wherever one value of a fixed parameter is replaced, for all patients or for each, and they are
 * no part of "all parameters" of an analysis.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1; densities at day 0 as in the authors' posted code
 */
export const furtherParameters: Readonly<Record<string, FixedParameter>> = {
  ...quantities('baseline tumor', 'cell/L', { [BASELINE_TUMOR]: baselineTumorDensity }),
  ...quantities(
    'initial state',
    'cell/L',
    Object.fromEntries(cellStates.map((name, cell) => [stateParameter(name), initialState[cell]!])),
  ),
  ...bodyParameters,
};

/** Names of the further parameters: the baseline tumor, the 53 cell states, the body. */
export const furtherParameterNames: readonly string[] = Object.keys(furtherParameters);

/**
 * What is wrong with the value of a further parameter.
 *
 * @returns the requirement, as in `must be > 0`; null where there is none, also for other names
 */
export function furtherValueIssue(name: string, value: number): string | null {
  const range = Object.hasOwn(bodyRanges, name) ? bodyRanges[name] : undefined;
  if (range !== undefined && !(value >= range[0] && value <= range[1])) {
    return `must lie in [${range.join(', ')}] ${furtherParameters[name]!.unit}`;
  }
  return name === BASELINE_TUMOR && !(value > 0) ? 'must be > 0, sizes are relative to it' : null;
}
