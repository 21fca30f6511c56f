import { InternalError } from '../errors.js';
import type { Program } from '../model/compile/program.js';
import type { Expression, Statement } from './code/code.js';
import type { Local } from './code/code-builder.js';
import { i32, vector } from './code/expressions.js';
import { exponential } from './emit-exponential.js';
import { RIGHT_HAND_SIDE } from './emit-right-hand-side.js';
import type { RightHandSidePlan, Tree } from './right-hand-side-plan.js';
import type { SimdCode } from './simd-code.js';

/** Leaves addresses as they are, and shows the compiler that they are not negative: it need not extend each anew. */
const ADDRESS_MASK = 0x7ffffff8;

/** Rows of memory that the statements of a plan need. */
export function workRows({ constants, statements }: RightHandSidePlan): number {
  return constants.length + statements.length;
}

/**
 * Stores the constants of a plan into memory, where one instruction loads them; a WebAssembly host puts a constant of the
 * code together from three instructions.
 */
export function storedConstants(
  { layout }: SimdCode,
  { instructions }: Program,
  plan: RightHandSidePlan,
): readonly Statement[] {
  return plan.constants.map((index, row) => {
    const instruction = instructions[index]!;
    if (instruction.op !== 'constant') throw new InternalError(`compiled: ${index} must be a constant; it is not`);
    return vector.store(layout.work + row * layout.rowBytes, vector.number(instruction.value));
  });
}

/**
 * Emits the right-hand side as the short statements of a plan; the same operations on the same operands as
 * {@link emitRightHandSide} in another order, so that every bit is the same.
 *
 * @param stageBase - address that the first parameter is added to
 */
export function emitStatements(code: SimdCode, program: Program, plan: RightHandSidePlan, stageBase: number): void {
  const { instructions, stages, patientValues } = program;
  const { layout } = code;
  const { rowBytes } = layout;
  const constantRow = new Map(plan.constants.map((index, row) => [index, row]));
  const patientRow = new Map(patientValues.map((index, row) => [index, row]));
  const firstTemporary = layout.work + plan.constants.length * rowBytes;
  const temporary = new Map<number, number>();
  const inputs = Array.from({ length: program.inputs }, () => 'vector' as const);

  code.function(RIGHT_HAND_SIDE, ['i32', ...inputs], 'none', (given, ...amounts) => {
    const stage = code.local('i32');
    const body: Statement[] = [stage.set(i32.and(given.get(), i32.number(ADDRESS_MASK)))];
    const registers = new Map<number, Local<'vector'>>();
    const readings = new Map<number, number>();

    const placeOf = (value: number): number => {
      const instruction = instructions[value]!;
      if (instruction.op === 'constant') return layout.work + constantRow.get(value)! * rowBytes;
      const row = patientRow.get(value);
      if (row !== undefined) return layout.constants + row * rowBytes;
      const isCell = instruction.op === 'cell' && stages[value] === 'state';
      const place = isCell ? layout.vector.trial + instruction.slot * rowBytes : temporary.get(value);
      if (place === undefined) throw new InternalError(`compiled: instruction ${value} must have a value; got none`);
      return place;
    };
    const read = (value: number): Expression<'vector'> => {
      const instruction = instructions[value]!;
      if (instruction.op === 'input') return amounts[instruction.slot]!.get();
      const reading = readings.get(value) ?? 0;
      readings.set(value, reading + 1);
      if (plan.inRegister(value, reading)) return registers.get(value)!.get();
      const loaded = vector.load(placeOf(value));
      return plan.inRegister(value, reading + 1) ? inRegister(value, loaded) : loaded;
    };
    const inRegister = (value: number, expression: Expression<'vector'>): Expression<'vector'> => {
      const local = code.local('vector');
      body.push(local.set(expression));
      registers.set(value, local);
      return local.get();
    };
    const write = (tree: Tree): Expression<'vector'> => {
      if ('leaf' in tree) return read(tree.leaf);
      const [left, right] = tree.operands.map(write) as [Expression<'vector'>, Expression<'vector'>];
      switch (tree.op) {
        case 'add':
          return vector.add(left, right);
        case 'subtract':
          return vector.sub(left, right);
        case 'multiply':
          return vector.mul(left, right);
        case 'divide':
          return vector.div(left, right);
        case 'exponential': {
          const [prepare, result] = exponential(code, left);
          body.push(...prepare);
          return result;
        }
      }
    };
    plan.statements.forEach(({ value, tree, outputs, isRead }, row) => {
      let result = write(tree);
      const stays = isRead && plan.inRegister(value, 0);
      if (stays || outputs.length + Number(isRead) > 1) result = inRegister(value, result);
      if (isRead) {
        const place = firstTemporary + row * rowBytes;
        temporary.set(value, place);
        body.push(vector.store(place, result));
      }
      for (const cell of outputs) body.push(vector.store(stageBase + cell * rowBytes, result, stage.get()));
    });
    return body;
  });
}
