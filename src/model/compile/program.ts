/**
 * A straight-line program: what the declarative model becomes before a backend turns it into code.
 *
 * Instructions are in evaluation order and refer to earlier ones by index. They fall in three stages: constants (folded
 * into literals), patient values (computed once per parameter set) and state values (computed at every evaluation).
 */
export type Instruction =
  | { readonly op: 'constant'; readonly value: number }
  /** Parameter that varies between patients; slot in {@link Program.varying}. */
  | { readonly op: 'parameter'; readonly slot: number }
  | { readonly op: 'cell'; readonly slot: number }
  /** Central amount of a drug, or the input rate of one that is integrated; slot in the order of the model's drugs. */
  | { readonly op: 'input'; readonly slot: number }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly left: number; readonly right: number }
  | { readonly op: 'exponential'; readonly of: number };

export type Stage = 'constant' | 'patient' | 'state';

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** Names of the parameters that vary between patients, in the order of their slots. */
  readonly varying: readonly string[];
  /** Number of inputs: one per drug of the model. */
  readonly inputs: number;
  /** Instruction that holds each output, in the order in which outputs were asked for. */
  readonly outputs: readonly number[];
  /** Patient-stage instructions that state-stage ones (or outputs) read, in order: the kernel's constants. */
  readonly patientValues: readonly number[];
}

/** Places of the instructions that an instruction reads. */
export function operandsOf(instruction: Instruction): readonly number[] {
  if ('left' in instruction) return [instruction.left, instruction.right];
  return instruction.op === 'exponential' ? [instruction.of] : [];
}
