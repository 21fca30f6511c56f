import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisProgram } from '../../../redis-available.js';
import { type CutProxy, cutProxy } from '../../engine/queue/cut-proxy.js';
import { type RedisServer, redisServer, until } from '../../engine/queue/redis-server.js';
import { root } from '../run-cli.js';
import { freezeOneInAChunk, LEASE_SECONDS, type RunningProgram, startProgram, WorkerPool } from './cluster.js';

/** Fourteen threads die and start again for each such patient, on a machine that may have other work. */
const POISONED_MILLISECONDS = 400_000;

/** A command that computes on an engine, and what it writes. */
export interface ClusterCase {
  /** Its arguments, without `--out` and engine; run in a folder where `prepare` has been. */
  readonly message: readonly string[];
  readonly prepare?: (cwd: string) => Promise<void>;
  /** Files that must be the same, byte for byte. */
  readonly files: readonly string[];
  /** What it says when it is under way and far from done. */
  readonly underWay: RegExp;
  /** About one patient in so many ends its thread in the test of poisoned patients: some, and far from all. */
  readonly poisonOneIn: number;
}

const WORKERS = 4;
const poison = (oneIn: number) => ({
  NODE_OPTIONS: `--import ${root}test/fixtures/cluster/poison.mjs`,
  QCIC_POISON_ONE_IN: String(oneIn),
});

/**
 * The laws of a run on four worker processes: under every failure the bits of the local run, and a log that says what happened.
 *
 * Each failure happens while the run is under way: a worker is stopped only where the server says that it holds a chunk, so
 * nothing depends on how fast the machine is.
 */
