import {
  type CellState,
  cellStates,
  cellTypes,
  compartments,
  compileModel,
  describeCellState,
  drugStatesOf,
  fixedParameterNames,
  fixedParameterTable,
  furtherParameterNames,
  furtherParameters,
  heterogeneityParameterNames,
  heterogeneityParameters,
} from '../../../src/index.js';
import { medianValues } from '../../studies/patient/patient-values.js';
import { publishedMarginals } from '../../studies/sensitivity/settings.js';
import { type ModelOptions, resolveModel } from './model-options.js';

/** A state of the model. */
export interface StateDescription {
  readonly name: string;
  /** What it counts, as in `CD8+ cytotoxic T lymphocyte (CTL), tumor microenvironment`. */
  readonly description: string;
  /** cell/L, or the dose unit of a drug. */
  readonly unit: string;
  /** Value at day 0. */
  readonly initial: number;
}

/** A parameter of the model. */
export interface ParameterDescription {
  readonly name: string;
  /** `patient`: differs between patients; `fixed`: the same in all; `initial`: a state at day 0, the tumor at day 0, or the body. */
  readonly kind: 'patient' | 'fixed' | 'initial';
  readonly unit: string;
  /** Family of processes that it belongs to. */
  readonly group: string;
  /** Published value; of a parameter that differs between patients, its median. */
  readonly value: number;
  /** Published Beta distribution over patients; null where the parameter does not differ. */
  readonly distribution: {
    readonly min: number;
    readonly max: number;
    readonly alpha: number;
    readonly beta: number;
  } | null;
}

/**
 * States of the model: 53 cell densities, then the amounts of its drugs.
 *
 * @param options - form of the model
 * @throws InputError, ConfigError - when an option is wrong
 */
export function states(options: ModelOptions = {}): StateDescription[] {
  const model = resolveModel(options);
  const medians = medianValues(publishedMarginals());
  const initial = new Float64Array(compileModel(model).dimension);
  compileModel(model).initialStateInto(medians, initial);
  return [
    ...cellStates.map((name: CellState, index) => {
      const { cell, compartment } = describeCellState(name);
      const description = `${cellTypes[cell]}, ${compartments[compartment].name}`;
      return { name, description, unit: 'cell/L', initial: initial[index]! };
    }),
    ...drugStatesOf(model.drugs).map(({ name, drug, compartment }) => ({
      name,
      description: `${drug.definition.label}, ${compartment}`,
      unit: drug.definition.doseUnit,
      initial: 0,
    })),
  ];
}

/**
 * Parameters of the model with units and published values: those that differ between patients, fixed ones, and what is set at day 0.
 *
 * @param options - form of the model: values that it replaces are given as replaced
 * @throws InputError, ConfigError - when an option is wrong
 */
export function parameters(options: ModelOptions = {}): ParameterDescription[] {
  const model = resolveModel(options);
  const medians = medianValues(publishedMarginals());
  const { parameterValue } = compileModel(model);
  const table = fixedParameterTable(model.drugs);
  return [
    ...heterogeneityParameterNames.map((name, index) => {
      const { min, max, alpha, beta, unit, group } = heterogeneityParameters[name];
      const distribution = { min, max, alpha, beta };
      return { name, kind: 'patient' as const, unit, group, value: medians[index]!, distribution };
    }),
    ...fixedParameterNames(model.switches, model.drugs).map((name) => {
      const { unit, group } = table[name]!;
      return { name, kind: 'fixed' as const, unit, group, value: parameterValue(name, medians), distribution: null };
    }),
    ...furtherParameterNames.map((name) => {
      const { unit, group } = furtherParameters[name]!;
      return { name, kind: 'initial' as const, unit, group, value: parameterValue(name, medians), distribution: null };
    }),
  ];
}
