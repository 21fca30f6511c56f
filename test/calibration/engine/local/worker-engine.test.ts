// Evidence: laws. What both engines promise is in engine.test.ts.
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../../calibration/engine/engine.js';
import { workerEngine } from '../../../../calibration/engine/local/worker-engine.js';
import { InternalError } from '../../../../src/errors.js';
import {
  rowsDivision,
  sharedIntegers,
  sharedNumbers,
  type TestTasks,
  testEngine,
  within,
  workerScript,
} from '../test-engine.js';

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

  const replaces = async (workers: number) => {
    engine = testEngine(workers);
    const inputs = [0, 1, 2, 3, 4, 5].map((value) => (value === 2 ? { value, lives: lives(1) } : { value }));
    expect(await within(HUNG, engine.run('mortal', inputs))).toEqual([0, 1, 2, 3, 4, 5]);
  };
  it.each([1])('replaces a worker that dies and runs its task again, %i worker(s)', replaces);
  it.each([2])('replaces a worker that dies and runs its task again, %i worker(s)', { tags: 'full/workers' }, replaces);

  it('outlives the death of a worker in each of many tasks', { tags: 'full/workers' }, async () => {
    engine = testEngine(2);
    const inputs = Array.from({ length: 8 }, (_, value) => ({ value, lives: lives(1) }));
    expect(await within(HUNG, engine.run('mortal', inputs))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  const givesUp = async (workers: number) => {
    engine = testEngine(workers);
    const left = lives(100);
    const run = engine.run('mortal', [{ value: 0 }, { value: 1, lives: left }, { value: 2 }]);
    await expect(run).rejects.toThrow('engine: task 1 ended 2 workers');
    await expect(run).rejects.toBeInstanceOf(InternalError);
    expect(left[0]).toBe(98);
    expect(await within(HUNG, engine.run('double', [1, 2, 3]))).toEqual([2, 4, 6]);
  };
  it.each([1])('gives up on a task that ended two workers, and can continue after it, %i worker(s)', givesUp);
  it.each([2])(
    'gives up on a task that ended two workers, and can continue after it, %i worker(s)',
    { tags: 'full/workers' },
    givesUp,
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

  it.each([
    ['is not there', 'no-such-worker', 'no-such-worker'],
    ['throws', 'broken-worker', 'nothing here works'],
    ['leaves without a message', 'leaving-worker', 'worker exited with code 3'],
  ])('fails, and does not start workers for ever, where the script %s', async (_name, name, reason) => {
    engine = workerEngine<TestTasks>(workerScript(name), 3);
    const error: unknown = await within(
      HUNG,
      engine.run('double', [1, 2, 3, 4]).catch((cause: unknown) => cause),
    );
    expect(error).toBeInstanceOf(InternalError);
    expect((error as InternalError).message).toMatch(/^engine: no worker could start: /);
    expect((error as InternalError).message).toContain(reason);
    expect(String((error as InternalError).cause)).toContain(reason);
  });

  it('does without the workers that cannot start', async () => {
    engine = workerEngine<TestTasks>(workerScript('every-other-worker'), 2);
    const inputs = Array.from({ length: 9 }, (_, value) => value);
    expect(await within(HUNG, engine.run('double', inputs))).toEqual(inputs.map((value) => 2 * value));
  });

  it('fails on an input that cannot be sent', async () => {
    engine = testEngine(2);
    const unsendable = (() => 1) as unknown as number;
    await expect(within(HUNG, engine.run('double', [1, unsendable, 3]))).rejects.toThrow('task 1 cannot be sent');
    expect(await within(HUNG, engine.run('double', [1, 2, 3]))).toEqual([2, 4, 6]);
  });

  it('fails on a result that cannot be sent', async () => {
    engine = testEngine(1);
    await expect(within(HUNG, engine.run('unsendable', [1]))).rejects.toThrow('could not be cloned');
  });

  it('starts no worker for an empty list', async () => {
    engine = workerEngine<TestTasks>(workerScript('no-such-worker'), 2);
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

describe('workerEngine with a division', () => {
  /** Tasks of some rows each, over the values 0, 1, 2, ... */
  function rowTasks(count: number, rows: number, lethal: readonly number[]) {
    const [into, deaths] = [sharedNumbers(count * rows), sharedIntegers(1)];
    const inputs = Array.from({ length: count }, (_, task) => ({
      values: Array.from({ length: rows }, (_value, row) => task * rows + row),
      lethal,
      into: into.subarray(task * rows, (task + 1) * rows),
      deaths,
    }));
    return { into, deaths, inputs };
  }

  const cutsDown = async (workers: number) => {
    engine = testEngine(workers);
    const { into, deaths, inputs } = rowTasks(4, 4, [6]);
    const seen: number[] = [];
    const lost = await within(
      HUNG,
      engine.run('mortalRows', inputs, { division: rowsDivision, onResult: (_, index) => void seen.push(index) }),
    );
    expect(lost).toEqual([[], [6], [], []]);
    expect(Array.from(into)).toEqual(Array.from(into, (_, value) => (value === 6 ? -1 : 2 * value)));
    expect(seen.sort()).toEqual([0, 1, 2, 3]);
    // Two workers for four rows, two for two, two for one
    expect(deaths[0]).toBe(6);
  };
  it.each([1])('cuts a task that ends its workers down to the value that does it, %i worker(s)', cutsDown);
  it.each([2, 5])(
    'cuts a task that ends its workers down to the value that does it, %i worker(s)',
    { tags: 'full/workers' },
    cutsDown,
  );

  it('loses all the values that end their workers and no other, wherever they are', {
    tags: 'full/workers',
  }, async () => {
    engine = testEngine(2);
    const lethal = [0, 1, 6];
    const { into, inputs } = rowTasks(3, 3, lethal);
    const lost = await within(HUNG, engine.run('mortalRows', inputs, { division: rowsDivision }));
    expect(lost).toEqual([[0, 1], [], [6]]);
    expect(Array.from(into)).toEqual(Array.from(into, (_, value) => (lethal.includes(value) ? -1 : 2 * value)));
  });

  it('does not cut a task that ends one worker alone', async () => {
    engine = testEngine(2);
    let cuts = 0;
    const division = {
      split: () => {
        cuts++;
        return null;
      },
      join: () => 0,
      lost: () => -1,
    };
    const inputs = [0, 1, 2].map((value) => (value === 1 ? { value, lives: lives(1) } : { value }));
    expect(await within(HUNG, engine.run('mortal', inputs, { division }))).toEqual([0, 1, 2]);
    expect(cuts).toBe(0);
  });

  it('treats a worker that runs out of memory as one that ended', async () => {
    engine = workerEngine<TestTasks>(workerScript('test-worker'), 2, {
      resourceLimits: { maxOldGenerationSizeMb: 24 },
    });
    const run = engine.run('hungry', [{ values: [0, 1, 2, 3], lethal: [2] }], {
      division: {
        split: ({ values, lethal }) =>
          values.length < 2
            ? null
            : [
                { values: values.slice(0, values.length / 2), lethal },
                { values: values.slice(values.length / 2), lethal },
              ],
        join: ([left, right]) => [...left, ...right],
        lost: () => [-1],
      },
    });
    expect(await within(HUNG, run)).toEqual([[0, 2, -1, 6]]);
  });

  it('gives up where every task ends its worker, instead of going on for ever', { tags: 'full/workers' }, async () => {
    engine = workerEngine<TestTasks>(workerScript('test-worker'), 2, { mostDeathsInARow: 6 });
    const { inputs, deaths } = rowTasks(1, 1024, [...Array(1024).keys()]);
    const run = engine.run('mortalRows', inputs, { division: rowsDivision });
    await expect(run).rejects.toThrow('engine: 6 workers ended one after the other without a result');
    await expect(run).rejects.toBeInstanceOf(InternalError);
    expect(deaths[0]).toBeLessThanOrEqual(7);
    expect(await within(HUNG, engine.run('double', [1, 2]))).toEqual([2, 4]);
  });

  const rejects = async (name: 'split' | 'join' | 'lost') => {
    engine = testEngine(1);
    const { inputs } = rowTasks(1, 2, [1]);
    const issue = () => {
      throw new Error('no knife');
    };
    const run = engine.run('mortalRows', inputs, { division: { ...rowsDivision, [name]: issue } });
    await expect(within(HUNG, run)).rejects.toThrow('no knife');
    expect(await within(HUNG, engine.run('double', [1, 2]))).toEqual([2, 4]);
  };
  it.each(['split'] as const)('rejects with what the division throws, %s', rejects);
  it.each(['join', 'lost'] as const)('rejects with what the division throws, %s', { tags: 'full/workers' }, rejects);
});
