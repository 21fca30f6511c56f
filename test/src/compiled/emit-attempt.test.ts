// Evidence: slow oracle (the JavaScript solver: same steps, same outcome, same time, same points) · laws.
import { describe, expect, test } from 'vitest';
import { compileSimd } from '../../../src/compiled/compile-simd.js';
import { simdOutcomes } from '../../../src/compiled/simd-layout.js';
import { cell, constant, handMade, operation, parameter } from './hand-made-program.js';
import { loadLane, openMemory, oracleSolution, runSimd, type SimdPlan, type SimdProblem } from './lane-problem.js';

const unweighted: SimdPlan = {
  ends: [1.5, 4, 9],
  kept: [0, 9],
  settings: { relativeTolerance: 1e-6, absoluteTolerance: 1e-9, maxSteps: 5000 },
};

/** (y / 2)^4096: infinite for y > 2.38, next to nothing for y < 2. */
const wall = [cell(0), constant(0.5), operation('multiply', 0, 1)];
for (let squared = 0; squared < 12; squared++) wall.push(operation('multiply', wall.length - 1, wall.length - 1));
const beyond = wall.length - 1;

/** y' = -y / 2 as a second cell, the error of which is always finite; `lines` and `output` are those of the first. */
function beside(lines: Parameters<typeof handMade>[0], output: number) {
  const at = lines.length;
  return handMade([...lines, cell(1), constant(-0.5), operation('multiply', at, at + 1)], [output, at + 2]);
}

const problems: Readonly<
  Record<string, Omit<SimdProblem, 'firstStep'> & { readonly ends: keyof typeof simdOutcomes }>
> = {
  'a relaxation oscillation with many rejected steps': {
    // y1' = y2, y2' = p (1 - y1^2) y2 - y1
    program: handMade(
      [
        cell(0),
        cell(1),
        parameter(0),
        operation('multiply', 0, 0),
        constant(1),
        operation('subtract', 4, 3),
        operation('multiply', 2, 5),
        operation('multiply', 6, 1),
        operation('subtract', 7, 0),
      ],
      [1, 8],
    ),
    parameters: [15],
    start: [1, 0.3],
    ends: 'reached',
  },
  'a slope that is no number beyond a wall': {
    program: beside(
      [...wall, operation('subtract', beyond, beyond), constant(1), operation('add', beyond + 1, beyond + 2)],
      beyond + 3,
    ),
    parameters: [],
    start: [0.1, 1],
    ends: 'non-finite state',
  },
  'a point that is infinite while its error is nothing': {
    program: beside([constant(2e307)], 0),
    parameters: [],
    start: [1e300, 1],
    ends: 'non-finite state',
  },
  'growth without bound in finite time': {
    program: beside([cell(0), operation('multiply', 0, 0)], 1),
    parameters: [],
    start: [0.5, 1],
    ends: 'step size underflow',
  },
};

describe.each(Object.entries(problems))('%s', async (_name, { ends, ...given }) => {
  const simd = await compileSimd(given.program, [0, 1], Number.NEGATIVE_INFINITY);
  const problem: SimdProblem = { ...given, firstStep: 1e-9 };
  const partner: SimdProblem = { ...problem, start: problem.start.map((value) => 0.9 * value) };

  const weights = [1, 32];

  test.each([0, 1].flatMap((lane) => weights.map((errorWeight) => [lane, errorWeight] as const)))(
    'is followed in lane %i with error weight %i as by the JavaScript solver, to the bit',
    (lane, errorWeight) => {
      const plan = { ...unweighted, errorWeight };
      const memory = openMemory(simd, plan);
      loadLane(memory, lane, { problem, plan, watched: [0, 1] });
      loadLane(memory, 1 - lane, { problem: partner, plan, watched: [0, 1] });
      const outcomes = runSimd(memory, [0, 1]);
      [problem, partner].forEach((each, index) => {
        const own = index === 0 ? lane : 1 - lane;
        const { days, outcome, solver } = oracleSolution(each, plan);
        expect(outcomes[own]).toBe(simdOutcomes[ends]);
        expect(outcome).toBe(simdOutcomes[ends]);
        expect(memory.read('steps', own)).toBe(solver.steps);
        expect(memory.read('time', own)).toBe(solver.time);
        days.flat().forEach((value, at) => {
          expect(memory.daily(own)[at]).toBe(value);
        });
      });
    },
  );

  test('gives the same bits alone as beside another', () => {
    const plan = unweighted;
    const runs = [[], [partner]].map((others) => {
      const memory = openMemory(simd, plan);
      loadLane(memory, 0, { problem, plan, watched: [0, 1] });
      for (const other of others) loadLane(memory, 1, { problem: other, plan, watched: [0, 1] });
      runSimd(memory, [0, ...others.map(() => 1)]);
      return { daily: memory.daily(0).slice(), time: memory.read('time', 0), steps: memory.read('steps', 0) };
    });
    expect(runs[0]).toEqual(runs[1]);
  });
});
