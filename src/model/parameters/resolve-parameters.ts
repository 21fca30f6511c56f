import { InputError } from '../../errors.js';
import { nearestHint } from '../../numerics/nearest-name.js';
import type { ModelDrug } from '../drugs/drug-definition.js';
import { ownParameters } from '../drugs/drug-parameters.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import type { Switches } from '../switches.js';
import { fixedParameters } from './fixed-parameters.js';
import { furtherParameterNames, furtherValueIssue } from './further-parameters.js';
import { heterogeneityParameterNames, heterogeneityParameters } from './heterogeneity.js';
import { correctedOnlyParameters } from './parameter-name.js';
import type { FixedParameter } from './quantities.js';

/** Half-saturation constants, and two rates of each drug. */
const positiveStems = /^(K_|k_10_|k_21_|half_|drive_half_|gain_half_)/;

/** What an equation divides by: volumes, degradation rates and the carrying capacities of a patient. */
const positiveParameters = new Set([
  ...Object.entries(fixedParameters)
    .filter(([, { group }]) => group === 'volume' || group === 'degradation')
    .map(([name]) => name),
  ...Object.entries(heterogeneityParameters)
    .filter(([, { group }]) => group.endsWith('carrying capacity'))
    .map(([name]) => name),
]);

/**
 * Names of the parameters that a form of the model uses and that may be overridden.
 *
 * @param switches - form of the model; a corrected form can bring a parameter of its own
 * @param drugs - drugs of the model; default: the published ones
 * @returns names in canonical order: those of the published model, then the drugs' own
 */
export function fixedParameterNames(
  switches: Switches,
  drugs: readonly ModelDrug[] = publishedDrugs,
): readonly string[] {
  const extra = Object.entries(correctedOnlyParameters)
    .filter(([, { requires }]) => switches[requires] === 'corrected')
    .map(([name]) => name);
  return [...new Set([...Object.keys(fixedParameters), ...extra, ...Object.keys(ownParameters(drugs))])];
}

/** Value, unit and group of every fixed parameter, those of the corrected forms and of some drugs among them. */
export function fixedParameterTable(
  drugs: readonly ModelDrug[] = publishedDrugs,
): Readonly<Record<string, FixedParameter>> {
  return { ...fixedParameters, ...correctedOnlyParameters, ...ownParameters(drugs) };
}

/**
 * Names whose value may be replaced, for all patients or by each: the fixed parameters, the states at day 0 and the body.
 *
 * @param switches - form of the model
 * @param drugs - drugs of the model; default: the published ones
 */
export function replaceableParameterNames(
  switches: Switches,
  drugs: readonly ModelDrug[] = publishedDrugs,
): readonly string[] {
  return [...fixedParameterNames(switches, drugs), ...furtherParameterNames];
}

/**
 * Published values of the fixed parameters with some replaced.
 *
 * @param switches - form of the model
 * @param overrides - new values by name; the parameter's own unit; finite and not negative (those that an equation
 *   divides by above zero)
 * @param drugs - drugs of the model; default: the published ones
 * @returns value of every fixed parameter, and of those further ones that are replaced
 * @throws InputError - on an unknown name (with the nearest known one) or an impossible value
 */
export function resolveFixedParameters(
  switches: Switches,
  overrides: Readonly<Record<string, number>> = {},
  drugs: readonly ModelDrug[] = publishedDrugs,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [name, { value }] of Object.entries(fixedParameterTable(drugs))) values.set(name, value);
  const known = replaceableParameterNames(switches, drugs);
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
  if ((positiveParameters.has(name) || positiveStems.test(name)) && !(value > 0)) {
    throw new InputError(`parameters.${name}: must be > 0, the equations divide by it; got ${value}`);
  }
  const issue = furtherValueIssue(name, value);
  if (issue !== null) throw new InputError(`parameters.${name}: ${issue}; got ${value}`);
}
