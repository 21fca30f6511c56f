// Evidence: laws of the contract in engine.ts, and of what a queue adds to it, on a real server.
import { describe, expect, it } from 'vitest';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';
import { InputError, InterruptedError } from '../../../../src/errors.js';
import { redisProgram } from '../../../redis-available.js';
import { until } from './redis-server.js';
import { numbers, toyBench, toySession } from './toy-bench.js';
import { pause, toyTasks } from './toy-cluster.js';

describe.skipIf(redisProgram === null)('queueEngine', () => {
  const bench = toyBench();

  it('returns results in input order, whichever worker computes them and in any order of completion', async () => {
    const { engine } = await bench.open();
    await bench.work({ threads: 2 });
    await bench.work();
    const inputs = numbers(40).map((value) => ({ value, milliseconds: (7 * value) % 13 }));
    const seen: number[] = [];
    const outputs = await engine.run('slow', inputs, { onResult: (_, index) => void seen.push(index) });
    expect(outputs).toEqual(numbers(40));
    expect([...seen].sort((a, b) => a - b)).toEqual(numbers(40));
    expect(seen).not.toEqual(numbers(40));
  });

  it('waits for its first worker, and says how to start one', async () => {
    const { engine, notices } = await bench.open();
    const outputs = engine.run('double', [1, 2, 3]);
    await until('it reports it', () =>
      notices.some((message) => message.includes('start one with: qcic worker --engine')),
    );
    await bench.work();
    expect(await outputs).toEqual([2, 4, 6]);
  });

  it('states its workers and their threads', async () => {
    const { engine } = await bench.open();
    await bench.work({ threads: 3 });
    await bench.work({ threads: 2 });
    await until('both are seen', () => engine.workers === 5);
    expect(engine.description).toBe(`${bench.server.url}/0, 2 worker(s), 5 thread(s)`);
  });

  it('has nothing to do for an empty list, and can run one list after another', async () => {
    const { engine } = await bench.open();
    await bench.work();
    expect(await engine.run('double', [])).toEqual([]);
    expect(await engine.run('double', [4])).toEqual([8]);
    expect(await engine.run('double', [4, 4, 5])).toEqual([8, 8, 10]);
  });

  it('sends data that many tasks share once', async () => {
    const { engine } = await bench.open();
    await bench.work();
    const pool = { numbers: Float64Array.from(numbers(1000)) };
    const inputs = numbers(20).map((value) => ({ values: Float64Array.of(value), pool }));
    const keys: string[] = [];
    const onResult = async () => {
      keys.push(...(await bench.server.redis.hkeys(`${toySession}:shared`)));
    };
    expect(await engine.run('sum', inputs, { onResult })).toEqual(numbers(20).map((value) => 499_500 + value));
    expect(new Set(keys).size).toBe(1);
  });

  it('keeps few results ahead of a slow receiver', async () => {
    const { engine } = await bench.open();
    await bench.work({ threads: 2 });
    await until('the worker is seen', () => engine.workers === 2);
    let [stored, ahead] = [0, 0];
    const onResult = async () => {
      const done = await bench.server.redis.hlen(`${toySession}:outputs`);
      ahead = Math.max(ahead, done);
      await pause(20);
      stored++;
    };
    await engine.run('double', numbers(60), { onResult });
    expect(stored).toBe(60);
    expect(ahead).toBeGreaterThanOrEqual(1);
    // Two per thread, and four
    expect(ahead).toBeLessThanOrEqual(2 * 2 + 4);
  });

  it('passes on an error of the task with its class and its own message, without trying again', async () => {
    const { engine } = await bench.open();
    const worker = await bench.work();
    const error: unknown = await engine.run('refuse', [8]).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'input', name: 'InputError', message: 'value: must please; got 8' });
    expect((await worker.stop()).retried).toBe(0);
  });

  it('tries what nobody foresaw again with growing pauses, reports it, and then gives up with its message', {
    tags: 'full/redis',
  }, async () => {
    const { engine, notices } = await bench.open();
    const worker = await bench.work();
    const error: unknown = await engine.run('stumble', [8]).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'internal', message: 'engine: task 0 failed: stumbled over 8' });
    expect((await worker.stop()).retried).toBe(4);
    const tries = notices.filter((message) => message.includes('stumbled over 8'));
    expect(tries[0]).toMatch(/^worker worker\/\w+: chunk [0-9a-f]{8}: try 1 of 5 failed: stumbled over 8$/);
  });

  it('ends with what onResult throws, and leaves nothing in the queue', async () => {
    const { engine } = await bench.open();
    await bench.work();
    const onResult = () => {
      throw new Error('disk full');
    };
    await expect(engine.run('double', numbers(50), { onResult })).rejects.toThrow('disk full');
    expect(await bench.server.redis.keys('*:wait')).toEqual([]);
    expect(await engine.run('double', [21])).toEqual([42]);
  });

  it('stops on request, withdraws what waits, and can continue', async () => {
    const { engine } = await bench.open();
    const stop = new AbortController();
    const run = engine.run('double', numbers(50), { signal: stop.signal });
    await until('work waits', async () => (await bench.server.redis.keys('*:wait')).length > 0);
    stop.abort();
    await expect(run).rejects.toBeInstanceOf(InterruptedError);
    expect(await bench.server.redis.keys('*:wait')).toEqual([]);
    await bench.work();
    expect(await engine.run('double', [21])).toEqual([42]);
  });

  it('ends with the message of a server that refuses to take more', async () => {
    const { engine } = await bench.open();
    await bench.server.redis.config('SET', 'maxmemory', '1');
    try {
      const run = engine.run('double', [1, 2, 3]);
      await expect(run).rejects.toThrow(/^--engine: must be a server that does its work; got 'OOM command not allowed/);
      await expect(run).rejects.toBeInstanceOf(InputError);
    } finally {
      await bench.server.redis.config('SET', 'maxmemory', '0');
    }
  });

  it('takes a subtask that ends its threads apart, down to the part that does it', async () => {
    const { engine, notices } = await bench.open();
    const lethal = inProcessEngine({
      ...toyTasks,
      // A thread that ends says nothing; the engine of the thread tells by what the division has for it
      sum: ({ values }: { readonly values: Float64Array }) => values.length,
    });
    const ends = {
      ...lethal,
      run: (async (kind: string, [input]: readonly [{ readonly values: Float64Array }], options: never) => {
        const { division } = options as { division: { lost(input: unknown): unknown } };
        if (kind === 'sum' && input.values.includes(5)) return [division.lost(input)];
        return lethal.run('sum', [input as never]);
      }) as never,
    };
    await bench.work({ engines: [ends as never] });
    const pool = { numbers: Float64Array.of(0) };
    type Input = { readonly values: Float64Array; readonly pool: typeof pool };
    const outputs = await engine.run('sum', [{ values: Float64Array.from(numbers(8)), pool }], {
      division: {
        split: ({ values }: Input) => {
          if (values.length < 2) return null;
          const half = values.length / 2;
          return [
            { values: values.slice(0, half), pool },
            { values: values.slice(half), pool },
          ];
        },
        join: ([left, right]) => left + right,
        lost: () => -100,
      },
    });
    // Seven values counted, one lost
    expect(outputs).toEqual([7 - 100]);
    // Two threads at each of four sizes
    expect(notices.filter((message) => message.includes('ended a thread of'))).toHaveLength(8);
  });

  it('sends again what the server has lost', { tags: 'full/redis' }, async () => {
    const { engine, notices } = await bench.open();
    const run = engine.run('double', numbers(10));
    await until('work waits', async () => (await bench.server.redis.keys('*:wait')).length > 0);
    await bench.server.redis.flushall();
    await bench.work();
    expect(await run).toEqual(numbers(10).map((value) => 2 * value));
    expect(notices.some((message) => /the server has lost chunk [0-9a-f]{8}; it is sent again/.test(message))).toBe(
      true,
    );
  });

  it('lets one process alone drive a run, and another continue when it is gone', {
    tags: 'full/redis',
    timeout: 60_000,
  }, async () => {
    const run = await bench.open();
    await expect(bench.open()).rejects.toThrow(InputError);
    await run.engine.close();
    bench.leave(run);
    const { engine: next } = await bench.open();
    await bench.work();
    expect(await next.run('double', [1])).toEqual([2]);
  });

  it('ends a process that was stopped while another has driven the run to its end', async () => {
    const stopped = await bench.open();
    const run = stopped.engine.run('double', [1]);
    run.catch(() => {});
    // Its claim is over, as after ten seconds without a message, and another comes and goes
    const claims = setInterval(() => void bench.server.redis.del(`${toySession}:owner`), 20);
    const successor = await bench.open().finally(() => clearInterval(claims));
    await successor.engine.close();
    bench.leave(successor);
    await expect(run).rejects.toThrow('--engine: must drive this run alone; got another process on toy run');
  });

  it('finds the results again that a killed run has left behind', async () => {
    // A run whose process is gone: nobody closes its session, and its results stay
    const killed = await bench.open();
    const worker = await bench.work();
    const lost = killed.engine.run('double', numbers(6), { onResult: () => new Promise(() => {}) });
    lost.catch(() => {});
    const outputs = `${toySession}:outputs`;
    await until('results are there', async () => (await bench.server.redis.hlen(outputs)) === 6);
    bench.leave(killed);
    const before = (await bench.server.redis.hkeys(outputs)).length;
    await bench.server.redis.del(`${toySession}:owner`);
    const next = await bench.open();
    const done = (await worker.stop()).done;
    expect(await next.engine.run('double', numbers(6))).toEqual(numbers(6).map((value) => 2 * value));
    expect([before, done]).toEqual([6, 6]);
    await next.engine.close();
    bench.leave(next);
    await killed.engine.close();
  });
});
