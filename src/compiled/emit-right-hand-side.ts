import { InternalError } from '../errors.js';
import type { Program } from '../model/compile/program.js';
import { exponential } from './emit-exponential.js';
import type { Code, Local, SimdCode, ValueType } from './simd-code.js';
import { PAIR_BYTES } from './simd-layout.js';

/** Name of the emitted function: (address offset of the stage, central amount of each drug). */
export const RIGHT_HAND_SIDE = 'rightHandSide';

/**
 * Emits the right-hand side of a program for a pair of patients: reads the trial point, writes a stage.
 *
 * One instruction of the program becomes one of the code, in the same order and with the same rounding as the JavaScript
 * backend; only exp has its own last digit. Each output is stored as soon as it is known: the host's compiler moves loads in
 * front of all arithmetic up to the next store, and with the stores at the end half the time went into spilled registers.
 *
 * @param stageBase - address that the first parameter is added to
 */
export function emitRightHandSide(code: SimdCode, program: Program, stageBase: number): void {
  const { instructions, stages, patientValues, outputs } = program;
  const { module, layout } = code;
  const { f64x2 } = module;
  const constantSlot = new Map(patientValues.map((index, slot) => [index, slot]));

  const parameters: readonly ValueType[] = ['i32', ...Array.from({ length: program.inputs }, () => 'v128' as const)];

  code.function(RIGHT_HAND_SIDE, parameters, 'none', (stage, ...amounts) => {
    const locals = new Map<number, Local>();
    const body: Code[] = [];
    const value = (index: number): Code => {
      const instruction = instructions[index]!;
      if (instruction.op === 'constant') return code.both(instruction.value);
      const local = locals.get(index);
      if (local !== undefined) return local.get();
      const slot = constantSlot.get(index);
      if (slot === undefined) throw new InternalError(`compiled: instruction ${index} must have a value; got none`);
      return code.loadPair(layout.constants + slot * PAIR_BYTES);
    };
    const storesOf = (index: number): readonly Code[] =>
      outputs.flatMap((output, cell) =>
        output === index ? [code.storePair(stageBase + cell * PAIR_BYTES, value(index), stage!.get())] : [],
      );
    const compute = (index: number): Code => {
      const instruction = instructions[index]!;
      switch (instruction.op) {
        case 'cell':
          return code.loadPair(layout.vector.trial + instruction.slot * PAIR_BYTES);
        case 'input':
          return amounts[instruction.slot]!.get();
        case 'add':
          return f64x2.add(value(instruction.left), value(instruction.right));
        case 'subtract':
          return f64x2.sub(value(instruction.left), value(instruction.right));
        case 'multiply':
          return f64x2.mul(value(instruction.left), value(instruction.right));
        case 'divide':
          return f64x2.div(value(instruction.left), value(instruction.right));
        case 'exponential': {
          const [prepare, result] = exponential(code, value(instruction.of));
          body.push(...prepare);
          return result;
        }
        default:
          throw new InternalError(
            `compiled: instruction ${index} must belong to the state stage; got ${instruction.op}`,
          );
      }
    };
    instructions.forEach((_, index) => {
      if (stages[index] !== 'state') return;
      const local = code.local('v128');
      const computed = compute(index);
      body.push(local.set(computed));
      locals.set(index, local);
      body.push(...storesOf(index));
    });
    for (const index of new Set(outputs)) if (stages[index] !== 'state') body.push(...storesOf(index));
    return body;
  });
}
