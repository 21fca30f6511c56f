// Evidence: slow oracle (one instruction after the other, bit for bit) · laws.
import { describe, expect, test } from 'vitest';
import { generatedKernel } from '../../../../calibration/bench/peers/generated-kernel.js';
import type { Kernel } from '../../../../src/model/compile/kernel.js';
import type { Instruction, Program, Stage } from '../../../../src/model/compile/program.js';
import { programKernel } from '../../../../src/model/compile/program-interpreter.js';
import { clampedExp } from '../../../../src/numerics/elementary.js';
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
        values.push(clampedExp(values[instruction.of]!));
        break;
      default: {
        const [a, b] = [values[instruction.left]!, values[instruction.right]!];
        values.push({ add: a + b, subtract: a - b, multiply: a * b, divide: a / b }[instruction.op]);
      }
    }
  }
  return outputs.map((output) => values[output]!);
}

const kernels: Readonly<Record<string, (program: Program) => Kernel>> = { programKernel, generatedKernel };

describe.each(Object.entries(kernels))('%s', (_name, toKernel) => {
  test.each(Array.from({ length: 20 }, (_, index) => index))(
    'random program %i: bit for bit what its instructions give one after the other',
    (index) => {
      const program = randomProgram(index);
      const kernel = toKernel(program);
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
    toKernel(program).evaluateInto(Float64Array.of(0), new Float64Array(0), new Float64Array(0), outputs);
    expect([...outputs]).toEqual([value, 0 - value]);
  });

  test('states its sizes', () => {
    const program = randomProgram(0);
    const { parameterCount, constantCount, outputCount } = toKernel(program);
    expect([parameterCount, constantCount, outputCount]).toEqual([3, program.patientValues.length, 6]);
  });

  test('a patient stage between two evaluations changes nothing', () => {
    const kernel = toKernel(randomProgram(2));
    const constants = new Float64Array(kernel.constantCount);
    kernel.prepareInto(Float64Array.of(0.5, 2, 3), constants);
    const [first, second] = [new Float64Array(kernel.outputCount), new Float64Array(kernel.outputCount)];
    const evaluate = (out: Float64Array) =>
      kernel.evaluateInto(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6), constants, out);
    evaluate(first);
    kernel.prepareInto(Float64Array.of(7, 8, 9), new Float64Array(kernel.constantCount));
    evaluate(second);
    expect(second).toEqual(first);
  });
});

describe('the code of generatedKernel', () => {
  test('the state stage has one assignment per instruction and no branch', () => {
    const program = randomProgram(1);
    const { code } = generatedKernel(program);
    const states = program.stages.filter((stage) => stage === 'state').length;
    expect(code.evaluate.split('\n')).toHaveLength(program.patientValues.length + states + program.outputs.length);
    expect(code.evaluate).not.toMatch(/\b(if|for|while)\b|\?/);
  });
});
