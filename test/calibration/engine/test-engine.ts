import type { Engine } from '../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../calibration/engine/in-process-engine.js';
import { workerEngine } from '../../../calibration/engine/worker-engine.js';
import { testTasks } from '../../fixtures/engine/test-tasks.mjs';

export type TestTasks = typeof testTasks;

/** Serves the test tasks through the built `serve-tasks.js`. */
export const testWorkerScript = new URL('../../fixtures/engine/test-worker.mjs', import.meta.url);

/** Engine for the test tasks: in this process for 0 workers, as `openEngine` has it. */
export function testEngine(workers: number): Engine<TestTasks> {
  return workers === 0 ? inProcessEngine(testTasks) : workerEngine<TestTasks>(testWorkerScript, workers);
}

/** Integers in memory that every thread sees, all zero. */
export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

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
