import { describe, expect, test } from 'vitest';
import { javascriptKernel } from '../../../../src/model/compile/javascript-backend.js';
import type { Instruction, Program, Stage } from '../../../../src/model/compile/program.js';
import { randomStream } from '../../../../src/random/streams.js';

const PARAMETERS = 3;
const CELLS = 4;
const operations = ['add', 'subtract', 'multiply', 'divide'] as const;

/** A random straight-line program of the form that the compiler makes. */
function randomProgram(index: number): Program {
  const next = randomStream({ seed: '0', streamName: 'random programs', index });
  const pick = (count: number) => Math.floor(next() * count);
  const instructions: Instruction[] = [
    ...Array.from({ length: 4 }, (): Instruction => ({ op: 'constant', value: (next() - 0.5) * 10 ** pick(12) })),
    ...Array.from({ length: PARAMETERS }, (_, slot): Instruction => ({ op: 'parameter', slot })),
    ...Array.from({ length: CELLS }, (_, slot): Instruction => ({ op: 'cell', slot })),
    { op: 'input', slot: 0 },
    { op: 'input', slot: 1 },
  ];
  const stages: Stage[] = instructions.map(({ op }) =>
    op === 'constant' ? 'constant' : op === 'parameter' ? 'patient' : 'state',
  );
  for (let count = 0; count < 60; count++) {
    // One operand at least is no constant: constants are folded before a backend sees them.
    const [left, right] = [4 + pick(instructions.length - 4), pick(instructions.length)];
    const unary = next() < 0.15;
    const stage = stages[left] === 'state' || (!unary && stages[right] === 'state') ? 'state' : 'patient';
    instructions.push(unary ? { op: 'exponential', of: left } : { op: operations[pick(4)]!, left, right });
    stages.push(stage);
  }
  const outputs = Array.from({ length: 6 }, () => pick(instructions.length));
  const crossing = new Set(outputs.filter((output) => stages[output] === 'patient'));
  instructions.forEach((instruction, reader) => {
    if (stages[reader] !== 'state') return;
    const operands =
      'left' in instruction
        ? [instruction.left, instruction.right]
        : instruction.op === 'exponential'
          ? [instruction.of]
          : [];
    for (const operand of operands) if (stages[operand] === 'patient') crossing.add(operand);
  });
  const patientValues = [...crossing].sort((a, b) => a - b);
  return { instructions, stages, outputs, patientValues, varying: ['p', 'q', 'r'], inputs: 2 };
}

/** Slow oracle: one instruction after the other. */
function interpreted(
  { instructions, outputs }: Program,
  parameters: readonly number[],
  cells: readonly number[],
  drugs: readonly number[],
): number[] {
  const values: number[] = [];
  for (const instruction of instructions) {
    switch (instruction.op) {
      case 'constant':
        values.push(instruction.value);
        break;
      case 'parameter':
        values.push(parameters[instruction.slot]!);
        break;
      case 'cell':
        values.push(cells[instruction.slot]!);
        break;
      case 'input':
        values.push(drugs[instruction.slot]!);
        break;
      case 'exponential':
        values.push(Math.exp(values[instruction.of]!));
        break;
      default: {
        const [a, b] = [values[instruction.left]!, values[instruction.right]!];
        values.push({ add: a + b, subtract: a - b, multiply: a * b, divide: a / b }[instruction.op]);
      }
    }
  }
  return outputs.map((output) => values[output]!);
}

describe('javascriptKernel', () => {
  test.each(Array.from({ length: 20 }, (_, index) => index))(
    'random program %i: bit for bit what an interpreter of its instructions gives',
    (index) => {
      const program = randomProgram(index);
      const kernel = javascriptKernel(program);
      const [parameters, cells] = [
        [1.25, -3, 0],
        [2, 0.1, -7e3, Number.MIN_VALUE],
      ];
      const constants = new Float64Array(kernel.constantCount);
      const outputs = new Float64Array(kernel.outputCount);
      kernel.prepareInto(Float64Array.from(parameters!), constants);
      kernel.evaluateInto(Float64Array.from(cells!), Float64Array.of(0.5, 40), constants, outputs);
      expect([...outputs]).toEqual(interpreted(program, parameters!, cells!, [0.5, 40]));
    },
  );

  test.each([
    0,
    -0,
    -1.5,
    1e-320,
    0.1,
    1e21,
    5e-324,
    Number.MAX_VALUE,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ])('the literal %d reads back to the same number, after a minus sign too', (value) => {
    const program: Program = {
      instructions: [
        { op: 'constant', value },
        { op: 'cell', slot: 0 },
        { op: 'subtract', left: 1, right: 0 },
      ],
      stages: ['constant', 'state', 'state'],
      outputs: [0, 2],
      patientValues: [],
      varying: [],
      inputs: 0,
    };
    const outputs = new Float64Array(2);
    javascriptKernel(program).evaluateInto(Float64Array.of(0), new Float64Array(0), new Float64Array(0), outputs);
    expect([...outputs]).toEqual([value, 0 - value]);
  });

  test('states its sizes', () => {
    const program = randomProgram(0);
    const { parameterCount, constantCount, outputCount } = javascriptKernel(program);
    expect([parameterCount, constantCount, outputCount]).toEqual([3, program.patientValues.length, 6]);
  });

  test('the state stage has one assignment per instruction and no branch', () => {
    const program = randomProgram(1);
    const { code } = javascriptKernel(program);
    const states = program.stages.filter((stage) => stage === 'state').length;
    expect(code.evaluate.split('\n')).toHaveLength(program.patientValues.length + states + program.outputs.length);
    expect(code.evaluate).not.toMatch(/\b(if|for|while)\b|\?/);
  });
});
