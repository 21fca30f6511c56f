import { InternalError } from '../errors.js';
import type { Program } from '../model/compile/program.js';
import type { Expression, Statement } from './code/code.js';
import type { Local } from './code/code-builder.js';
import { vector } from './code/expressions.js';
import { exponential } from './emit-exponential.js';
import type { SimdCode } from './simd-code.js';

/** Name of the emitted function: (address offset of the stage, central amount of each drug). */
export const RIGHT_HAND_SIDE = 'rightHandSide';

/**
 * Emits the right-hand side of a program for one patient per lane: reads the trial point, writes a stage.
 *
 * One instruction of the program becomes one of the code, in the same order and with the same rounding as the JavaScript
 * backend; only exp has its own last digit. Each output is stored as soon as it is known: a WebAssembly host moves loads in
 * front of all arithmetic up to the next store, and with the stores at the end half the time went into spilled registers.
 *
 * @param stageBase - address that the first parameter is added to
 */
export function emitRightHandSide(code: SimdCode, program: Program, stageBase: number): void {
  const { instructions, stages, patientValues, outputs } = program;
  const { layout } = code;
  const { rowBytes } = layout;
  const constantSlot = new Map(patientValues.map((index, slot) => [index, slot]));

  const inputs = Array.from({ length: program.inputs }, () => 'vector' as const);

  code.function(RIGHT_HAND_SIDE, ['i32', ...inputs], 'none', (stage, ...amounts) => {
    const locals = new Map<number, Local<'vector'>>();
    const body: Statement[] = [];
    const value = (index: number): Expression<'vector'> => {
      const instruction = instructions[index]!;
      if (instruction.op === 'constant') return vector.number(instruction.value);
      const local = locals.get(index);
      if (local !== undefined) return local.get();
      const slot = constantSlot.get(index);
      if (slot === undefined) throw new InternalError(`compiled: instruction ${index} must have a value; got none`);
      return vector.load(layout.constants + slot * rowBytes);
    };
    const storesOf = (index: number): readonly Statement[] =>
      outputs.flatMap((output, cell) =>
        output === index ? [vector.store(stageBase + cell * rowBytes, value(index), stage.get())] : [],
      );
    const compute = (index: number): Expression<'vector'> => {
      const instruction = instructions[index]!;
      switch (instruction.op) {
        case 'cell':
          return vector.load(layout.vector.trial + instruction.slot * rowBytes);
        case 'input':
          return amounts[instruction.slot]!.get();
        case 'add':
          return vector.add(value(instruction.left), value(instruction.right));
        case 'subtract':
          return vector.sub(value(instruction.left), value(instruction.right));
        case 'multiply':
          return vector.mul(value(instruction.left), value(instruction.right));
        case 'divide':
          return vector.div(value(instruction.left), value(instruction.right));
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
      const local = code.local('vector');
      const computed = compute(index);
      body.push(local.set(computed));
      locals.set(index, local);
      body.push(...storesOf(index));
    });
    for (const index of new Set(outputs)) if (stages[index] !== 'state') body.push(...storesOf(index));
    return body;
  });
}
