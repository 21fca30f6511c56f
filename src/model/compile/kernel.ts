/**
 * Executable form of a program.
 *
 * `prepareInto` turns a parameter set into the constants of the kernel; `evaluateInto` reads cells and the central
 * amount of each drug and writes the outputs. Neither allocates.
 */
export interface Kernel {
  /** Length of the parameter vector that `prepareInto` reads. */
  readonly parameterCount: number;
  /** Length of the constants vector that `prepareInto` writes and `evaluateInto` reads. */
  readonly constantCount: number;
  readonly outputCount: number;
  prepareInto(parameters: Float64Array, constants: Float64Array): void;
  evaluateInto(
    cells: Float64Array,
    /** By drug, in the order of the model: central amount in dose units, or input rate in dose units/day of an integrated one. */
    inputs: Float64Array,
    constants: Float64Array,
    outputs: Float64Array,
  ): void;
}
