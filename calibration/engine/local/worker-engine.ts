import type { ResourceLimits } from 'node:worker_threads';
import { InternalError, InterruptedError } from '../../../src/errors.js';
import type { Engine, TaskRegistry } from '../engine.js';
import { EngineRun, type EngineRunOptions } from '../engine-run.js';
import { toError } from '../task-failure.js';
import { type Subtask, TaskQueue } from '../task-queue.js';
import { WorkerPool } from './worker-pool.js';

/** Tasks between their start and the end of their `onResult`, per worker: one that runs, one that is being stored. */
const TASKS_PER_WORKER = 2;

type AnySubtask = Subtask<unknown, unknown>;

export interface WorkerEngineOptions extends Pick<EngineRunOptions, 'mostDeathsInARow'> {
  /** Memory of each thread, as Node's `Worker` takes it. */
  readonly resourceLimits?: ResourceLimits;
}

/**
 * Runs tasks on worker threads.
 *
 * A worker holds one task at a time, so memory is bounded by the number of workers. A task that throws rejects the run. A
 * worker that ends without a message is replaced; its task is repeated by another, and divided if that one ends as well (see
 * {@link TaskQueue}). The run continues without a worker that cannot start; if none can, the run rejects with an InternalError.
 *
 * @param script - built module that a worker runs (see `worker.ts`)
 * @param workers - number of threads; integer >= 1
 */
export function workerEngine<Registry extends TaskRegistry>(
  script: URL,
  workers: number,
  { resourceLimits, ...limits }: WorkerEngineOptions = {},
): Engine<Registry> {
  let current: EngineRun | undefined;
  let closed = false;
  /** Number of workers of this run: one fewer for each that could not start. */
  let capacity = workers;

  /** The run under way, unless it is decided already. */
  const running = (): EngineRun | undefined => (current?.isSettled ? undefined : current);

  const doWithoutOne = (run: EngineRun | undefined, cause: unknown) => {
    if (run === undefined) return;
    capacity--;
    if (capacity === 0) run.fail(new InternalError(`engine: no worker could start: ${cause}`, { cause }));
  };

  const workerPool = new WorkerPool<AnySubtask>(
    script,
    {
      onReady: () => dispatch(),
      onReply: (subtask, reply) => {
        const run = running();
        if (run === undefined) return;
        if (reply.outcome === 'failed') {
          run.fail(toError(reply.failure, reply.task));
          return;
        }
        void run.store(() => subtask.deliver(reply.output));
        dispatch();
      },
      onEnd: (cause, subtask) => {
        if (subtask !== undefined) running()?.onWorkerLost(subtask, cause);
        dispatch();
      },
      onFailedStart: (cause) => {
        doWithoutOne(running(), cause);
        dispatch();
      },
      onUnreadable: (cause) => {
        running()?.fail(new InternalError('engine: a message of a worker cannot be read', { cause }));
      },
    },
    resourceLimits,
  );

  const dispatch = () => {
    for (;;) {
      const run = running();
      if (run === undefined || run.taskQueue.waiting === 0) return;
      if (workerPool.busy + run.storing >= TASKS_PER_WORKER * workers) return;
      if (workerPool.idle > 0) hand(run);
      else if (workerPool.size < Math.min(capacity, workerPool.busy + run.taskQueue.waiting)) startOne(run);
      else return;
    }
  };

  const startOne = (run: EngineRun) => {
    try {
      workerPool.start();
    } catch (cause) {
      doWithoutOne(run, cause);
    }
  };

  const hand = (run: EngineRun) => {
    const subtask = run.taskQueue.take()!;
    try {
      workerPool.give(subtask, { task: subtask.task, kind: run.kind, input: subtask.input });
    } catch (cause) {
      run.fail(new InternalError(`engine: task ${subtask.task} cannot be sent to a worker`, { cause }));
    }
  };

  return {
    description: `${workers} worker thread(s)`,
    workers,
    run: async (kind, inputs, { onResult = () => {}, signal, division, workersPerSubtask } = {}) => {
      if (closed || current !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const taskQueue = new TaskQueue(inputs, division, workersPerSubtask);
      capacity = workers;
      const run = new EngineRun({
        kind,
        taskQueue: taskQueue as TaskQueue<unknown, unknown>,
        onResult: onResult as EngineRunOptions['onResult'],
        onStored: () => dispatch(),
        ...limits,
      });
      current = run;
      const onAbort = () => run.fail(new InterruptedError('engine: stopped on request'));
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        dispatch();
        await run.ended;
      } finally {
        signal?.removeEventListener('abort', onAbort);
        await Promise.all([workerPool.stopBusy(), run.stored()]);
        current = undefined;
      }
      return taskQueue.outputs;
    },
    close: async () => {
      closed = true;
      current?.fail(new InterruptedError('engine: closed while a run was under way'));
      await workerPool.stopAll();
    },
  };
}
