// Evidence: laws of the contract in engine.ts, and of what a queue adds to it, on a real server.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toBytes } from '../../../calibration/cluster/payload.js';
import { inProcessEngine } from '../../../calibration/engine/in-process-engine.js';
import { sharedFiles } from '../../../calibration/store/shared-files.js';
import { InputError, InterruptedError } from '../../../src/errors.js';
import { redisProgram } from '../../redis-available.js';
import { type RedisServer, redisServer, until } from './redis-server.js';
import { openToyRun, pause, startToyWorker, type ToyRun, type ToyWorker, toyTasks } from './toy-cluster.js';

describe.skipIf(redisProgram === null)('queueEngine', () => {
  let server: RedisServer;
  let runs: ToyRun[] = [];
  let workers: ToyWorker[] = [];
  const open = async (options?: Parameters<typeof openToyRun>[1]) => {
    const run = await openToyRun(server.url, options);
    runs.push(run);
    return run;
  };
  const work = async (options?: Parameters<typeof startToyWorker>[1]) => {
    const worker = await startToyWorker(server.url, options);
    workers.push(worker);
    return worker;
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(async () => {
    await Promise.all(runs.map(({ engine }) => engine.close()));
    await Promise.all(workers.map((worker) => worker.stop().catch(() => {})));
    [runs, workers] = [[], []];
    // What is left belongs to the queue itself, or to the list of workers that have just gone
    const left = (await server.redis.keys('qcic:*')).filter((key) => key.startsWith('qcic:session'));
    expect(left.filter((key) => key !== 'qcic:sessions')).toEqual([]);
    await server.redis.flushall();
  });
  afterAll(() => server.close());

  it('returns results in input order, whoever computes them and in whatever order they finish', async () => {
    const { engine } = await open();
    await work({ threads: 2 });
    await work();
    const inputs = numbers(40).map((value) => ({ value, milliseconds: (7 * value) % 13 }));
    const seen: number[] = [];
    const outputs = await engine.run('slow', inputs, { onResult: (_, index) => void seen.push(index) });
    expect(outputs).toEqual(numbers(40));
    expect([...seen].sort((a, b) => a - b)).toEqual(numbers(40));
    expect(seen).not.toEqual(numbers(40));
  });

  it('waits for its first worker, and says how to start one', async () => {
    const { engine, notices } = await open();
    const outputs = engine.run('double', [1, 2, 3]);
    await until('it says so', () => notices.some((words) => words.includes('start one with: qcic worker --engine')));
    await work();
    expect(await outputs).toEqual([2, 4, 6]);
  });

  it('states its workers and their threads', async () => {
    const { engine } = await open();
    await work({ threads: 3 });
    await work({ threads: 2 });
    await until('both are seen', () => engine.workers === 5);
    expect(engine.description).toBe(`${server.url}/0, 2 worker(s), 5 thread(s)`);
  });

  it('has nothing to do for an empty list, and can run one list after another', async () => {
    const { engine } = await open();
    await work();
    expect(await engine.run('double', [])).toEqual([]);
    expect(await engine.run('double', [4])).toEqual([8]);
    expect(await engine.run('double', [4, 4, 5])).toEqual([8, 8, 10]);
  });

  it('sends data that many tasks share once', async () => {
    const { engine } = await open();
    await work();
    const pool = { numbers: Float64Array.from(numbers(1000)) };
    const inputs = numbers(20).map((value) => ({ values: Float64Array.of(value), pool }));
    const keys: string[] = [];
    const onResult = async () => {
      keys.push(...(await server.redis.hkeys('qcic:session:aaaaaaaaaaaaaaaa:shared')));
    };
    expect(await engine.run('sum', inputs, { onResult })).toEqual(numbers(20).map((value) => 499_500 + value));
    expect(new Set(keys).size).toBe(1);
  });

  it('keeps few results ahead of a slow receiver', async () => {
    const { engine } = await open();
    await work({ threads: 2 });
    await until('the worker is seen', () => engine.workers === 2);
    let [stored, ahead] = [0, 0];
    const onResult = async () => {
      const done = await server.redis.hlen('qcic:session:aaaaaaaaaaaaaaaa:outputs');
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

  it('passes on a fault of the task with its class and its own words, without trying again', async () => {
    const { engine } = await open();
    const worker = await work();
    const error: unknown = await engine.run('refuse', [8]).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'input', name: 'InputError', message: 'value: must please; got 8' });
    expect((await worker.stop()).retried).toBe(0);
  });

  it('tries what nobody foresaw again with growing pauses, says so, and then gives up with its words', async () => {
    const { engine, notices } = await open();
    const worker = await work();
    const error: unknown = await engine.run('stumble', [8]).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'internal', message: 'engine: task 0 failed: stumbled over 8' });
    expect((await worker.stop()).retried).toBe(4);
    const told = notices.filter((words) => words.includes('stumbled over 8'));
    expect(told[0]).toMatch(/^worker worker\/\w+: chunk [0-9a-f]{8}: try 1 of 5 failed: stumbled over 8$/);
  });

  it('ends with what onResult throws, and leaves nothing in the queue', async () => {
    const { engine } = await open();
    await work();
    const onResult = () => {
      throw new Error('disk full');
    };
    await expect(engine.run('double', numbers(50), { onResult })).rejects.toThrow('disk full');
    expect(await server.redis.keys('*:wait')).toEqual([]);
    expect(await engine.run('double', [21])).toEqual([42]);
  });

  it('stops on request, withdraws what waits, and can go on', async () => {
    const { engine } = await open();
    const stop = new AbortController();
    const run = engine.run('double', numbers(50), { signal: stop.signal });
    await until('work waits', async () => (await server.redis.keys('*:wait')).length > 0);
    stop.abort();
    await expect(run).rejects.toBeInstanceOf(InterruptedError);
    expect(await server.redis.keys('*:wait')).toEqual([]);
    await work();
    expect(await engine.run('double', [21])).toEqual([42]);
  });

  it('takes a piece that ends its threads apart, down to the part that does it', async () => {
    const { engine, notices } = await open();
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
    await work({ engines: [ends as never] });
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
    expect(notices.filter((words) => words.includes('ended a thread of'))).toHaveLength(8);
  });

  it('sends again what the server has lost', async () => {
    const { engine, notices } = await open();
    const run = engine.run('double', numbers(10));
    await until('work waits', async () => (await server.redis.keys('*:wait')).length > 0);
    await server.redis.flushall();
    await work();
    expect(await run).toEqual(numbers(10).map((value) => 2 * value));
    expect(notices.some((words) => /the server has lost chunk [0-9a-f]{8}; it is sent again/.test(words))).toBe(true);
  });

  it('keeps the first of two results and leaves the second aside', async () => {
    const { engine } = await open();
    const frozen = { value: 3, milliseconds: 1500 };
    // A lease that is over long before the task is, and no way to renew it while the process is frozen, is tried with real
    // processes elsewhere; here a second job for the same piece does it
    const first = await work({ place: 'first/1' });
    const run = engine.run('slow', [frozen]);
    await until('the piece is active', async () => (await server.redis.keys('*:active')).length > 0);
    const [active = ''] = await server.redis.keys('*:active');
    const [prefix = '', name = ''] = active.split(':');
    const [id = ''] = await server.redis.lrange(active, 0, 0);
    const data = JSON.parse((await server.redis.hget(`${prefix}:${name}:${id}`, 'data')) ?? '{}');
    const second = await work({ place: 'second/2' });
    const queue = new Queue(name, { connection: server.redis, prefix });
    await queue.add('slow', data, { jobId: 'twice', removeOnComplete: true });
    expect(await run).toEqual([3]);
    await engine.run('double', [1]);
    await until('one of them says so', () =>
      [...first.notices, ...second.notices].some((words) =>
        /another worker's result was there first, the same bits; this one is dropped/.test(words),
      ),
    );
    await queue.close();
  });

  it('ends where two workers find different bits', async () => {
    const { engine, notices } = await open();
    let calls = 0;
    const unequal = {
      ...toyTasks,
      slow: async ({ milliseconds }: { milliseconds: number }) => (await pause(milliseconds), ++calls),
    };
    await work({ tasks: unequal as never, threads: 4 });
    const run = engine.run('slow', [
      { value: 3, milliseconds: 700 },
      { value: 4, milliseconds: 4000 },
    ]);
    run.catch(() => {});
    await until('both pieces are active', async () => {
      const [list = ''] = await server.redis.keys('*:active');
      return list !== '' && (await server.redis.llen(list)) === 2;
    });
    const [active = ''] = await server.redis.keys('*:active');
    const [prefix = '', name = ''] = active.split(':');
    const queue = new Queue(name, { connection: server.redis, prefix });
    for (const id of await server.redis.lrange(active, 0, -1)) {
      const data = JSON.parse((await server.redis.hget(`${prefix}:${name}:${id}`, 'data')) ?? '{}');
      await queue.add('slow', data, { jobId: `again-${id}`, removeOnComplete: true });
    }
    await expect(run).rejects.toThrow(/was there first, of other bits; results of this run are not to be trusted/);
    expect(notices.some((words) => words.includes('of other bits'))).toBe(true);
    await queue.close();
  });

  it('leaves aside what no run has sent, and goes on', async () => {
    const { engine } = await open();
    const worker = await work();
    await engine.run('double', [1]);
    const [meta = ''] = await server.redis.keys('qcic:chunks-*:meta');
    const queue = new Queue(meta.split(':')[1]!, { connection: server.redis, prefix: 'qcic' });
    await queue.add('double', { session: '../../etc', piece: 1, code: 'process.exit()' }, { removeOnComplete: true });
    await queue.add('double', { session: 'b'.repeat(16), piece: 'c'.repeat(32) }, { removeOnComplete: true });
    await until('both are left aside', () => worker.notices.length >= 3);
    expect(worker.notices.some((words) => words.startsWith('left aside a job that no run has sent: job.session'))).toBe(
      true,
    );
    expect(worker.notices).toContain('chunk cccccccc is done already, or not wanted any more');
    expect(await engine.run('double', [21])).toEqual([42]);
    await queue.close();
  });

  it('takes a damaged result for none, and has it computed again', async () => {
    const { engine, notices } = await open();
    const run = engine.run('double', [1]);
    const inputs = 'qcic:session:aaaaaaaaaaaaaaaa:inputs';
    await until('work waits', async () => (await server.redis.hlen(inputs)) > 0);
    const [piece = ''] = await server.redis.hkeys(inputs);
    const hash = '0'.repeat(64);
    const description = { content: hash, bytes: 3, stored: 'redis', worker: 'nobody/0', delivery: 'x' };
    await server.redis.hset('qcic:session:aaaaaaaaaaaaaaaa:outputs', piece, Buffer.from('abc'));
    await server.redis.hset('qcic:session:aaaaaaaaaaaaaaaa:results', piece, JSON.stringify(description));
    await until('it says so', () => notices.some((words) => words.includes('came damaged; it is computed again')));
    await work();
    expect(await run).toEqual([2]);
  });

  it('refuses a result that is whole and wrong, naming who sent it', async () => {
    const { engine } = await open();
    const wrong = { ...toyTasks, double: (() => 'two') as never };
    await work({ tasks: wrong, place: 'liar/9' });
    const run = engine.run('double', [1]);
    await expect(run).rejects.toThrow('the result of task 0 from liar/9: result: must be a number; got string');
  });

  it('refuses data on the worker that are not what the task takes', async () => {
    const { engine } = await open();
    await work();
    const run = engine.run('double', [{ constructor: 'x' } as never]);
    await expect(run).rejects.toThrow('double: must be a number; got object');
  });

  it('does not do what the name of a piece does not say', async () => {
    const { engine } = await open();
    const run = engine.run('double', [1]);
    const inputs = 'qcic:session:aaaaaaaaaaaaaaaa:inputs';
    await until('work waits', async () => (await server.redis.hlen(inputs)) > 0);
    const [piece = ''] = await server.redis.hkeys(inputs);
    await server.redis.hset(inputs, piece, toBytes({ kind: 'double', own: 7, shared: null }));
    await work();
    await expect(run).rejects.toThrow(`piece ${piece.slice(0, 8)}: must be the data that its name says; got others`);
  });

  it('lets one process alone drive a run, and another go on when it is gone', async () => {
    const { engine } = await open();
    await expect(open()).rejects.toThrow(InputError);
    await engine.close();
    runs = [];
    const { engine: next } = await open();
    await work();
    expect(await next.run('double', [1])).toEqual([2]);
  }, 60_000);

  it('finds the results again that a killed run has left behind', async () => {
    // A run whose process is gone: nobody closes its session, and its results stay
    const { engine } = await open();
    const worker = await work();
    const killed = engine.run('double', numbers(6), { onResult: () => new Promise(() => {}) });
    killed.catch(() => {});
    const outputs = 'qcic:session:aaaaaaaaaaaaaaaa:outputs';
    await until('results are there', async () => (await server.redis.hlen(outputs)) === 6);
    runs = [];
    const before = (await server.redis.hkeys(outputs)).length;
    await server.redis.del('qcic:session:aaaaaaaaaaaaaaaa:owner');
    const { engine: next } = await open();
    const done = (await worker.stop()).done;
    expect(await next.run('double', numbers(6))).toEqual(numbers(6).map((value) => 2 * value));
    expect([before, done]).toEqual([6, 6]);
    await next.close();
    runs = [];
    await engine.close();
  });

  describe('with a shared folder', () => {
    let place: string;
    beforeAll(async () => {
      place = await mkdtemp(join(tmpdir(), 'qcic-shared-'));
    });
    afterAll(() => rm(place, { recursive: true }));

    it('keeps large results in it and small ones on the server, and leaves nothing behind', async () => {
      const folder = await sharedFiles(place);
      const { engine } = await open({ folder });
      await work({ folder });
      const files: string[] = [];
      const onResult = async () => {
        files.push(...(await readdir(place)));
      };
      const [large, small] = await engine.run('large', [3, 0.5], { onResult });
      expect([large!.length, small!.length]).toEqual([(3 * 2 ** 20) / 8, 2 ** 16]);
      expect(large!.every((value) => value === 1 / 3)).toBe(true);
      expect(new Set(files.filter((name) => name.endsWith('.result'))).size).toBe(1);
      await engine.close();
      expect(await readdir(place)).toEqual([]);
    });

    it('is not served by a worker that sees no such folder, which says so', async () => {
      const folder = await sharedFiles(place);
      const { notices } = await open({ folder });
      const worker = await work();
      await expect(worker.ended).rejects.toThrow('--engine-folder must name the folder that the run shares; got none');
      await until('the run hears of it', () => notices.some((words) => words.includes('refuses to serve')));
    });
  });

  describe('and a worker of another program', () => {
    const other = {
      protocol: 1,
      version: '0.0.1',
      code: 'other',
      model: 'none',
      config: 'none',
      machine: 'test',
      tensorflow: 'none',
    };

    it('refuses where a run is under way, and both sides say why', async () => {
      const { engine, notices } = await open();
      const worker = await work({ identity: other });
      await expect(worker.ended).rejects.toThrow(InputError);
      await expect(worker.ended).rejects.toThrow(
        'version 0.0.0 in the run, 0.0.1 here; code toy in the run, other here',
      );
      await until('the run hears of it', () =>
        notices.some((words) => words.includes('refuses to serve: version 0.0.0')),
      );
      expect(engine.workers).toBe(0);
    });

    it('that waited before the run began says so too, and takes nothing of it', async () => {
      const waiting = await work({ identity: other });
      const { engine, notices } = await open();
      const run = engine.run('double', [1]);
      await until('the worker says so', () =>
        waiting.notices.some((words) => words.startsWith('cannot serve toy run')),
      );
      await until('the run says so', () => notices.some((words) => words.includes('cannot serve this run')));
      await work();
      expect(await run).toEqual([2]);
      expect((await waiting.stop()).done).toBe(0);
    });
  });

  it('lets a worker end when there is nothing to do', async () => {
    const worker = await work({ idleSeconds: 1 });
    expect(await worker.ended).toEqual({ done: 0, late: 0, retried: 0 });
  });

  it('lets a worker that is stopped finish what it holds', async () => {
    const { engine } = await open();
    const worker = await work();
    const run = engine.run('slow', [{ value: 1, milliseconds: 800 }]);
    await until('the piece is active', async () => (await server.redis.keys('*:active')).length > 0);
    expect((await worker.stop()).done).toBe(1);
    expect(await run).toEqual([1]);
  });
});
