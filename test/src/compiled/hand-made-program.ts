import type { Instruction, Program, Stage } from '../../../src/model/compile/program.js';

/** An instruction with its stage, as a test writes a program down. */
type Line = readonly [stage: Stage, instruction: Instruction];

export const constant = (value: number): Line => ['constant', { op: 'constant', value }];
export const parameter = (slot: number): Line => ['patient', { op: 'parameter', slot }];
export const cell = (slot: number): Line => ['state', { op: 'cell', slot }];
export const input = (slot: number): Line => ['state', { op: 'input', slot }];
export const exponentialOf = (of: number): Line => ['state', { op: 'exponential', of }];
/** An operation in the state stage on two earlier lines. */
export const operation = (op: 'add' | 'subtract' | 'multiply' | 'divide', left: number, right: number): Line => [
  'state',
  { op, left, right },
];

/**
 * A program line by line, without the folding and sharing of the builder.
 *
 * @param lines - what is computed, in order
 * @param outputs - lines that hold the outputs
 */
export function handMade(lines: readonly Line[], outputs: readonly number[]): Program {
  const stages = lines.map(([stage]) => stage);
  const patientValues = [...stages.keys()].filter((index) => stages[index] === 'patient');
  return {
    instructions: lines.map(([, instruction]) => instruction),
    stages,
    varying: patientValues.map((_, slot) => `p${slot}`),
    outputs,
    patientValues,
    inputs: lines.filter(([, { op }]) => op === 'input').length,
  };
}

/** y' = k y for so many cells, k a parameter of the patient: solution y exp(k t). */
export function growth(cells: number): Program {
  const lines: Line[] = [parameter(0)];
  for (let slot = 0; slot < cells; slot++) lines.push(cell(slot), operation('multiply', 0, 1 + 2 * slot));
  return handMade(
    lines,
    Array.from({ length: cells }, (_, slot) => 2 + 2 * slot),
  );
}
