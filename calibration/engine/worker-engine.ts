import { Worker } from 'node:worker_threads';
import { InternalError, InterruptedError } from '../../src/index.js';
import type { Engine, TaskRegistry } from './engine.js';

/** What goes to a worker and what comes back. */
export interface TaskMessage {
  readonly task: number;
  readonly kind: string;
  readonly input: unknown;
}

export type ReplyMessage =
  | { readonly task: number; readonly output: unknown }
  | { readonly task: number; readonly failure: { readonly message: string; readonly stack: string | undefined } };

/** A worker that dies takes no task with it: the task is tried on another worker, this many times in all. */
const ATTEMPTS_PER_TASK = 2;

interface Job {
  readonly kind: string;
  readonly inputs: readonly unknown[];
  readonly outputs: unknown[];
  readonly attempts: Uint8Array;
  readonly waiting: number[];
  remaining: number;
  settled: boolean;
  readonly onResult: (output: unknown, index: number) => void | Promise<void>;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Runs tasks on worker threads.
 *
 * Each worker holds one task at a time, so memory is bounded by the number of workers; results are put back in input
 * order. A task that throws rejects the run; a worker that dies is replaced and its task is tried again.
 *
 * @param script - built module that a worker runs (see `worker.ts`)
 * @param workers - number of threads; integer >= 1
 */
export function workerEngine<Registry extends TaskRegistry>(script: URL, workers: number): Engine<Registry> {
  const threads = new Set<Worker>();
  const idle: Worker[] = [];
  const busy = new Map<Worker, number>();
  let job: Job | undefined;
  let closed = false;

  const fail = (cause: unknown) => {
    if (job === undefined || job.settled) return;
    job.settled = true;
    job.reject(cause);
  };

  const finish = async (current: Job, task: number, output: unknown) => {
    current.outputs[task] = output;
    try {
      await current.onResult(output, task);
    } catch (cause) {
      fail(cause);
      return;
    }
    current.remaining--;
    if (current.remaining === 0 && !current.settled) {
      current.settled = true;
      current.resolve();
    }
  };

  const dispatch = () => {
    while (job !== undefined && !job.settled && job.waiting.length > 0) {
      const worker = idle.pop() ?? (threads.size < workers ? start() : undefined);
      if (worker === undefined) return;
      const task = job.waiting.shift()!;
      busy.set(worker, task);
      worker.postMessage({ task, kind: job.kind, input: job.inputs[task] } satisfies TaskMessage);
    }
  };

  const onReply = (worker: Worker, reply: ReplyMessage) => {
    // A reply can still lie in the queue when its worker has been stopped: such a worker must not be handed another task
    if (!threads.has(worker)) return;
    busy.delete(worker);
    idle.push(worker);
    if (job === undefined) return;
    if ('failure' in reply) {
      const { message, stack } = reply.failure;
      fail(new InternalError(`engine: task ${reply.task} failed: ${message}`, { cause: stack }));
      return;
    }
    // Hand out the next task before the result is stored: the worker must not wait for the disk.
    const current = job;
    dispatch();
    void finish(current, reply.task, reply.output);
  };

  const onDeath = (worker: Worker, cause: unknown) => {
    if (!threads.delete(worker)) return;
    const task = busy.get(worker);
    busy.delete(worker);
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    if (closed || job === undefined || job.settled || task === undefined) return;
    if (++job.attempts[task]! >= ATTEMPTS_PER_TASK) {
      fail(new InternalError(`engine: task ${task} ended ${ATTEMPTS_PER_TASK} workers`, { cause }));
      return;
    }
    job.waiting.unshift(task);
    dispatch();
  };

  const start = (): Worker => {
    const worker = new Worker(script);
    threads.add(worker);
    worker.on('message', (reply: ReplyMessage) => onReply(worker, reply));
    worker.on('error', (cause) => onDeath(worker, cause));
    worker.on('exit', (code) => onDeath(worker, new Error(`worker exited with code ${code}`)));
    return worker;
  };

  const stopBusyWorkers = async () => {
    const stopping = [...busy.keys()];
    for (const worker of stopping) {
      busy.delete(worker);
      threads.delete(worker);
    }
    await Promise.all(stopping.map((worker) => worker.terminate()));
  };

  return {
    description: `${workers} worker thread(s)`,
    workers,
    run: async (kind, inputs, { onResult = () => {}, signal } = {}) => {
      if (closed || job !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const outputs: unknown[] = new Array(inputs.length);
      const onAbort = () => fail(new InterruptedError('engine: stopped on request'));
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        await new Promise<void>((resolve, reject) => {
          job = {
            kind,
            inputs,
            outputs,
            attempts: new Uint8Array(inputs.length),
            waiting: inputs.map((_, index) => index),
            remaining: inputs.length,
            settled: false,
            onResult: onResult as Job['onResult'],
            resolve,
            reject,
          };
          dispatch();
        });
      } finally {
        signal?.removeEventListener('abort', onAbort);
        job = undefined;
        await stopBusyWorkers();
      }
      return outputs as ReturnType<Registry[typeof kind]>[];
    },
    close: async () => {
      closed = true;
      fail(new InterruptedError('engine: closed while a run was under way'));
      const all = [...threads];
      threads.clear();
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}
