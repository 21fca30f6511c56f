// Evidence: laws.
import { setImmediate as otherEvents } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Engine, TaskRegistry } from '../../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';
import { workerSlots } from '../../../../calibration/engine/queue/worker-slots.js';
import { sharedIntegers, type TestTasks, testEngine } from '../test-engine.js';

/** Lets everything happen that waits for nothing. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await otherEvents();
}

/** Threads with one task, `hold`, that ends when it is let, and a note of all that happens. */
function heldSlots(threads: number) {
  const log: string[] = [];
  const running: number[] = [];
  const most: number[] = [];
  const ends = new Map<string, (outcome: { readonly issue?: Error }) => void>();
  const engines = Array.from({ length: threads }, (_, thread) => {
    running[thread] = 0;
    most[thread] = 0;
    return inProcessEngine({
      hold: async (name: string) => {
        log.push(name);
        running[thread]!++;
        most[thread] = Math.max(most[thread]!, running[thread]!);
        const { issue } = await new Promise<{ readonly issue?: Error }>((resolve) => ends.set(name, resolve));
        running[thread]!--;
        if (issue !== undefined) throw issue;
        return `${name} done`;
      },
    });
  });
  const slots = workerSlots(engines);
  return { slots, log, running, most, end: (name: string, issue?: Error) => ends.get(name)!(issue ? { issue } : {}) };
}

describe('workerSlots', () => {
  it.each([1, 2, 3])('gives each of %i thread(s) one task at a time, the others wait in order', async (threads) => {
    const { slots, log, running, most, end } = heldSlots(threads);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const results = names.map((name) => slots.run('hold', name));
    for (const [place, name] of names.entries()) {
      await settled();
      expect(log).toEqual(names.slice(0, place + threads));
      expect(running.reduce((sum, count) => sum + count, 0)).toBe(Math.min(threads, names.length - place));
      end(name);
    }
    expect(await Promise.all(results)).toEqual(names.map((name) => ({ output: `${name} done` })));
    expect(Math.max(...most)).toBe(1);
  });

  it('gives a thread that is free the next task, whichever thread it is', async () => {
    const { slots, log, end } = heldSlots(2);
    const results = ['a', 'b', 'c', 'd'].map((name) => slots.run('hold', name));
    for (const name of ['b', 'c', 'd', 'a']) {
      await settled();
      end(name);
    }
    expect(await Promise.all(results)).toHaveLength(4);
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  it('rejects with what a task throws, and continues with the thread', async () => {
    const { slots, log, end } = heldSlots(1);
    const issue = new RangeError('mine');
    const [first, second] = [slots.run('hold', 'a'), slots.run('hold', 'b')];
    const refused = expect(first).rejects.toBe(issue);
    await settled();
    end('a', issue);
    await refused;
    await settled();
    expect(log).toEqual(['a', 'b']);
    end('b');
    expect(await second).toEqual({ output: 'b done' });
    const third = slots.run('hold', 'c');
    await settled();
    end('c');
    expect(await third).toEqual({ output: 'c done' });
  });

  it.each([undefined, null, 0, '', false, { ended: false }, { output: 1 }])(
    'gives back what a task gives: %o',
    async (value) => {
      const slots = workerSlots([inProcessEngine({ echo: (given: unknown) => given })]);
      expect(await slots.run('echo', value)).toEqual({ output: value });
    },
  );

  it('hands the engine one whole task, never to be cut and for one thread alone', async () => {
    const calls: unknown[] = [];
    const engine: Engine<TaskRegistry> = {
      description: 'made up',
      workers: 1,
      run: async (kind, inputs, options) => {
        const { division, workersPerSubtask } = options!;
        calls.push([kind, inputs, workersPerSubtask, division!.split(inputs[0]!)]);
        return [division!.lost(inputs[0]!)];
      },
      close: async () => {},
    };
    expect(await workerSlots([engine]).run('hold', 'a')).toEqual({ ended: true });
    expect(calls).toEqual([['hold', ['a'], 1, null]]);
  });

  it('says of a task that ends its thread that it did, without another try, and continues with a new thread', async () => {
    const engine = testEngine(1);
    const slots = workerSlots<TestTasks>([engine]);
    const lives = sharedIntegers(1);
    lives[0] = 100;
    expect(await slots.run('mortal', { value: 1, lives })).toEqual({ ended: true });
    expect(lives[0]).toBe(99);
    expect(await slots.run('double', 4)).toEqual({ output: 8 });
    await slots.close();
    await expect(slots.run('double', 4)).rejects.toThrow('one run at a time on an open engine');
  });

  it('closes every thread', async () => {
    const closed: number[] = [];
    const engines = [0, 1, 2].map((thread) => ({
      ...inProcessEngine({}),
      close: async () => void closed.push(thread),
    }));
    await workerSlots(engines).close();
    expect(closed).toEqual([0, 1, 2]);
  });
});
