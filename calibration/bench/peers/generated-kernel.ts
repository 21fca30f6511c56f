import { clampedExp, type Kernel, type Program } from '../../../src/index.js';

type PrepareFunction = (parameters: Float64Array, constants: Float64Array) => void;
type EvaluateFunction = Kernel['evaluateInto'];

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/** A number as a JavaScript literal that reads back to the same bits; negative ones in parentheses. */
function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

/**
 * Turns a program into generated JavaScript functions, constants folded in as literals: four times as fast as the
 * interpreter, where a security policy allows code from text.
 *
 * The code is a list of assignments without branches or loops, one per instruction; it gives the bits of the interpreter.
 *
 * @param program - straight-line program
 * @returns the kernel and its two function bodies
 */
export function generatedKernel(program: Program): Kernel & { readonly code: { prepare: string; evaluate: string } } {
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
        return `exp(${name(instruction.of, reader)})`;
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
  const withExp = (parameters: readonly string[], body: string): unknown =>
    new Function('exp', `'use strict';\nreturn (${parameters.join()}) => {\n${body}\n};`)(clampedExp);
  return {
    parameterCount: program.varying.length,
    constantCount: patientValues.length,
    outputCount: outputs.length,
    prepareInto: withExp(['parameters', 'constants'], code.prepare) as PrepareFunction,
    evaluateInto: withExp(['cells', 'inputs', 'constants', 'outputs'], code.evaluate) as EvaluateFunction,
    code,
  };
}
