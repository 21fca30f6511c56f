import type { Division, Engine } from '../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { workerEngine } from '../../../calibration/engine/local/worker-engine.js';
import { type MortalRows, testTasks } from '../../fixtures/engine/test-tasks.mjs';

export type TestTasks = typeof testTasks;

/** A worker script among the fixtures; they serve through the built `serve-tasks.js`. */
export function workerScript(name: string): URL {
  return new URL(`../../fixtures/engine/${name}.mjs`, import.meta.url);
}

/** Engine for the test tasks: in this process for 0 workers, as `openEngine` has it. */
export function testEngine(workers: number): Engine<TestTasks> {
  return workers === 0 ? inProcessEngine(testTasks) : workerEngine<TestTasks>(workerScript('test-worker'), workers);
}

/** Integers in memory that every thread sees, all zero. */
export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** Numbers in memory that every thread sees, all zero. */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** Halves of the rows; a value that is alone is lost, and its row is -1. */
export const rowsDivision: Division<MortalRows, readonly number[]> = {
  split: (input) => {
    const half = Math.floor(input.values.length / 2);
    if (half === 0) return null;
    const part = (first: number, end: number) => ({
      ...input,
      values: input.values.slice(first, end),
      into: input.into.subarray(first, end),
    });
    return [part(0, half), part(half, input.values.length)];
  },
  join: ([left, right]) => [...left, ...right],
  lost: ({ values, into }) => {
    into.fill(-1);
    return values;
  },
};

/** What a promise that may never settle does within a time: its value, its error, or `undecided`. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | 'undecided'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'undecided'>((resolve) => {
    timer = setTimeout(() => resolve('undecided'), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
