import { compileModel, drugStatesOf, InputError, nearestHint, requireParameterValue } from '../../../src/index.js';
import { publishedMarginals } from '../../studies/sensitivity/settings.js';
import type { PatientParameters } from '../patients.js';
import { tableOfRecords } from '../patients.js';
import { type ModelOptions, resolveModel } from './model-options.js';

/** Input rate of each drug; dose units per day; a drug that is absent is not given. */
export type DrugInput = Readonly<Record<string, number>>;

/** The ordinary differential equations of one patient, for any solver. */
export interface RightHandSide {
  /** Names of the states, in the order of all arrays: 53 cells, then the amounts of each drug. */
  readonly stateNames: readonly string[];
  /** States at day 0; cell/L, and 0 dose units of each drug. */
  readonly initialState: Float64Array;
  /**
   * Derivatives of the states, per day.
   *
   * @param state - in the order of `stateNames`; cell/L and dose units
   * @param input - of drugs that are being given; default: none. A bolus is added to the central amount instead
   * @throws InputError - when the state has another length, or a drug is none of the model
   */
  derivatives(state: ArrayLike<number>, input?: DrugInput): Float64Array;
}

/**
 * The right-hand side of the model for one patient.
 *
 * @param patient - parameters by name; those that are left out are at the median of their published distribution
 * @param options - form of the model
 * @returns a function of the state; there is no explicit time
 * @throws InputError, ConfigError - when a parameter or an option is wrong
 * @example
 * const { initialState, derivatives } = rightHandSide({ beta_X1: 0.05 });
 * const perDay = derivatives(initialState);
 */
export function rightHandSide(patient: PatientParameters = {}, options: ModelOptions = {}): RightHandSide {
  const model = resolveModel(options);
  const { patient: _, ...values } = patient;
  const { columns, values: parameters } = tableOfRecords([values], publishedMarginals(), model);
  for (const [index, name] of columns.entries()) requireParameterValue(name, parameters[index]!);
  const varying = columns.slice(publishedMarginals().length);
  const { kernel, dimension, integrated, drugs, stateNames, initialStateInto, ratesOf } = compileModel({
    ...model,
    varying,
  });
  const constants = new Float64Array(kernel.constantCount);
  kernel.prepareInto(parameters, constants);
  const cells = stateNames.length - drugStatesOf(drugs).length;
  const initialState = new Float64Array(stateNames.length);
  const start = new Float64Array(dimension);
  initialStateInto(parameters, start);
  initialState.set(start.subarray(0, cells));
  const amounts = drugStatesOf(drugs).map(({ name, drug, compartment }) => ({
    place: stateNames.indexOf(name),
    drug: drug.name,
    compartment,
  }));
  const placeOf = (drug: string, compartment: string) =>
    amounts.find((amount) => amount.drug === drug && amount.compartment === compartment)?.place;
  const plans = drugs.map(({ name }) => ({
    name,
    rates: ratesOf(name, parameters),
    integrated: integrated.find((one) => one.name === name),
    central: placeOf(name, 'central')!,
    peripheral: placeOf(name, 'peripheral'),
    eliminated: placeOf(name, 'eliminated'),
  }));
  const names = drugs.map(({ name }) => name);
  return {
    stateNames,
    initialState,
    derivatives: (state, input = {}) => {
      if (state.length !== stateNames.length) {
        throw new InputError(`state: must be ${stateNames.length} numbers; got ${state.length}`);
      }
      for (const name of Object.keys(input)) {
        if (names.includes(name)) continue;
        throw new InputError(
          `input: must name drugs of the model (${names.join(', ')}); got ${name}${nearestHint(name, names)}`,
        );
      }
      const given = Float64Array.from({ length: dimension }, (_, index) => (index < cells ? state[index]! : 0));
      const inputs = new Float64Array(drugs.length);
      for (const [slot, plan] of plans.entries()) {
        const rate = input[plan.name] ?? 0;
        inputs[slot] = plan.integrated === undefined ? state[plan.central]! : rate;
        if (plan.integrated === undefined) continue;
        const { central, peripheral, eliminated } = plan.integrated;
        given[central] = state[plan.central]!;
        given[eliminated] = state[plan.eliminated!]!;
        if (peripheral !== undefined) given[peripheral] = state[plan.peripheral!]!;
      }
      const outputs = new Float64Array(kernel.outputCount);
      kernel.evaluateInto(given, inputs, constants, outputs);
      const derivatives = new Float64Array(stateNames.length);
      derivatives.set(outputs.subarray(0, cells));
      for (const plan of plans) {
        if (plan.integrated !== undefined) {
          const { central, peripheral, eliminated } = plan.integrated;
          derivatives[plan.central] = outputs[central]!;
          derivatives[plan.eliminated!] = outputs[eliminated]!;
          if (peripheral !== undefined) derivatives[plan.peripheral!] = outputs[peripheral]!;
          continue;
        }
        // Eqs. (19) and (20): linear exchange and elimination
        const { k12, k21, k10 } = plan.rates;
        const central = state[plan.central]!;
        const back = plan.peripheral === undefined ? 0 : k21 * state[plan.peripheral]!;
        derivatives[plan.central] = (input[plan.name] ?? 0) - (k10 + k12) * central + back;
        if (plan.peripheral !== undefined) derivatives[plan.peripheral] = k12 * central - back;
      }
      return derivatives;
    },
  };
}
