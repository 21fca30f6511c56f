// Evidence: laws, on a real server: two results of one subtask, and messages that no run or worker has written.
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../../../calibration/engine/queue/payload.js';
import { redisProgram } from '../../../redis-available.js';
import { until } from './redis-server.js';
import { toyBench, toySession } from './toy-bench.js';
import { pause, toyTasks } from './toy-cluster.js';

describe.skipIf(redisProgram === null)('what comes off the queue', () => {
  const bench = toyBench();

  it('keeps the first of two results and leaves the second aside', async () => {
    const { engine } = await bench.open();
    // A worker that is frozen and wakes up is tried with real processes; here a second job for the same subtask does it
    const first = await bench.work({ place: 'first/1' });
    const run = engine.run('slow', [{ value: 3, milliseconds: 1500 }]);
    const [data] = await bench.active(1);
    const second = await bench.work({ place: 'second/2' });
    await (await bench.queue()).add('slow', data, { jobId: 'twice', removeOnComplete: true });
    expect(await run).toEqual([3]);
    await engine.run('double', [1]);
    await until('one of them reports it', () =>
      [...first.notices, ...second.notices].some((message) =>
        /another worker's result was there first, the same bits; this one is dropped/.test(message),
      ),
    );
  });

  it('ends where two workers find different bits', { tags: 'full/redis' }, async () => {
    const { engine, notices } = await bench.open();
    let calls = 0;
    const unequal = {
      ...toyTasks,
      slow: async ({ milliseconds }: { milliseconds: number }) => {
        await pause(milliseconds);
        return ++calls;
      },
    };
    await bench.work({ tasks: unequal as never, threads: 4 });
    const run = engine.run('slow', [
      { value: 3, milliseconds: 700 },
      { value: 4, milliseconds: 4000 },
    ]);
    run.catch(() => {});
    const queue = await bench.queue();
    for (const data of await bench.active(2)) {
      await queue.add('slow', data, { jobId: `again-${data.subtask}`, removeOnComplete: true });
    }
    await expect(run).rejects.toThrow(/earlier result differs; results of this run are not reproducible/);
    expect(notices.some((message) => message.includes('earlier result differs'))).toBe(true);
  });

  it('welcomes a result after another worker has lost a thread over the subtask', async () => {
    const { engine } = await bench.open();
    let calls = 0;
    const ends = {
      description: 'ends',
      workers: 1,
      run: (async (_kind: string, [input]: readonly [unknown], options: never) => {
        await pause(300);
        if (++calls > 1) return [3];
        return [(options as { division: { lost(input: unknown): unknown } }).division.lost(input)];
      }) as never,
      close: async () => {},
    };
    await bench.work({ engines: [ends], place: 'ends/1' });
    const run = engine.run('slow', [{ value: 3, milliseconds: 800 }]);
    const [data] = await bench.active(1);
    const late = await bench.work({ place: 'late/2' });
    await (await bench.queue()).add('slow', data, { jobId: 'late', removeOnComplete: true });
    expect(await run).toEqual([3]);
    expect(late.notices.some((message) => message.includes('earlier result differs'))).toBe(false);
  });

  it('leaves aside what no run has sent, and continues', async () => {
    const { engine } = await bench.open();
    const worker = await bench.work();
    await engine.run('double', [1]);
    const queue = await bench.queue();
    await queue.add(
      'double',
      { session: '../../../etc', subtask: 1, code: 'process.exit()' },
      { removeOnComplete: true },
    );
    await queue.add('double', { session: 'b'.repeat(16), subtask: 'c'.repeat(32) }, { removeOnComplete: true });
    await until('both are left aside', () => worker.notices.length >= 3);
    expect(
      worker.notices.some((message) => message.startsWith('left aside a job that no run has sent: job.session')),
    ).toBe(true);
    expect(worker.notices).toContain('chunk cccccccc is done already, or not wanted any more');
    expect(await engine.run('double', [21])).toEqual([42]);
  });

  it('takes a damaged result for none, and has it computed again', async () => {
    const { engine, notices } = await bench.open();
    const run = engine.run('double', [1]);
    const inputs = `${toySession}:inputs`;
    await until('work waits', async () => (await bench.server.redis.hlen(inputs)) > 0);
    const [subtask = ''] = await bench.server.redis.hkeys(inputs);
    const hash = '0'.repeat(64);
    const description = { content: hash, bytes: 3, stored: 'redis', worker: 'nobody/0', delivery: 'x' };
    await bench.server.redis.hset(`${toySession}:outputs`, subtask, Buffer.from('abc'));
    await bench.server.redis.hset(`${toySession}:results`, subtask, JSON.stringify(description));
    await until('it reports it', () =>
      notices.some((message) => message.includes('came damaged; it is computed again')),
    );
    await bench.work();
    expect(await run).toEqual([2]);
  });

  it('refuses a result that is whole and wrong, naming who sent it', async () => {
    const { engine } = await bench.open();
    const wrong = { ...toyTasks, double: (() => 'two') as never };
    await bench.work({ tasks: wrong, place: 'liar/9' });
    const run = engine.run('double', [1]);
    await expect(run).rejects.toThrow('the result of task 0 from liar/9: result: must be a number; got string');
  });

  it('refuses data on the worker that are not what the task takes', async () => {
    const { engine } = await bench.open();
    await bench.work();
    const run = engine.run('double', [{ constructor: 'x' } as never]);
    await expect(run).rejects.toThrow('double: must be a number; got object');
  });

  it('does not do what the name of a subtask does not say', async () => {
    const { engine } = await bench.open();
    const run = engine.run('double', [1]);
    const inputs = `${toySession}:inputs`;
    await until('work waits', async () => (await bench.server.redis.hlen(inputs)) > 0);
    const [subtask = ''] = await bench.server.redis.hkeys(inputs);
    await bench.server.redis.hset(inputs, subtask, toBytes({ kind: 'double', own: 7, shared: null }));
    await bench.work();
    await expect(run).rejects.toThrow(`subtask ${subtask.slice(0, 8)}: must be the data of its name; got others`);
  });
});
