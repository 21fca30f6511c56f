// Evidence: closed form (y' = k y) · slow oracle (the JavaScript solver) · laws.
import { describe, expect, test } from 'vitest';
import { compileSimd } from '../../../src/compiled/compile-simd.js';
import { segmentFields, simdOutcomes } from '../../../src/compiled/simd-layout.js';
import { growth } from './hand-made-program.js';
import { loadLane, openMemory, oracleSolution, runSimd, type SimdPlan, type SimdProblem } from './lane-problem.js';

/** Against the exact solution, with the settings below. */
const ACCURACY = 1e-6;

const END = 6;
const plan: SimdPlan = {
  ends: [2.5, END],
  kept: [0, 3, 6],
  settings: { relativeTolerance: 1e-8, absoluteTolerance: 1e-10, maxSteps: 10_000 },
};

/** y' = rate y from y = 1, 2, 3, ... */
const growing = (rate: number, cells: number): SimdProblem => ({
  program: growth(cells),
  parameters: [rate],
  start: Array.from({ length: cells }, (_, index) => index + 1),
  firstStep: 0.01,
});

function expectClose(values: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs(values[index]! - value)).toBeLessThan(tolerance * Math.abs(value));
  });
}

describe.each([1, 2, 5, 6, 7, 12, 53])('%i cell(s)', async (cells) => {
  const watched = [cells - 1, 0];
  const simd = await compileSimd(growth(cells), watched, Number.NEGATIVE_INFINITY);
  const [shrinking, rising] = [growing(-0.7, cells), growing(0.4, cells)];

  test('each lane solves the problem of its own patient, as the JavaScript solver does, to the bit', () => {
    const memory = openMemory(simd, plan);
    loadLane(memory, 0, { problem: shrinking, plan, watched });
    loadLane(memory, 1, { problem: rising, plan, watched });
    expect(runSimd(memory, [0, 1])).toEqual([simdOutcomes.reached, simdOutcomes.reached]);
    [shrinking, rising].forEach((problem, lane) => {
      const { days, solver } = oracleSolution(problem, plan);
      expect(memory.read('time', lane)).toBe(END);
      expect(memory.read('steps', lane)).toBe(solver.steps);
      const daily = days.flatMap((row) => watched.map((cell) => row[cell]!));
      expect([...memory.daily(lane)]).toEqual(daily);
      const snapshots = plan.kept.flatMap((day) => days[day]!);
      expect([...memory.snapshots(lane)]).toEqual(snapshots);
      const exact = plan.kept.flatMap((day) =>
        problem.start.map((start) => start * Math.exp(problem.parameters[0]! * day)),
      );
      expectClose(memory.snapshots(lane), exact, ACCURACY);
    });
  });

  test('a patient alone has the same bits in either lane', () => {
    const kept = [0, 1].map((lane) => {
      const memory = openMemory(simd, plan);
      loadLane(memory, lane, { problem: shrinking, plan, watched });
      runSimd(memory, [lane]);
      return { daily: memory.daily(lane).slice(), snapshots: memory.snapshots(lane).slice() };
    });
    expect(kept[0]).toEqual(kept[1]);
  });

  test('an empty lane writes nothing', () => {
    const memory = openMemory(simd, plan);
    memory.daily(1).fill(-7);
    memory.snapshots(1).fill(-7);
    loadLane(memory, 0, { problem: shrinking, plan, watched });
    runSimd(memory, [0]);
    expect(new Set([...memory.daily(1), ...memory.snapshots(1)])).toEqual(new Set([-7]));
  });
});

describe('LaneMemory', async () => {
  const watched = [0, 2];
  const simd = await compileSimd(growth(3), watched, Number.NEGATIVE_INFINITY);

  test('has room for what was asked for, and the parts do not overlap', () => {
    const memory = openMemory(simd, plan);
    const parts = [0, 1].flatMap((lane) => [memory.coefficients(lane), memory.daily(lane), memory.snapshots(lane)]);
    const one = [2 * segmentFields.length, 2 * (END + 1), 3 * plan.kept.length];
    expect(parts.map(({ length }) => length)).toEqual([...one, ...one]);
    parts.forEach((part, index) => void part.fill(index + 1));
    parts.forEach((part, index) => {
      expect(new Set(part)).toEqual(new Set([index + 1]));
    });
  });

  test('gives back what is written to a field, lane by lane', () => {
    const memory = openMemory(simd, plan);
    memory.write('step', 0, 1.5);
    memory.write('step', 1, -2.5);
    expect([memory.read('step', 0), memory.read('step', 1)]).toEqual([1.5, -2.5]);
    expect([memory.read('time', 0), memory.read('attempted', 1)]).toEqual([0, 0]);
  });

  test('two memories of one module know nothing of each other', () => {
    const [one, other] = [openMemory(simd, plan), openMemory(simd, plan)];
    loadLane(one, 0, { problem: growing(-1, 3), plan, watched });
    runSimd(one, [0]);
    expect(other.read('time', 0)).toBe(0);
    expect(new Set(other.daily(0))).toEqual(new Set([0]));
  });
});
