import { fixedParameters } from './fixed-parameters.js';
import { furtherParameterNames } from './further-parameters.js';
import { heterogeneityParameterNames } from './heterogeneity.js';
import { correctedOnlyParameters } from './parameter-name.js';

const order = new Map(
  [
    ...heterogeneityParameterNames,
    ...Object.keys(fixedParameters),
    ...Object.keys(correctedOnlyParameters),
    ...furtherParameterNames,
  ].map((name, place) => [name, place]),
);

/**
 * Names of parameters in the one order that a vector of patients has: per-patient parameters, fixed ones, those of
 * corrected forms, states at day 0 and body, then all others by name. It does not depend on how a file lists them.
 */
export function inParameterOrder(names: readonly string[]): readonly string[] {
  const placeOf = (name: string) => order.get(name) ?? order.size;
  return [...names].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}
