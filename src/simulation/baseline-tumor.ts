import type { CompiledModel } from '../model/compile/compile-model.js';
import { fixedParameters } from '../model/parameters/fixed-parameters.js';
import { baselineTumorDensity } from './tumor-burden.js';
import { tumorVolumeCm3 } from './tumor-volume.js';

/** Tumor of a patient at day 0: what its later sizes are compared with. */
export interface BaselineTumor {
  /** X1 + X2 + X3; cell/L; > 0. */
  readonly density: number;
  /** Volume, eq. (23); cm^3. The rule `diameter` depends on it. */
  readonly volumeCm3: number;
}

/** Tumor at day 0 with the published densities and the published volume of the microenvironment. */
export const publishedBaseline: BaselineTumor = Object.freeze({
  density: baselineTumorDensity,
  volumeCm3: tumorVolumeCm3(baselineTumorDensity, fixedParameters.V_C.value),
});

/**
 * Reads the tumor at day 0 from the parameters of a patient: its own densities and its own volume of the microenvironment,
 * where patients bring them.
 *
 * @param model - compiled model
 * @returns baseline of a parameter vector (order of `CompiledModel.parameterNames`)
 */
export function baselineTumors(model: CompiledModel): (parameters: Float64Array) => BaselineTumor {
  return (parameters) => {
    const density = model.baselineTumorOf(parameters);
    return { density, volumeCm3: tumorVolumeCm3(density, model.parameterValue('V_C', parameters)) };
  };
}
