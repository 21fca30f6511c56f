// Evidence: slow oracle (the JavaScript solver, bit for bit) · independent tool (a C compiler, bit for bit).
import { describe, expect, test } from 'vitest';
import { type CompiledSimd, compileSimd, simdSource } from '../../../src/compiled/compile-simd.js';
import { simdOutcomes } from '../../../src/compiled/simd-layout.js';
import type { Instantiate } from '../../../src/compiled/wasm-instance.js';
import type { Program } from '../../../src/model/compile/program.js';
import { randomStream } from '../../../src/random/streams.js';
import { cell, constant, exponentialOf, handMade, operation, parameter } from './hand-made-program.js';
import { loadLane, openMemory, oracleSolution, runSimd, type SimdPlan, type SimdProblem } from './lane-problem.js';
import { nativeInstance, skipReason } from './native-code.js';

const NEVER = Number.NEGATIVE_INFINITY;
const PARAMETERS = 2;

const plan: SimdPlan = {
  ends: [0.5, 3, 4.25, 8],
  kept: [0, 4, 8],
  settings: { relativeTolerance: 1e-6, absoluteTolerance: 1e-9, maxSteps: 400 },
};

/** Cells whose derivatives are random operations on all cells, parameters and constants, damped or not. */
function randomProgram(random: () => number): Program {
  const pick = (count: number) => Math.floor(random() * count);
  const cells = 1 + pick(8);
  const lines = [
    ...Array.from({ length: cells }, (_, slot) => cell(slot)),
    ...Array.from({ length: PARAMETERS }, (_, slot) => parameter(slot)),
    ...[0, -0, 1, -0.5, 3e-7, 1e12, 5e-324].map(constant),
  ];
  const operations = ['add', 'subtract', 'multiply', 'divide', 'multiply', 'add'] as const;
  const operand = () => (random() < 0.5 ? pick(lines.length) : pick(cells));
  for (let count = 10 + pick(60); count > 0; count--) {
    if (random() < 0.06) lines.push(exponentialOf(pick(cells)));
    else lines.push(operation(operations[pick(operations.length)]!, operand(), operand()));
  }
  const last = lines.length;
  const outputs = Array.from({ length: cells }, (_, slot) => {
    const source = last - 1 - pick(8);
    if (random() < 0.3) return source;
    lines.push(operation('subtract', random() < 0.5 ? source : slot + 1 < cells ? slot + 1 : 0, slot));
    return lines.length - 1;
  });
  return handMade(lines, outputs);
}

/** Random programs compute what nothing reads. */
const flags = ['-O1', '-march=native', '-w'];

interface Case {
  readonly program: Program;
  readonly watched: readonly number[];
  readonly problems: readonly SimdProblem[];
}

/** A random program with problems for more lanes than there are. */
function caseOf(seed: number): Case {
  const random = randomStream({ seed: '29', streamName: 'random programs', index: seed });
  const program = randomProgram(random);
  const cells = program.outputs.length;
  const problem = (): SimdProblem => ({
    program,
    parameters: Array.from({ length: PARAMETERS }, () => 2 * random() - 1),
    start: Array.from({ length: cells }, () => (random() < 0.1 ? 0 : 3 * random())),
    // Shorter than what the JavaScript solver begins with, however steep the start is
    firstStep: 1e-22,
  });
  return { program, watched: [cells - 1], problems: [problem(), problem(), problem(), problem()] };
}

/** Steps of a problem that reaches its end: a solver may count the step that it does not take any more. */
const stepsUntil = (outcome: number, steps: number) => (outcome === simdOutcomes.reached ? steps : 0);

/** How each problem ends, when, after how many steps, and with which numbers. */
function solutions({ watched, problems }: Case, simd: CompiledSimd, instantiate?: Instantiate) {
  return problems.map((problem, index) => {
    // Every other one has a neighbour, in another lane each time
    const lane = index % simd.lanes;
    const memory = openMemory(simd, plan, instantiate);
    loadLane(memory, lane, { problem, plan, watched });
    if (index % 2 === 1) loadLane(memory, lane - 1, { problem: problems[index - 1]!, plan, watched });
    const outcome = runSimd(memory, index % 2 === 1 ? [lane, lane - 1] : [lane])[0]!;
    const time = memory.read('time', lane);
    const snapshots = memory
      .snapshots(lane)
      .slice(0, problem.start.length * plan.kept.filter((day) => day <= time).length);
    return { outcome, time, steps: stepsUntil(outcome, memory.read('steps', lane)), snapshots: [...snapshots] };
  });
}

function oracle({ problems }: Case) {
  return problems.map((problem) => {
    const { days, outcome, solver } = oracleSolution(problem, plan);
    const snapshots = plan.kept.filter((day) => day < days.length).flatMap((day) => days[day]!);
    return { outcome, time: solver.time, steps: stepsUntil(outcome, solver.steps), snapshots };
  });
}

describe('random programs', () => {
  test.each([1, 2, 3])('have the bits of the JavaScript solver in WebAssembly, number %i', async (seed) => {
    const given = caseOf(seed);
    expect(solutions(given, await compileSimd(given.program, given.watched, NEVER))).toEqual(oracle(given));
  });

  test.skipIf(skipReason !== '').each([4, 5, 6, 7])(
    `have them in compiled C, number %i${skipReason}`,
    { tags: 'full/compiler' },
    (seed) => {
      const given = caseOf(seed);
      const { shape, text } = simdSource(given.program, given.watched, NEVER, 4);
      const simd: CompiledSimd = { ...shape, code: { kind: 'native', file: 'loaded by the test' } };
      expect(solutions(given, simd, nativeInstance(text, flags))).toEqual(oracle(given));
    },
  );
});
