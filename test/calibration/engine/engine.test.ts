// Evidence: laws of the contract in engine.ts, checked with both engines.
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../calibration/engine/engine.js';
import { InterruptedError } from '../../../src/errors.js';
import { sharedIntegers, sharedNumbers, type TestTasks, testEngine } from './test-engine.js';

describe.each([
  { workers: 0, name: 'in process' },
  { workers: 1, name: 'one worker' },
])('an engine, $name', ({ workers }) => laws(workers));

describe('an engine, three workers', { tags: 'full/workers' }, () => laws(3));

function laws(workers: number): void {
  let engine: Engine<TestTasks>;
  const open = () => {
    engine = testEngine(workers);
    return engine;
  };
  afterEach(() => engine.close());

  it('returns results in input order, whatever order the tasks finish in', async () => {
    const shared = sharedIntegers(3);
    const inputs = [60, 30, 20, 10, 1, 0].map((milliseconds, value) => ({ value, milliseconds, shared }));
    expect(await open().run('slow', inputs)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(shared[0]).toBe(6);
  });

  it('runs at most as many tasks at a time as it states', async () => {
    const shared = sharedIntegers(3);
    const inputs = Array.from({ length: 12 }, (_, value) => ({ value, milliseconds: 5, shared }));
    await open().run('slow', inputs);
    expect(shared[2]).toBeLessThanOrEqual(engine.workers);
    expect(shared[1]).toBe(0);
  });

  it('reports each result once, with its index', async () => {
    const seen: [number, number][] = [];
    const inputs = Array.from({ length: 40 }, (_, index) => index);
    const outputs = await open().run('double', inputs, {
      onResult: (output, index) => void seen.push([index, output]),
    });
    expect(outputs).toEqual(inputs.map((value) => 2 * value));
    expect(seen.sort(([a], [b]) => a - b)).toEqual(inputs.map((value) => [value, 2 * value]));
  });

  it('waits for what onResult does before it is done', async () => {
    let stored = 0;
    const onResult = async () => {
      await new Promise((resolve) => setTimeout(resolve, 15));
      stored++;
    };
    await open().run('double', [1, 2, 3], { onResult });
    expect(stored).toBe(3);
  });

  it('lets tasks run ahead of a slow receiver by two per worker at most', async () => {
    const shared = sharedIntegers(3);
    const inputs = Array.from({ length: 20 }, (_, value) => ({ value, milliseconds: 0, shared }));
    let stored = 0;
    let ahead = 0;
    const look = () => {
      ahead = Math.max(ahead, shared[0]! - stored);
    };
    const onResult = async () => {
      look();
      await new Promise((resolve) => setTimeout(resolve, 10));
      look();
      stored++;
    };
    await open().run('slow', inputs, { onResult });
    expect(stored).toBe(20);
    expect(ahead).toBeGreaterThanOrEqual(1);
    expect(ahead).toBeLessThanOrEqual(2 * engine.workers);
  });

  it('has nothing to do for an empty list', async () => {
    expect(await open().run('double', [])).toEqual([]);
    expect(await engine.run('double', [4])).toEqual([8]);
  });

  it('hands typed arrays back as they were, two views of one buffer included', async () => {
    const [small, large] = await open().run('arrays', [1, 1000]);
    expect(Array.from(small!.whole)).toEqual([0]);
    expect(small!.tail).toHaveLength(0);
    expect(Array.from(large!.whole)).toEqual(Array.from({ length: 1000 }, (_, index) => index / 3));
    expect(large!.tail.buffer).toBe(large!.whole.buffer);
    expect(large!.tail[0]).toBe(1 / 3);
    expect(Array.from(large!.nested[0]!.bytes)).toEqual([1, 2, 3]);
    expect(large!.text).toBe('plain');
  });

  it('lets a task write into shared memory that its input brings', async () => {
    const [into, deaths] = [sharedNumbers(6), sharedIntegers(1)];
    const inputs = [0, 2, 4].map((first) => ({
      values: [first, first + 1],
      lethal: [],
      into: into.subarray(first, first + 2),
      deaths,
    }));
    await open().run('mortalRows', inputs);
    expect(Array.from(into)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('leaves the inputs of the caller usable', async () => {
    const input = Float64Array.of(1, 2);
    // `double` of an array is NaN; what counts is that the array was copied, not taken
    await open().run('double', [input as never]);
    expect(Array.from(input)).toEqual([1, 2]);
  });

  it('rejects with the message of a task that throws, and starts no further one', async () => {
    await expect(open().run('refuse', [3])).rejects.toThrow('value: must please; got 3');
    const shared = sharedIntegers(3);
    const inputs = Array.from({ length: 30 }, (_, value) => ({ value, milliseconds: 5, shared }));
    const onResult = () => {
      throw new Error('disk full');
    };
    await expect(engine.run('slow', inputs, { onResult })).rejects.toThrow('disk full');
    const started = shared[0]!;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shared[0]).toBe(started);
    expect(started).toBeLessThanOrEqual(2 * engine.workers);
  });

  it.each([
    ['refuseInput', 'input', 'InputError', 'value: must be possible; got 8'],
    ['refuseNumerically', 'numerical', 'NumericalError', 'value: must converge; got 8'],
  ] as const)(
    'passes on an error of the workbench with its class and its own message, %s',
    async (kind, code, name, message) => {
      const error: unknown = await open()
        .run(kind, [8])
        .catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code, name, message });
    },
  );

  it('rejects where onResult rejects later', async () => {
    const onResult = async (_: number, index: number) => {
      await Promise.resolve();
      if (index === 2) throw new Error('disk full');
    };
    await expect(open().run('double', [1, 2, 3, 4], { onResult })).rejects.toThrow('disk full');
  });

  it('can be used again after a run that failed', async () => {
    await expect(open().run('refuse', [1, 2, 3])).rejects.toThrow('must please');
    expect(await engine.run('double', [5, 6])).toEqual([10, 12]);
  });

  it('starts nothing when the signal is aborted already', async () => {
    const shared = sharedIntegers(3);
    const run = open().run('slow', [{ value: 1, milliseconds: 0, shared }], { signal: AbortSignal.abort() });
    await expect(run).rejects.toThrow(InterruptedError);
    expect(shared[0]).toBe(0);
  });

  it('is stopped by a signal that was aborted before it, even with nothing to do', async () => {
    await expect(open().run('double', [], { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    expect(await engine.run('double', [])).toEqual([]);
  });

  it('is stopped by an abort that comes with the last result', async () => {
    const controller = new AbortController();
    const onResult = (_: number, index: number) => {
      if (index === 0) controller.abort();
    };
    const run = open().run('double', [1], { onResult, signal: controller.signal });
    await expect(run).rejects.toThrow(InterruptedError);
  });

  it('is stopped by an abort that comes while the last result is stored', async () => {
    const controller = new AbortController();
    const onResult = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort();
      await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const run = open().run('double', [1], { onResult, signal: controller.signal });
    await expect(run).rejects.toThrow(InterruptedError);
  });

  it('is not over before what it had begun to store is stored', async () => {
    const controller = new AbortController();
    let storing = 0;
    const onResult = async () => {
      storing++;
      controller.abort();
      await new Promise((resolve) => setTimeout(resolve, 15));
      storing--;
    };
    const run = open().run('double', [1, 2, 3, 4], { onResult, signal: controller.signal });
    await expect(run).rejects.toThrow(InterruptedError);
    expect(storing).toBe(0);
  });

  it('stops between tasks on an abort, and what was not started never starts', async () => {
    const shared = sharedIntegers(3);
    const controller = new AbortController();
    const inputs = Array.from({ length: 100 }, (_, value) => ({ value, milliseconds: 10, shared }));
    let results = 0;
    const onResult = () => {
      results++;
      if (results === 4) controller.abort();
    };
    const run = open().run('slow', inputs, { onResult, signal: controller.signal });
    await expect(run).rejects.toThrow('engine: stopped on request');
    await expect(run).rejects.toBeInstanceOf(InterruptedError);
    const started = shared[0]!;
    expect(started).toBeLessThanOrEqual(4 + 2 * engine.workers);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shared[0]).toBe(started);
    expect(await engine.run('double', [1])).toEqual([2]);
  });

  it('is not stopped by a signal that comes after the last result', async () => {
    const controller = new AbortController();
    expect(await open().run('double', [1, 2], { signal: controller.signal })).toEqual([2, 4]);
    controller.abort();
    expect(await engine.run('double', [3])).toEqual([6]);
  });
}
