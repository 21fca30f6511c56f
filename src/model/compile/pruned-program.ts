import { type Instruction, operandsOf, type Program } from './program.js';
import type { ProgramBuilder } from './program-builder.js';

/** Keeps only what the outputs need and lists the patient values that cross into the state stage. */
export function pruned(builder: ProgramBuilder, outputs: readonly number[]): Omit<Program, 'varying' | 'inputs'> {
  const { instructions, stages } = builder;
  const needed = new Set<number>();
  const crossing = new Set<number>();
  const visit = (index: number, reader: 'state' | 'patient') => {
    if (reader === 'state' && stages[index] === 'patient') crossing.add(index);
    if (needed.has(index)) return;
    needed.add(index);
    const own = stages[index] === 'state' ? 'state' : 'patient';
    for (const operand of operandsOf(instructions[index]!)) visit(operand, own);
  };
  for (const output of outputs) visit(output, 'state');
  const kept = [...needed].sort((a, b) => a - b);
  const moved = new Map(kept.map((old, index) => [old, index]));
  const relocate = (old: number): number => moved.get(old)!;
  return {
    instructions: kept.map((old) => relocated(instructions[old]!, relocate)),
    stages: kept.map((old) => stages[old]!),
    outputs: outputs.map(relocate),
    patientValues: [...crossing].sort((a, b) => a - b).map(relocate),
  };
}

function relocated(instruction: Instruction, relocate: (old: number) => number): Instruction {
  if ('left' in instruction) {
    return { op: instruction.op, left: relocate(instruction.left), right: relocate(instruction.right) };
  }
  return instruction.op === 'exponential' ? { op: 'exponential', of: relocate(instruction.of) } : instruction;
}
