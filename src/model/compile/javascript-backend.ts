import type { Program } from './program.js';

/**
 * Executable form of a program. Another backend (compiled code, an export) implements the same two steps.
 *
 * `prepare` turns a parameter set into the constants of the kernel; `evaluate` reads cells and the central
 * amount of each drug and writes the outputs. Neither allocates.
 */
export interface Kernel {
  /** Length of the parameter vector that `prepare` reads. */
  readonly parameterCount: number;
  /** Length of the constants vector that `prepare` writes and `evaluate` reads. */
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

type PrepareFunction = (parameters: Float64Array, constants: Float64Array) => void;
type EvaluateFunction = Kernel['evaluateInto'];

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/** A number as a JavaScript literal that reads back to the same bits; negative ones in parentheses. */
function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

/**
 * Turns a program into plain JavaScript functions, constants folded in as literals.
 *
 * The generated code is a list of assignments without branches or loops, one per instruction; it is also the readable
 * oracle that other backends are compared with.
 *
 * @param program - straight-line program
 * @returns the kernel and its two function bodies
 */
export function javascriptKernel(program: Program): Kernel & { readonly code: { prepare: string; evaluate: string } } {
  const { instructions, stages, patientValues, outputs } = program;
  const constantSlot = new Map(patientValues.map((index, slot) => [index, slot]));
  const prepare: string[] = [];
  const evaluate: string[] = [];

  const name = (index: number, reader: 'patient' | 'state'): string => {
    const instruction = instructions[index]!;
    if (instruction.op === 'constant') return literal(instruction.value);
    if (reader === 'state' && stages[index] === 'patient') return `k${constantSlot.get(index)}`;
    return `t${index}`;
  };
  const expressionOf = (index: number, reader: 'patient' | 'state'): string => {
    const instruction = instructions[index]!;
    switch (instruction.op) {
      case 'constant':
        return literal(instruction.value);
      case 'parameter':
        return `parameters[${instruction.slot}]`;
      case 'cell':
        return `cells[${instruction.slot}]`;
      case 'input':
        return `inputs[${instruction.slot}]`;
      case 'exponential':
        return `Math.exp(${name(instruction.of, reader)})`;
      default:
        return `${name(instruction.left, reader)} ${symbols[instruction.op]} ${name(instruction.right, reader)}`;
    }
  };

  for (let index = 0; index < instructions.length; index++) {
    const stage = stages[index]!;
    if (stage === 'patient') prepare.push(`const t${index} = ${expressionOf(index, 'patient')};`);
    if (stage === 'state') evaluate.push(`const t${index} = ${expressionOf(index, 'state')};`);
  }
  for (const [index, slot] of constantSlot) prepare.push(`constants[${slot}] = t${index};`);
  const loads = patientValues.map((_, slot) => `const k${slot} = constants[${slot}];`);
  const stores = outputs.map((index, slot) => `outputs[${slot}] = ${name(index, 'state')};`);

  const code = { prepare: prepare.join('\n'), evaluate: [...loads, ...evaluate, ...stores].join('\n') };
  return {
    parameterCount: program.varying.length,
    constantCount: patientValues.length,
    outputCount: outputs.length,
    prepareInto: new Function('parameters', 'constants', `'use strict';\n${code.prepare}`) as PrepareFunction,
    evaluateInto: new Function(
      'cells',
      'inputs',
      'constants',
      'outputs',
      `'use strict';\n${code.evaluate}`,
    ) as EvaluateFunction,
    code,
  };
}
