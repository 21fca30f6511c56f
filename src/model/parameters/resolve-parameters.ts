import { InputError } from '../../errors.js';
import { nearestHint } from '../../numerics/nearest-name.js';
import type { Switches } from '../switches.js';
import { fixedParameters } from './fixed-parameters.js';
import { furtherParameterNames, furtherValueIssue } from './further-parameters.js';
import { heterogeneityParameterNames, heterogeneityParameters } from './heterogeneity.js';
import { correctedOnlyParameters } from './parameter-name.js';

/**
 * What an equation divides by: volumes, degradation rates, half-saturation constants, two rates of each drug, and the
 * carrying capacities of a patient.
 */
const positiveParameters = new Set([
  ...Object.entries(fixedParameters)
    .filter(([name, { group }]) => group === 'volume' || group === 'degradation' || /^(K_|k_10_|k_21_)/.test(name))
    .map(([name]) => name),
  ...Object.entries(heterogeneityParameters)
    .filter(([, { group }]) => group.endsWith('carrying capacity'))
    .map(([name]) => name),
]);

/**
 * Names of the parameters that a form of the model uses and that may be overridden.
 *
 * @param switches - form of the model; a corrected form can bring a parameter of its own
 * @returns names in canonical order
 */
export function fixedParameterNames(switches: Switches): readonly string[] {
  const extra = Object.entries(correctedOnlyParameters)
    .filter(([, { requires }]) => switches[requires] === 'corrected')
    .map(([name]) => name);
  return [...Object.keys(fixedParameters), ...extra];
}

/**
 * Names whose value may be replaced, for all patients or by each: the fixed parameters, the states at day 0 and the body.
 *
 * @param switches - form of the model
 */
export function replaceableParameterNames(switches: Switches): readonly string[] {
  return [...fixedParameterNames(switches), ...furtherParameterNames];
}

/**
 * Published values of the fixed parameters with some replaced.
 *
 * @param switches - form of the model
 * @param overrides - new values by name; the parameter's own unit; finite and not negative (those that an equation
 *   divides by above zero)
 * @returns value of every fixed parameter, and of those further ones that are replaced
 * @throws InputError - on an unknown name (with the nearest known one) or an impossible value
 */
export function resolveFixedParameters(
  switches: Switches,
  overrides: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [name, { value }] of Object.entries({ ...fixedParameters, ...correctedOnlyParameters })) {
    values.set(name, value);
  }
  const known = replaceableParameterNames(switches);
  for (const [name, value] of Object.entries(overrides)) {
    requireFixedParameter(name, known);
    requireParameterValue(name, value);
    values.set(name, value);
  }
  return values;
}

/** @throws InputError - when `name` is not one of `known`, with the nearest known name */
export function requireFixedParameter(name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  if (heterogeneityParameterNames.some((candidate) => candidate === name)) {
    throw new InputError(
      `parameters.${name}: must be a fixed parameter; got a per-patient one, which the patients' own values set`,
    );
  }
  throw new InputError(
    `parameters.${name}: must name a parameter of the model; got an unknown name${nearestHint(name, known)}`,
  );
}

/** @throws InputError - when a value is not finite, negative, or zero where the equations divide by it */
export function requireParameterValue(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new InputError(`parameters.${name}: must be a finite number >= 0; got ${value}`);
  }
  if (positiveParameters.has(name) && !(value > 0)) {
    throw new InputError(`parameters.${name}: must be > 0, the equations divide by it; got ${value}`);
  }
  const issue = furtherValueIssue(name, value);
  if (issue !== null) throw new InputError(`parameters.${name}: ${issue}; got ${value}`);
}
