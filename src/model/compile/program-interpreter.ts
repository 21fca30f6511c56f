import { InternalError } from '../../errors.js';
import { clampedExp } from '../../numerics/elementary.js';
import type { Kernel } from './kernel.js';
import { type Instruction, operandsOf, type Program, type Stage } from './program.js';

type Operation = 'add' | 'subtract' | 'multiply' | 'divide' | 'exponential';

/** Neighbouring instructions of one kind, none of which reads another; places of their values. */
interface Run {
  readonly op: Operation;
  readonly first: number;
  readonly end: number;
}

/** The instructions of a stage in an order in which few runs are needed, and a vector that holds all values. */
interface StagePlan {
  readonly values: Float64Array;
  readonly runs: readonly Run[];
  /** Places of the operands of the value at the same place. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Place of the value of an instruction. */
  placeOf(instruction: number): number;
}

/**
 * Interprets a program over typed arrays: every instruction in IEEE arithmetic, `exp` of its own. It generates no code, so
 * it runs where a security policy forbids that, and gives the same bits on every engine.
 *
 * Instructions that do not wait for one another are grouped by operation, so that the loop inside a group does not
 * branch; the order of the groups changes no value.
 *
 * @param program - straight-line program
 * @returns the kernel; its functions share scratch memory and must not call each other
 */
export function programKernel(program: Program): Kernel {
  const { instructions, stages, patientValues, outputs, varying, inputs } = program;
  const cellCount = instructions.reduce((most, own) => (own.op === 'cell' ? Math.max(most, own.slot + 1) : most), 0);
  const constantSlot = new Map(patientValues.map((index, slot) => [index, slot]));
  const patient = stagePlan(program, 'patient', varying.length, ({ op, slot }) =>
    op === 'parameter' ? slot : undefined,
  );
  const cellsAt = patientValues.length;
  const inputsAt = cellsAt + cellCount;
  const state = stagePlan(program, 'state', inputsAt + inputs, ({ op, slot }, index) => {
    if (stages[index] === 'patient') return constantSlot.get(index);
    return op === 'cell' ? cellsAt + slot! : op === 'input' ? inputsAt + slot! : undefined;
  });
  const constantPlaces = Int32Array.from(patientValues, patient.placeOf);
  const outputPlaces = Int32Array.from(outputs, state.placeOf);
  return {
    parameterCount: varying.length,
    constantCount: patientValues.length,
    outputCount: outputs.length,
    prepareInto: (parameters, constants) => {
      const { values } = patient;
      for (let slot = 0; slot < varying.length; slot++) values[slot] = parameters[slot]!;
      compute(patient);
      for (let slot = 0; slot < constantPlaces.length; slot++) constants[slot] = values[constantPlaces[slot]!]!;
    },
    evaluateInto: (cells, drugs, constants, out) => {
      const { values } = state;
      for (let slot = 0; slot < cellsAt; slot++) values[slot] = constants[slot]!;
      for (let slot = 0; slot < cellCount; slot++) values[cellsAt + slot] = cells[slot]!;
      for (let slot = 0; slot < inputs; slot++) values[inputsAt + slot] = drugs[slot]!;
      compute(state);
      for (let output = 0; output < outputPlaces.length; output++) out[output] = values[outputPlaces[output]!]!;
    },
  };
}

/**
 * Gives every value of a stage its place: first what is brought from outside, then the constants, then what is computed.
 *
 * @param given - number of values from outside
 * @param givenPlace - place of such a value; undefined for another
 */
function stagePlan(
  { instructions, stages }: Program,
  stage: Stage,
  given: number,
  givenPlace: (instruction: Instruction & { readonly slot?: number }, index: number) => number | undefined,
): StagePlan {
  const places = new Map<number, number>();
  const constants: number[] = [];
  const groups = new Map<string, { readonly op: Operation; readonly members: number[] }>();
  const depths: number[] = [];
  instructions.forEach((instruction, index) => {
    depths.push(0);
    const place = givenPlace(instruction, index);
    if (place !== undefined) places.set(index, place);
    else if (instruction.op === 'constant') places.set(index, given + constants.push(instruction.value) - 1);
    else if (stages[index] === stage) {
      const { op } = instruction;
      if (op === 'parameter' || op === 'cell' || op === 'input') return;
      const depth = 1 + Math.max(...operandsOf(instruction).map((operand) => depths[operand]!));
      depths[index] = depth;
      const key = `${String(depth).padStart(6, '0')} ${op}`;
      const group = groups.get(key) ?? { op, members: [] };
      group.members.push(index);
      groups.set(key, group);
    }
  });
  const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  let next = given + constants.length;
  const runs = ordered.map(({ op, members }): Run => {
    const first = next;
    for (const index of members) places.set(index, next++);
    return { op, first, end: next };
  });
  const placeOf = (index: number): number => {
    const place = places.get(index);
    if (place === undefined)
      throw new InternalError(`interpreter: instruction ${index} must have a value; it has none`);
    return place;
  };
  const plan = {
    values: new Float64Array(next),
    runs,
    left: new Int32Array(next),
    right: new Int32Array(next),
    placeOf,
  };
  plan.values.set(constants, given);
  for (const index of ordered.flatMap(({ members }) => members)) {
    const operands = operandsOf(instructions[index]!).map(placeOf);
    plan.left[placeOf(index)] = operands[0]!;
    plan.right[placeOf(index)] = operands.at(-1)!;
  }
  return plan;
}

function compute({ values, runs, left, right }: StagePlan): void {
  for (let run = 0; run < runs.length; run++) {
    const { op, first, end } = runs[run]!;
    switch (op) {
      case 'add':
        for (let at = first; at < end; at++) values[at] = values[left[at]!]! + values[right[at]!]!;
        break;
      case 'subtract':
        for (let at = first; at < end; at++) values[at] = values[left[at]!]! - values[right[at]!]!;
        break;
      case 'multiply':
        for (let at = first; at < end; at++) values[at] = values[left[at]!]! * values[right[at]!]!;
        break;
      case 'divide':
        for (let at = first; at < end; at++) values[at] = values[left[at]!]! / values[right[at]!]!;
        break;
      case 'exponential':
        for (let at = first; at < end; at++) values[at] = clampedExp(values[left[at]!]!);
    }
  }
}
