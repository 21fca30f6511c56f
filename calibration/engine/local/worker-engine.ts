import type { ResourceLimits } from 'node:worker_threads';
import { InternalError, InterruptedError } from '../../../src/index.js';
import type { Engine, TaskRegistry } from '../engine.js';
import { EngineRun, type EngineRunOptions } from '../engine-run.js';
import { toError } from '../task-failure.js';
import { type Piece, TaskLedger } from '../task-queue.js';
import { WorkerCrew } from './worker-pool.js';

/** Tasks between their start and the end of their `onResult`, per worker: one that runs, one that is being stored. */
const TASKS_PER_WORKER = 2;

type AnyPiece = Piece<unknown, unknown>;

export interface WorkerEngineOptions extends Pick<EngineRunOptions, 'mostDeathsInARow'> {
  /** Memory of each thread, as Node's `Worker` takes it. */
  readonly resourceLimits?: ResourceLimits;
}

/**
 * Runs tasks on worker threads.
 *
 * A worker holds one task at a time, so memory is bounded by the number of workers. A task that throws rejects the run. A
 * worker that ends without a word is replaced; its task is done again by another, and cut down where that ends as well (see
 * {@link TaskLedger}). A worker that cannot start is done without; when none can, the run rejects with an InternalError.
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
  /** Workers that are worth having in this run: one fewer for each that could not start. */
  let capacity = workers;

  /** The run under way, unless it is decided already. */
  const running = (): EngineRun | undefined => (current?.isSettled ? undefined : current);

  const doWithoutOne = (run: EngineRun | undefined, cause: unknown) => {
    if (run === undefined) return;
    capacity--;
    if (capacity === 0) run.fail(new InternalError(`engine: no worker could start: ${cause}`, { cause }));
  };

  const crew = new WorkerCrew<AnyPiece>(
    script,
    {
      onReady: () => dispatch(),
      onReply: (piece, reply) => {
        const run = running();
        if (run === undefined) return;
        if (reply.outcome === 'failed') {
          run.fail(toError(reply.failure, reply.task));
          return;
        }
        void run.store(() => piece.deliver(reply.output));
        dispatch();
      },
      onEnd: (cause, piece) => {
        if (piece !== undefined) running()?.mourn(piece, cause);
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
      if (run === undefined || run.ledger.waiting === 0) return;
      if (crew.busy + run.storing >= TASKS_PER_WORKER * workers) return;
      if (crew.idle > 0) hand(run);
      else if (crew.size < Math.min(capacity, crew.busy + run.ledger.waiting)) startOne(run);
      else return;
    }
  };

  const startOne = (run: EngineRun) => {
    try {
      crew.start();
    } catch (cause) {
      doWithoutOne(run, cause);
    }
  };

  const hand = (run: EngineRun) => {
    const piece = run.ledger.take()!;
    try {
      crew.give(piece, { task: piece.task, kind: run.kind, input: piece.input });
    } catch (cause) {
      run.fail(new InternalError(`engine: task ${piece.task} cannot be sent to a worker`, { cause }));
    }
  };

  return {
    description: `${workers} worker thread(s)`,
    workers,
    run: async (kind, inputs, { onResult = () => {}, signal, division, workersPerPiece } = {}) => {
      if (closed || current !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const ledger = new TaskLedger(inputs, division, workersPerPiece);
      capacity = workers;
      const run = new EngineRun({
        kind,
        ledger: ledger as TaskLedger<unknown, unknown>,
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
        await Promise.all([crew.stopBusy(), run.stored()]);
        current = undefined;
      }
      return ledger.outputs;
    },
    close: async () => {
      closed = true;
      current?.fail(new InterruptedError('engine: closed while a run was under way'));
      await crew.stopAll();
    },
  };
}
