import { InternalError } from '../../errors.js';
import type { DrugName, ModelDrug } from '../drugs/drug-definition.js';
import { requireDrugs } from '../drugs/drug-issues.js';
import { type DrugRates, ratesOfDrug } from '../drugs/drug-rates.js';
import { stateNamesOf } from '../drugs/drug-states.js';
import { type IntegratedDrug, integratedDerivatives, integratedDrugs } from '../drugs/saturable-drugs.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { type InitialStates, initialStates } from '../initial-state.js';
import { furtherParameters } from '../parameters/further-parameters.js';
import { heterogeneityParameterNames } from '../parameters/heterogeneity.js';
import {
  replaceableParameterNames,
  requireFixedParameter,
  resolveFixedParameters,
} from '../parameters/resolve-parameters.js';
import { derivativesOf, qcicModel } from '../qcic-model.js';
import { initialState } from '../species.js';
import type { Switches } from '../switches.js';
import { compileExpressions } from './compile-expressions.js';
import type { Kernel } from './kernel.js';
import type { Program } from './program.js';
import { programKernel } from './program-interpreter.js';
import { simplifyProgram } from './simplify/simplify-program.js';

export interface ModelOptions {
  readonly switches: Switches;
  /** New values of fixed parameters, states at day 0 (`state:NAME`, `baseline_tumor`) and body, for every patient. */
  readonly overrides?: Readonly<Record<string, number>>;
  /** The same that each patient brings its own value of. */
  readonly varying?: readonly string[];
  /** Drugs that act on the network; default: the published ones. */
  readonly drugs?: readonly ModelDrug[];
}

/** The model ready to run: kernel of the derivatives of the state, and the parameters it expects per patient. */
export interface CompiledModel extends InitialStates {
  readonly switches: Switches;
  /** Order of a patient's parameter vector: the 21 per-patient parameters, then `varying` of the options. */
  readonly parameterNames: readonly string[];
  readonly kernel: Kernel;
  /** What the kernel was made from; other backends and exports start here. */
  readonly program: Program;
  readonly drugs: readonly ModelDrug[];
  /** Length of the state that is integrated: 53 cells, then the amounts of drugs without a closed form. */
  readonly dimension: number;
  /** Those drugs. */
  readonly integrated: readonly IntegratedDrug[];
  /** Cells, then the amounts of each drug. */
  readonly stateNames: readonly string[];
  /** Rates of a drug of the model in one patient. */
  ratesOf(drug: DrugName, parameters: Float64Array): DrugRates;
  /** Value of a fixed, further or per-patient parameter for one patient. */
  parameterValue(name: string, parameters: Float64Array): number;
}

/**
 * Compiles the right-hand side, with everything that does not vary between patients folded in.
 *
 * @param options - switches, overrides and names of further varying parameters
 * @param toKernel - what runs the program; default: the interpreter
 * @returns the compiled model
 * @throws InputError - on an unknown parameter name, an impossible value, or a drug that cannot be
 */
export function compileModel(
  options: ModelOptions,
  toKernel: (program: Program) => Kernel = programKernel,
): CompiledModel {
  const { switches, overrides = {}, varying = [], drugs = publishedDrugs } = options;
  requireDrugs(drugs);
  requireFixedParameters(varying, switches, drugs);
  const values = resolveFixedParameters(switches, overrides, drugs);
  const parameterNames: readonly string[] = [...heterogeneityParameterNames, ...varying];
  const slotOf = new Map(parameterNames.map((name, slot) => [name, slot]));
  const program = programOf(switches, drugs, values, parameterNames);
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
    drugs,
    dimension: program.outputs.length,
    integrated: integratedDrugs(drugs),
    stateNames: stateNamesOf(drugs),
    ...initialStates(values, slotOf),
    ratesOf: (name, parameters) => {
      const drug = drugs.find((candidate) => candidate.name === name);
      if (drug === undefined) throw new InternalError(`model: ${name} must be a drug of the model; it is not`);
      return ratesOfDrug(drug, (parameter) => parameterValue(parameter, parameters));
    },
  };
}

function requireFixedParameters(names: readonly string[], switches: Switches, drugs: readonly ModelDrug[]): void {
  const known = replaceableParameterNames(switches, drugs);
  for (const name of names) requireFixedParameter(name, known);
}

/** Program of the derivatives of the state: cells, then integrated amounts. */
function programOf(
  switches: Switches,
  drugs: readonly ModelDrug[],
  values: ReadonlyMap<string, number>,
  varying: readonly string[],
): Program {
  const key = exactJson([switches, drugs, [...values], varying]);
  const known = latest.get(key);
  if (known !== undefined) return known;
  const model = qcicModel(switches, drugs);
  const derivatives = [...derivativesOf(model), ...integratedDerivatives(drugs)];
  const program = simplifyProgram(compileExpressions(derivatives, model.molecules, values, varying, drugs));
  if (latest.size === MOST_LATEST) latest.delete(latest.keys().next().value!);
  latest.set(key, program);
  return program;
}

/** The latest programs by what they were compiled from: a command asks for the same one several times. */
const latest = new Map<string, Program>();
const MOST_LATEST = 4;

/** JSON that knows -0 from 0. */
function exactJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (Object.is(part, -0) ? '-0' : part));
}

/**
 * Text that changes whenever the compiled right-hand side does: what stored simulations are keyed by, besides their
 * settings and patients.
 *
 * @throws InputError - on an unknown parameter name or an impossible value
 */
export function modelFingerprint(options: ModelOptions): string {
  const { switches, overrides = {}, varying = [], drugs = publishedDrugs } = options;
  requireFixedParameters(varying, switches, drugs);
  const values = resolveFixedParameters(switches, overrides, drugs);
  const names = [...heterogeneityParameterNames, ...varying];
  const program = programOf(switches, drugs, values, names);
  return [
    [...values].map(([name, value]) => `${name}=${value}`).join(';'),
    exactJson(program),
    initialState.join(),
  ].join('\n');
}
