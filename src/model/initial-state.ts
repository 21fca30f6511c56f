import { InputError } from '../errors.js';
import { BASELINE_TUMOR, stateParameter } from './parameters/further-parameters.js';
import { baselineTumorDensity, cellIndex, cellStates, initialState, tumorCells } from './species.js';

/** Densities at day 0 of the patients of a model. */
export interface InitialStates {
  /** Writes the 53 cell densities of a patient; cell/L; canonical order. Later places of `state` stay as they are. */
  initialStateInto(parameters: Float64Array, state: Float64Array): void;
  /** Tumor of a patient at day 0, X1 + X2 + X3; cell/L. */
  baselineTumorOf(parameters: Float64Array): number;
}

/**
 * Densities at day 0: the published ones, with those replaced that the model or a patient sets.
 *
 * A baseline tumor keeps the published composition: X_j(0) = size x_j / (x_1 + x_2 + x_3), with x the published densities.
 *
 * @param values - values for all patients by name; names without a value have the published one
 * @param slotOf - place of a name in the vector of a patient, for those that patients bring a value of
 * @throws InputError - when both a baseline tumor and the density of a tumor population are set, or every patient has no tumor
 */
export function initialStates(values: ReadonlyMap<string, number>, slotOf: ReadonlyMap<string, number>): InitialStates {
  requireOneBaseline([...values.keys(), ...slotOf.keys()]);
  const common = Float64Array.from(cellStates, (name, cell) => values.get(stateParameter(name)) ?? initialState[cell]!);
  const shares = tumorCells.map((name) => initialState[cellIndex[name]]! / baselineTumorDensity);
  const scaleTumor = (size: number, state: Float64Array) => {
    tumorCells.forEach((name, clone) => {
      state[cellIndex[name]] = size * shares[clone]!;
    });
  };
  const size = values.get(BASELINE_TUMOR);
  if (size !== undefined) scaleTumor(size, common);
  const sizeSlot = slotOf.get(BASELINE_TUMOR);
  const own = cellStates.flatMap((name, cell) => {
    const slot = slotOf.get(stateParameter(name));
    return slot === undefined ? [] : [{ cell, slot }];
  });
  const initialStateInto = (parameters: Float64Array, state: Float64Array) => {
    state.set(common);
    for (const { cell, slot } of own) state[cell] = parameters[slot]!;
    if (sizeSlot !== undefined) scaleTumor(parameters[sizeSlot]!, state);
  };
  const scratch = Float64Array.from(common);
  const tumorOf = (state: Float64Array) => tumorCells.reduce((sum, name) => sum + state[cellIndex[name]]!, 0);
  const tumorVaries =
    sizeSlot !== undefined || own.some(({ cell }) => tumorCells.some((name) => cellIndex[name] === cell));
  if (!tumorVaries) requireTumor(tumorOf(common));
  return {
    initialStateInto,
    baselineTumorOf: (parameters) => {
      initialStateInto(parameters, scratch);
      return tumorOf(scratch);
    },
  };
}

/** @throws InputError - when names set both the baseline tumor and the density of one of its populations */
export function requireOneBaseline(names: readonly string[]): void {
  if (!names.includes(BASELINE_TUMOR)) return;
  const clone = tumorCells.map(stateParameter).find((name) => names.includes(name));
  if (clone !== undefined) {
    throw new InputError(
      `parameters.${BASELINE_TUMOR}: must not stand beside ${clone}, because each sets the tumor at day 0; got both`,
    );
  }
}

/** @throws InputError - when a patient has no tumor at day 0: sizes are relative to it */
export function requireTumor(density: number): void {
  if (density > 0) return;
  throw new InputError(
    `parameters.${tumorCells.map(stateParameter).join(' + ')}: must be > 0, sizes are relative to it; got ${density}`,
  );
}
