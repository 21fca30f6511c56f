// Evidence: laws. What both engines promise is in engine.test.ts.
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../calibration/engine/engine.js';
import { workerEngine } from '../../../calibration/engine/worker-engine.js';
import { InternalError } from '../../../src/errors.js';
import { sharedIntegers, type TestTasks, testEngine, within } from './test-engine.js';

let engine: Engine<TestTasks>;
afterEach(() => engine.close());

/** Milliseconds after which a run of trivial tasks counts as hung; starting a worker takes about fifty. */
const HUNG = 20_000;

function lives(count: number): Int32Array {
  const shared = sharedIntegers(1);
  shared[0] = count;
  return shared;
}

describe('workerEngine', () => {
  it('describes itself by the number of its threads', () => {
    engine = testEngine(3);
    expect(engine).toMatchObject({ description: '3 worker thread(s)', workers: 3 });
  });

  it.each([1, 2])('replaces a worker that dies and runs its task again, %i worker(s)', async (workers) => {
    engine = testEngine(workers);
    const inputs = [0, 1, 2, 3, 4, 5].map((value) => (value === 2 ? { value, lives: lives(1) } : { value }));
    expect(await within(HUNG, engine.run('mortal', inputs))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('outlives the death of a worker in each of many tasks', async () => {
    engine = testEngine(2);
    const inputs = Array.from({ length: 8 }, (_, value) => ({ value, lives: lives(1) }));
    expect(await within(HUNG, engine.run('mortal', inputs))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([1, 2])(
    'gives up on a task that ended two workers, and can go on after it, %i worker(s)',
    async (workers) => {
      engine = testEngine(workers);
      const left = lives(100);
      const run = engine.run('mortal', [{ value: 0 }, { value: 1, lives: left }, { value: 2 }]);
      await expect(run).rejects.toThrow('engine: task 1 ended 2 workers');
      await expect(run).rejects.toBeInstanceOf(InternalError);
      expect(left[0]).toBe(98);
      expect(await within(HUNG, engine.run('double', [1, 2, 3]))).toEqual([2, 4, 6]);
    },
  );

  it('names the task that throws, by an InternalError that keeps its stack', async () => {
    engine = testEngine(2);
    const error: unknown = await engine.run('refuse', [8]).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(InternalError);
    expect(error).toMatchObject({ message: 'engine: task 0 failed: value: must please; got 8' });
    expect(String((error as InternalError).cause)).toContain('RangeError');
  });

  it('fails on a task that no worker knows', async () => {
    engine = testEngine(1);
    await expect(engine.run('sing' as 'double', [1])).rejects.toThrow('no task is called sing');
  });

  it('fails, and does not hang, where the script cannot be loaded', async () => {
    engine = workerEngine<TestTasks>(new URL('./no-such-worker.mjs', import.meta.url), 2);
    const error: unknown = await within(
      HUNG,
      engine.run('double', [1]).catch((cause: unknown) => cause),
    );
    expect(error).toBeInstanceOf(InternalError);
    expect(String((error as InternalError).cause)).toContain('no-such-worker');
  });

  it('starts no worker for an empty list', async () => {
    engine = workerEngine<TestTasks>(new URL('./no-such-worker.mjs', import.meta.url), 2);
    expect(await engine.run('double', [])).toEqual([]);
  });

  it('runs one list at a time', async () => {
    engine = testEngine(1);
    const first = engine.run('double', [1]);
    await expect(engine.run('double', [2])).rejects.toThrow(InternalError);
    expect(await first).toEqual([2]);
  });

  it('refuses to run once closed', async () => {
    engine = testEngine(1);
    await engine.run('double', [1]);
    await engine.close();
    await expect(engine.run('double', [1])).rejects.toThrow(InternalError);
  });

  it('can be used again when a worker was stopped with its reply under way', async () => {
    engine = testEngine(2);
    const shared = sharedIntegers(3);
    const slow = (milliseconds: number) => ({ value: 0, milliseconds, shared });
    await engine.run('slow', [slow(50), slow(50)]);
    const blockThenFail = () => {
      const end = performance.now() + 150;
      while (performance.now() < end);
      throw new Error('disk full');
    };
    await expect(engine.run('slow', [slow(5), slow(30)], { onResult: blockThenFail })).rejects.toThrow('disk full');
    expect(await within(HUNG, engine.run('double', [1, 2, 3, 4]))).toEqual([2, 4, 6, 8]);
  });

  it('rejects the run that it is closed under', async () => {
    engine = testEngine(1);
    const shared = sharedIntegers(3);
    const run = engine.run('slow', [{ value: 0, milliseconds: 100, shared }]).then(
      () => 'resolved',
      () => 'rejected',
    );
    await engine.close();
    expect(await within(HUNG, run)).toBe('rejected');
  });
});
