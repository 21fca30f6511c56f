import { type InitialStates, initialStates } from '../initial-state.js';
import { furtherParameters } from '../parameters/further-parameters.js';
import { heterogeneityParameterNames } from '../parameters/heterogeneity.js';
import {
  replaceableParameterNames,
  requireFixedParameter,
  resolveFixedParameters,
} from '../parameters/resolve-parameters.js';
import type { PharmacokineticRates } from '../pharmacokinetics.js';
import { derivativesOf, qcicModel } from '../qcic-model.js';
import { type DrugName, drugs } from '../regimens.js';
import { initialState } from '../species.js';
import type { Switches } from '../switches.js';
import { compileExpressions } from './compile-expressions.js';
import { javascriptKernel, type Kernel } from './javascript-backend.js';
import type { Program } from './program.js';

export interface ModelOptions {
  readonly switches: Switches;
  /** New values of fixed parameters, states at day 0 (`state:NAME`, `baseline_tumor`) and body, for every patient. */
  readonly overrides?: Readonly<Record<string, number>>;
  /** The same that each patient brings its own value of. */
  readonly varying?: readonly string[];
}

/** The model ready to run: kernel of the 53 cell derivatives, and the parameters it expects per patient. */
export interface CompiledModel extends InitialStates {
  readonly switches: Switches;
  /** Order of a patient's parameter vector: the 21 per-patient parameters, then `varying` of the options. */
  readonly parameterNames: readonly string[];
  readonly kernel: Kernel;
  /** What the kernel was made from; other backends and exports start here. */
  readonly program: Program;
  ratesOf(drug: DrugName, parameters: Float64Array): PharmacokineticRates;
  /** Value of a fixed, further or per-patient parameter for one patient. */
  parameterValue(name: string, parameters: Float64Array): number;
}

/**
 * Compiles the right-hand side, with everything that does not vary between patients folded in.
 *
 * @param options - switches, overrides and names of further varying parameters
 * @param toKernel - backend
 * @returns the compiled model
 * @throws InputError - on an unknown parameter name or an impossible value
 */
export function compileModel(
  options: ModelOptions,
  toKernel: (program: Program) => Kernel = javascriptKernel,
): CompiledModel {
  const { switches, overrides = {}, varying = [] } = options;
  const known = replaceableParameterNames(switches);
  for (const name of varying) requireFixedParameter(name, known);
  const values = resolveFixedParameters(switches, overrides);
  const parameterNames: readonly string[] = [...heterogeneityParameterNames, ...varying];
  const slotOf = new Map(parameterNames.map((name, slot) => [name, slot]));
  const model = qcicModel(switches);
  const program = compileExpressions(derivativesOf(model), model.molecules, values, parameterNames);
  const parameterValue = (name: string, parameters: Float64Array): number => {
    const slot = slotOf.get(name);
    return slot === undefined ? (values.get(name) ?? furtherParameters[name]?.value)! : parameters[slot]!;
  };
  return {
    switches,
    parameterNames,
    kernel: toKernel(program),
    program,
    parameterValue,
    ...initialStates(values, slotOf),
    ratesOf: (drug, parameters) => {
      const { suffix } = drugs[drug];
      return {
        k12: parameterValue(`k_12_${suffix}`, parameters),
        k21: parameterValue(`k_21_${suffix}`, parameters),
        k10: parameterValue(`k_10_${suffix}`, parameters),
      };
    },
  };
}

/**
 * Text that changes whenever the compiled right-hand side does: what stored simulations are keyed by, besides their
 * settings and patients.
 */
export function modelFingerprint(options: ModelOptions): string {
  const { switches, overrides = {}, varying = [] } = options;
  const values = resolveFixedParameters(switches, overrides);
  const names = [...heterogeneityParameterNames, ...varying];
  const model = qcicModel(switches);
  const { code } = javascriptKernel(compileExpressions(derivativesOf(model), model.molecules, values, names));
  return (
    [...values].map(([name, value]) => `${name}=${value}`).join(';') +
    code.prepare +
    code.evaluate +
    initialState.join()
  );
}