export function describeFailures(name: string, { message, prepare, files, underWay, poisonOneIn }: ClusterCase): void {
  describe.skipIf(redisProgram === null)(
    `${name} on four workers gives the bits of the local run`,
    { tags: 'full/redis' },
    () => {
      let cwd: string;
      let server: RedisServer;
      let proxy: CutProxy;
      let workerPool: WorkerPool;
      let url: string;

      const local = async (out: string, env: Readonly<Record<string, string>> = {}, codes = [0]) => {
        const run = startProgram([...message, '--out', out, '--workers', '2'], { cwd, env });
        const code = await run.ended;
        expect([code, run.log()]).toEqual([expect.toBeOneOf(codes), expect.any(String)]);
        return code;
      };
      const start = (out: string, further: readonly string[] = []): RunningProgram =>
        startProgram([...message, '--out', out, '--engine', url, ...further], { cwd });
      const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
      const expectSame = async (run: RunningProgram, out: string, reference = 'local', code: number | null = 0) => {
        expect([await run.ended, run.log()]).toEqual([code, expect.any(String)]);
        for (const file of files) expect(await textOf(`${out}/${file}`)).toBe(await textOf(`${reference}/${file}`));
        // Nothing of the run is left on the server
        expect(await server.redis.keys('qcic:session:*')).toEqual([]);
      };

      beforeAll(async () => {
        cwd = await mkdtemp(join(tmpdir(), 'qcic-cluster-'));
        server = await redisServer();
        proxy = await cutProxy(server.port);
        url = `redis://127.0.0.1:${proxy.port}`;
        workerPool = new WorkerPool({ url, cwd, size: WORKERS });
        await prepare?.(cwd);
        await local('local');
      });
      afterAll(async () => {
        await workerPool.close();
        await proxy.close();
        await server.close();
        await rm(cwd, { recursive: true, force: true });
      });

      test('without a failure', async () => {
        await workerPool.ready();
        const run = start('whole');
        await expectSame(run, 'whole');
        for (const { pid } of await workerPool.ready()) {
          expect(run.log()).toMatch(new RegExp(`worker \\S+/${pid} is here, 1 thread`));
        }
      });

      test('a worker that is killed in the middle of a chunk', async () => {
        const workers = await workerPool.ready();
        const run = start('killed');
        await run.says(underWay);
        const { worker } = await freezeOneInAChunk(server.redis, workers);
        worker.signal('SIGKILL');
        await expectSame(run, 'killed');
        expect(run.log()).toMatch(/the worker of chunk [0-9a-f]{8} has gone silent; another one takes it over/);
      });

      test('a server that is killed and started again with its append-only file', async () => {
        const workers = await workerPool.ready();
        const run = start('restarted');
        await run.says(underWay);
        await freezeOneInAChunk(server.redis, workers).then(({ worker }) => worker.signal('SIGCONT'));
        await server.kill();
        await run.says('is lost; trying again');
        await server.start();
        await expectSame(run, 'restarted');
        expect(run.log()).toMatch(/connected to redis:\S+ again/);
      });

      test('a network that is cut', async () => {
        const workers = await workerPool.ready();
        const run = start('cut');
        await run.says(underWay);
        await freezeOneInAChunk(server.redis, workers).then(({ worker }) => worker.signal('SIGCONT'));
        proxy.cut();
        await run.says('is lost; trying again');
        // Longer than the lease, so that the server thinks all workers dead
        await new Promise((resolve) => setTimeout(resolve, 1000 * (LEASE_SECONDS + 1)));
        proxy.mend();
        await expectSame(run, 'cut');
        expect(run.log()).toMatch(/connected to redis:\S+ again/);
        for (const worker of workers) expect(worker.log()).toMatch(/connected to redis:\S+ again/);
      });

      test('a chunk that is delivered twice', async () => {
        const workers = await workerPool.ready();
        const run = start('twice');
        await run.says(underWay);
        const { worker, chunks } = await freezeOneInAChunk(server.redis, workers);
        const [key = ''] = chunks;
        const [, queueName = ''] = key.split(':');
        const data = JSON.parse((await server.redis.hget(key, 'data')) ?? '{}');
        const queue = new Queue(queueName, { connection: server.redis, prefix: 'qcic' });
        await queue.add('simulate', data, { jobId: 'a-second-time', removeOnComplete: true });
        const results = `qcic:session:${data.session}:results`;
        await until('another worker hands the chunk in', async () => {
          const closed = (await server.redis.exists(results)) === 0;
          return closed || (await server.redis.hexists(results, data.subtask)) === 1;
        });
        worker.signal('SIGCONT');
        await expectSame(run, 'twice');
        await worker.says(
          new RegExp(`chunk ${data.subtask.slice(0, 8)}(: another worker's result was there first| is done already)`),
        );
        await queue.close();
      });

      test('a worker that is slower than its lease', async () => {
        const workers = await workerPool.ready();
        const run = start('slow');
        await run.says(underWay);
        const { worker } = await freezeOneInAChunk(server.redis, workers);
        await run.says(/the worker of chunk [0-9a-f]{8} has gone silent; another one takes it over/);
        worker.signal('SIGCONT');
        await expectSame(run, 'slow');
        await worker.says(
          /another worker's result was there first, the same bits|is done already|not this worker's any more/,
        );
      });

      test('a run that is killed and gone on with', async () => {
        const workers = await workerPool.ready();
        const killed = start('resumed');
        await killed.says(underWay);
        await freezeOneInAChunk(server.redis, workers).then(({ worker }) => worker.signal('SIGCONT'));
        killed.signal('SIGKILL');
        expect(await killed.ended).toBeNull();
        // Its claim holds until it has been met, however slow the machine is
        const [owner = ''] = await server.redis.keys('qcic:session:*:owner');
        await server.redis.persist(owner);
        const run = start('resumed', ['--resume']);
        await run.says('another process has driven this run a moment ago');
        await server.redis.del(owner);
        await expectSame(run, 'resumed');
      });

      test(
        'patients who end the threads that simulate them',
        async () => {
          const env = poison(poisonOneIn);
          // 3 where more patients failed than are accepted
          const code = await local('poisoned-local', env, [0, 3]);
          expect(await textOf(`poisoned-local/${files[0]}`)).not.toBe(await textOf(`local/${files[0]}`));
          const prefixed = `${url}?prefix=poisoned`;
          const own = new WorkerPool({ url: prefixed, cwd, size: WORKERS, env });
          try {
            await own.ready();
            const run = startProgram([...message, '--out', 'poisoned', '--engine', prefixed], { cwd });
            await expectSame(run, 'poisoned', 'poisoned-local', code);
            expect(run.log()).toMatch(/chunk [0-9a-f]{8} ended a thread of \S+: it ended without a message/);
          } finally {
            await own.close();
          }
        },
        POISONED_MILLISECONDS,
      );
    },
  );
}
