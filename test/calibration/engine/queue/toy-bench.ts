import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { JobMessage } from '../../../../calibration/engine/queue/protocol.js';
import { type RedisServer, redisServer, until } from './redis-server.js';
import { openToyRun, startToyWorker, type ToyRun, type ToyWorker } from './toy-cluster.js';

/** Session of the runs that `open` opens without another, and its keys. */
export const toySession = 'qcic:session:aaaaaaaaaaaaaaaa';

export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A server for the tests of a file, with runs and workers that end with each test. */
export interface ToyBench {
  readonly server: RedisServer;
  open(options?: Parameters<typeof openToyRun>[1]): Promise<ToyRun>;
  work(options?: Parameters<typeof startToyWorker>[1]): Promise<ToyWorker>;
  /** Leaves a run that its test has closed, or has let go of. */
  leave(run: ToyRun): void;
  /** The queue that workers take jobs from, once it is in use. */
  queue(): Promise<Queue>;
  /** Waits until so many jobs are with workers; their data. */
  active(count: number): Promise<readonly JobMessage[]>;
}

/** Sets a server up for the tests of the block that this is called in. After each of them nothing of a run may be left. */
export function toyBench(): ToyBench {
  let server: RedisServer;
  let runs: ToyRun[] = [];
  let workers: ToyWorker[] = [];
  let queues: Queue[] = [];

  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(async () => {
    await Promise.all(runs.map(({ engine }) => engine.close()));
    await Promise.all(workers.map((worker) => worker.stop().catch(() => {})));
    await Promise.all(queues.map((queue) => queue.close()));
    [runs, workers, queues] = [[], [], []];
    const left = await server.redis.keys('qcic:session:*');
    expect(left).toEqual([]);
    await server.redis.flushall();
  });
  afterAll(() => server.close());

  return {
    get server() {
      return server;
    },
    open: async (options) => {
      const run = await openToyRun(server.url, options);
      runs.push(run);
      return run;
    },
    work: async (options) => {
      const worker = await startToyWorker(server.url, options);
      workers.push(worker);
      return worker;
    },
    leave: (run) => {
      runs = runs.filter((each) => each !== run);
    },
    queue: async () => {
      let name = '';
      await until('a queue is in use', async () => {
        const [meta = ''] = await server.redis.keys('qcic:chunks-*:meta');
        name = meta.split(':')[1] ?? '';
        return name !== '';
      });
      const queue = new Queue(name, { connection: server.redis, prefix: 'qcic' });
      queues.push(queue);
      return queue;
    },
    active: async (count) => {
      const data: JobMessage[] = [];
      await until(`${count} jobs are with workers`, async () => {
        const [list = ''] = await server.redis.keys('qcic:chunks-*:active');
        const ids = list === '' ? [] : await server.redis.lrange(list, 0, -1);
        if (ids.length < count) return false;
        for (const id of ids) {
          data.push(JSON.parse((await server.redis.hget(`${list.slice(0, -':active'.length)}:${id}`, 'data')) ?? '{}'));
        }
        return true;
      });
      return data;
    },
  };
}
