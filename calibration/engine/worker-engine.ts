import type { ResourceLimits } from 'node:worker_threads';
import { InternalError, InterruptedError } from '../../src/index.js';
import type { Engine, TaskRegistry } from './engine.js';
import { toError } from './task-failure.js';
import { type FinishedTask, type Piece, TaskLedger } from './task-ledger.js';
import { WorkerCrew } from './worker-crew.js';

/** Tasks between their start and the end of their `onResult`, per worker: one that runs, one that is being stored. */
const TASKS_PER_WORKER = 2;

/** One bad patient in a chunk of 128 ends sixteen workers; where everything ends its worker, the machine is at fault. */
const MOST_DEATHS_IN_A_ROW = 100;

type AnyPiece = Piece<unknown, unknown>;

/** One call of `run`, while it is under way. */
interface Run {
  readonly kind: string;
  readonly ledger: TaskLedger<unknown, unknown>;
  readonly onResult: (output: unknown, index: number) => void | Promise<void>;
  /** Calls of `onResult` that have not ended. */
  readonly storing: Set<Promise<void>>;
  /** Workers that are worth having: one fewer for each that could not start. */
  capacity: number;
  deathsInARow: number;
  settled: boolean;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

export interface WorkerEngineOptions {
  /** Memory of each thread, as Node's `Worker` takes it. */
  readonly resourceLimits?: ResourceLimits;
  /** Workers that may end one after the other, without a single result in between, before the run is given up. */
  readonly mostDeathsInARow?: number;
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
  { resourceLimits, mostDeathsInARow = MOST_DEATHS_IN_A_ROW }: WorkerEngineOptions = {},
): Engine<Registry> {
  let current: Run | undefined;
  let closed = false;

  /** The run under way, unless it is decided already. */
  const running = (): Run | undefined => (current?.settled ? undefined : current);

  const fail = (run: Run | undefined, cause: unknown) => {
    if (run === undefined || run.settled) return;
    run.settled = true;
    run.reject(cause);
  };

  const doWithoutOne = (run: Run | undefined, cause: unknown) => {
    if (run === undefined) return;
    run.capacity--;
    if (run.capacity === 0) fail(run, new InternalError(`engine: no worker could start: ${cause}`, { cause }));
  };

  const crew = new WorkerCrew<AnyPiece>(
    script,
    {
      onReady: () => dispatch(),
      onReply: (piece, reply) => {
        const run = running();
        if (run === undefined) return;
        if (reply.outcome === 'failed') {
          fail(run, toError(reply.failure, reply.task));
          return;
        }
        run.deathsInARow = 0;
        store(run, () => piece.deliver(reply.output));
        dispatch();
      },
      onEnd: (cause, piece) => {
        const run = running();
        if (run !== undefined && piece !== undefined) mourn(run, piece, cause);
        dispatch();
      },
      onFailedStart: (cause) => {
        doWithoutOne(running(), cause);
        dispatch();
      },
      onUnreadable: (cause) => {
        fail(running(), new InternalError('engine: a message of a worker cannot be read', { cause }));
      },
    },
    resourceLimits,
  );

  const dispatch = () => {
    for (;;) {
      const run = running();
      if (run === undefined || run.ledger.waiting === 0) return;
      if (crew.busy + run.storing.size >= TASKS_PER_WORKER * workers) return;
      if (crew.idle > 0) hand(run);
      else if (crew.size < Math.min(run.capacity, crew.busy + run.ledger.waiting)) startOne(run);
      else return;
    }
  };

  const startOne = (run: Run) => {
    try {
      crew.start();
    } catch (cause) {
      doWithoutOne(run, cause);
    }
  };

  const hand = (run: Run) => {
    const piece = run.ledger.take()!;
    try {
      crew.give(piece, { task: piece.task, kind: run.kind, input: piece.input });
    } catch (cause) {
      fail(run, new InternalError(`engine: task ${piece.task} cannot be sent to a worker`, { cause }));
    }
  };

  /** Gives a task to `onResult` where it is whole, and ends the run after the last one. */
  const store = (run: Run, deliver: () => FinishedTask<unknown> | undefined) => {
    const finished = finishedBy(run, deliver);
    if (finished === undefined) return;
    // Called after the next task has been handed out: the worker must not wait for what the receiver does
    const storing: Promise<void> = Promise.resolve()
      .then(() => run.onResult(finished.output, finished.task))
      .catch((cause: unknown) => fail(run, cause))
      .then(() => {
        run.storing.delete(storing);
        dispatch();
        if (run.settled || !run.ledger.isFinished || run.storing.size > 0) return;
        run.settled = true;
        run.resolve();
      });
    run.storing.add(storing);
  };

  /** What the division of a run throws ends it. */
  const finishedBy = (run: Run, deliver: () => FinishedTask<unknown> | undefined) => {
    try {
      return deliver();
    } catch (cause) {
      fail(run, cause);
      return undefined;
    }
  };

  /** A worker has ended over a piece. */
  const mourn = (run: Run, piece: AnyPiece, cause: unknown) => {
    run.deathsInARow++;
    if (run.deathsInARow >= mostDeathsInARow) {
      const words = `engine: ${mostDeathsInARow} workers ended one after the other without a result: ${cause}`;
      fail(run, new InternalError(words, { cause }));
      return;
    }
    store(run, () => run.ledger.takeBack(piece, cause));
  };

  return {
    description: `${workers} worker thread(s)`,
    workers,
    run: async (kind, inputs, { onResult = () => {}, signal, division } = {}) => {
      if (closed || current !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const ledger = new TaskLedger(inputs, division);
      const storing = new Set<Promise<void>>();
      const onAbort = () => fail(current, new InterruptedError('engine: stopped on request'));
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        await new Promise<void>((resolve, reject) => {
          current = {
            kind,
            ledger: ledger as TaskLedger<unknown, unknown>,
            onResult: onResult as Run['onResult'],
            storing,
            capacity: workers,
            deathsInARow: 0,
            settled: false,
            resolve,
            reject,
          };
          dispatch();
        });
      } finally {
        signal?.removeEventListener('abort', onAbort);
        await Promise.all([crew.stopBusy(), ...storing]);
        current = undefined;
      }
      return ledger.outputs;
    },
    close: async () => {
      closed = true;
      fail(current, new InterruptedError('engine: closed while a run was under way'));
      await crew.stopAll();
    },
  };
}
