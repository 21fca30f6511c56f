import type { Program } from '../compile/program.js';
import { cLiteral } from './c-literal.js';

/** A program as C statements, in the three places where an export needs them. */
export interface CStatements {
  /** From `parameters` to `constants`. */
  readonly prepare: readonly string[];
  /** From `cells`, `amounts` and `constants` to the temporaries that `output` names. */
  readonly evaluate: readonly string[];
  /** Expression of an output: a temporary, a constant or a literal. */
  output(index: number): string;
  readonly constants: number;
}

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/**
 * Writes a straight-line program as C: one assignment to a `const double` per instruction, no branch, no loop.
 *
 * Operations and their order are the program's, so a compiler that does not contract a * b + c into one rounding gives the
 * same bits as any other backend, but for the last digit of `exp`.
 *
 * @param program - what to write
 * @returns the statements
 */
export function cStatements(program: Program): CStatements {
  const { instructions, stages, patientValues, outputs } = program;
  const slots = new Map(patientValues.map((index, slot) => [index, slot]));
  const nameOf = (index: number, reader: 'patient' | 'state'): string => {
    const instruction = instructions[index]!;
    if (instruction.op === 'constant') return cLiteral(instruction.value);
    if (reader === 'state' && stages[index] === 'patient') return `constants[${slots.get(index)}]`;
    return `t${index}`;
  };
  const expressionOf = (index: number, reader: 'patient' | 'state'): string => {
    const instruction = instructions[index]!;
    switch (instruction.op) {
      case 'constant':
        return cLiteral(instruction.value);
      case 'parameter':
        return `parameters[${instruction.slot}]`;
      case 'cell':
        return `cells[${instruction.slot}]`;
      case 'input':
        return `amounts[${instruction.slot}]`;
      case 'exponential':
        return `exp(${nameOf(instruction.of, reader)})`;
      default:
        return `${nameOf(instruction.left, reader)} ${symbols[instruction.op]} ${nameOf(instruction.right, reader)}`;
    }
  };
  const assignments = (reader: 'patient' | 'state'): string[] =>
    instructions.flatMap((_, index) =>
      stages[index] === reader ? [`const double t${index} = ${expressionOf(index, reader)};`] : [],
    );
  return {
    prepare: [
      ...assignments('patient'),
      ...patientValues.map((index, slot) => `constants[${slot}] = ${nameOf(index, 'patient')};`),
    ],
    evaluate: assignments('state'),
    output: (index) => nameOf(outputs[index]!, 'state'),
    constants: patientValues.length,
  };
}
