// Evidence: laws. What becomes of tasks is in worker-engine.test.ts.
import { afterEach, expect, it } from 'vitest';
import { WorkerPool } from '../../../../calibration/engine/local/worker-pool.js';
import { sharedIntegers, workerScript } from '../test-engine.js';

let workerPool: WorkerPool<string>;
afterEach(() => workerPool.stopAll());

/** A pool that writes down what happens; `next` is the next event. */
function open(script: string) {
  const log: string[] = [];
  const listeners: (() => void)[] = [];
  const note = (message: string) => {
    log.push(message);
    for (const listener of listeners.splice(0)) listener();
  };
  workerPool = new WorkerPool<string>(workerScript(script), {
    onReady: () => note('ready'),
    onReply: (work, reply) => note(`${work}: ${reply.outcome}`),
    onEnd: (cause, work) => note(`${work} ended: ${String(cause)}`),
    onFailedStart: (cause) => note(`failed: ${String(cause)}`),
    onUnreadable: (cause) => note(`unreadable: ${String(cause)}`),
  });
  const next = () => new Promise<void>((resolve) => void listeners.push(resolve));
  return { log, next };
}

it('WorkerPool counts who starts, who is idle and who is busy', async () => {
  const { log, next } = open('test-worker');
  workerPool.start();
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([1, 0, 0]);
  await next();
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([1, 1, 0]);
  workerPool.give('job', { task: 0, kind: 'double', input: 2 });
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([1, 0, 1]);
  await next();
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([1, 1, 0]);
  expect(log).toEqual(['ready', 'job: done']);
});

it('WorkerPool tells what a worker was doing when it ended', async () => {
  const { log, next } = open('test-worker');
  workerPool.start();
  await next();
  const lives = sharedIntegers(1).fill(1);
  workerPool.give('job', { task: 0, kind: 'mortal', input: { value: 1, lives } });
  await next();
  expect(log.slice(1)).toEqual(['job ended: Error: worker exited with code 7']);
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([0, 0, 0]);
});

it('WorkerPool knows a worker that never was ready', async () => {
  const { log, next } = open('broken-worker');
  workerPool.start();
  await next();
  expect(log).toEqual(['failed: Error: nothing here works']);
  expect(workerPool.size).toBe(0);
});

it('WorkerPool keeps a worker idle whose work could not be sent', async () => {
  const { next } = open('test-worker');
  workerPool.start();
  await next();
  expect(() => workerPool.give('job', { task: 0, kind: 'double', input: () => 1 })).toThrow('could not be cloned');
  expect([workerPool.idle, workerPool.busy]).toEqual([1, 0]);
});

it('WorkerPool tells nothing more of workers that were stopped intentionally', async () => {
  const { log, next } = open('test-worker');
  workerPool.start();
  await next();
  workerPool.start();
  const secondReady = next();
  workerPool.give('job', { task: 0, kind: 'slow', input: { value: 1, milliseconds: 200, shared: sharedIntegers(3) } });
  await workerPool.stopBusy();
  expect([workerPool.size, workerPool.busy]).toEqual([1, 0]);
  await secondReady;
  expect(log).toEqual(['ready', 'ready']);
  await workerPool.stopAll();
  expect([workerPool.size, workerPool.idle, workerPool.busy]).toEqual([0, 0, 0]);
});
