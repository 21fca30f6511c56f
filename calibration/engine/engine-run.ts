import { InternalError } from '../../src/errors.js';
import type { FinishedTask, Subtask, TaskQueue } from './task-queue.js';

/** One bad patient in a chunk of 128 ends sixteen workers; if more end in a row, the machine is the cause. */
export const MOST_DEATHS_IN_A_ROW = 100;

export interface EngineRunOptions {
  readonly kind: string;
  readonly taskQueue: TaskQueue<unknown, unknown>;
  readonly onResult: (output: unknown, index: number) => void | Promise<void>;
  /** Called after each `onResult`: there is room for another task. */
  readonly onStored: () => void;
  /** Workers that may end one after the other, without a single result in between, before the run is given up. */
  readonly mostDeathsInARow?: number;
}

/**
 * One call of an engine's `run`, while it is under way: what is done, what is being stored, and how it ends.
 *
 * Where tasks are computed is the engine's business.
 */
export class EngineRun {
  readonly kind: string;
  readonly taskQueue: TaskQueue<unknown, unknown>;
  /** Settles when the last result is stored, or with the first error. */
  readonly ended: Promise<void>;
  readonly #onResult: EngineRunOptions['onResult'];
  readonly #onStored: () => void;
  readonly #mostDeathsInARow: number;
  readonly #storing = new Set<Promise<void>>();
  #deathsInARow = 0;
  #settled = false;
  #resolve: () => void = () => {};
  #reject: (cause: unknown) => void = () => {};

  constructor({ kind, taskQueue, onResult, onStored, mostDeathsInARow = MOST_DEATHS_IN_A_ROW }: EngineRunOptions) {
    this.kind = kind;
    this.taskQueue = taskQueue;
    this.#onResult = onResult;
    this.#onStored = onStored;
    this.#mostDeathsInARow = mostDeathsInARow;
    this.ended = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get isSettled(): boolean {
    return this.#settled;
  }

  /** Calls of `onResult` that have not ended. */
  get storing(): number {
    return this.#storing.size;
  }

  /** Ends the run, unless it has ended. */
  fail(cause: unknown): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#reject(cause);
  }

  /**
   * Takes a result in: gives the task to `onResult` where that makes it whole, and ends the run after the last one.
   *
   * @returns settles when `onResult` has ended; never rejects
   */
  store(deliver: () => FinishedTask<unknown> | undefined): Promise<void> {
    this.#deathsInARow = 0;
    return this.#store(deliver);
  }

  /** A worker has ended during a subtask. */
  onWorkerLost(subtask: Subtask<unknown, unknown>, cause: unknown): void {
    this.#deathsInARow++;
    if (this.#deathsInARow >= this.#mostDeathsInARow) {
      const message = `engine: ${this.#mostDeathsInARow} workers ended one after the other without a result: ${cause}`;
      this.fail(new InternalError(message, { cause }));
      return;
    }
    void this.#store(() => this.taskQueue.takeBack(subtask, cause));
  }

  /** Settles when nothing is being stored any more. */
  async stored(): Promise<void> {
    await Promise.all(this.#storing);
  }

  #store(deliver: () => FinishedTask<unknown> | undefined): Promise<void> {
    // The caller has its outcome already
    if (this.#settled) return Promise.resolve();
    const finished = this.#finishedBy(deliver);
    if (finished === undefined) return Promise.resolve();
    // Called after the next task has been handed out: the worker must not wait for what the receiver does
    const storing: Promise<void> = Promise.resolve()
      .then(() => this.#onResult(finished.output, finished.task))
      .catch((cause: unknown) => this.fail(cause))
      .then(() => {
        this.#storing.delete(storing);
        this.#onStored();
        if (this.#settled || !this.taskQueue.isFinished || this.#storing.size > 0) return;
        this.#settled = true;
        this.#resolve();
      });
    this.#storing.add(storing);
    return storing;
  }

  /** What the division of a run throws ends it. */
  #finishedBy(deliver: () => FinishedTask<unknown> | undefined): FinishedTask<unknown> | undefined {
    try {
      return deliver();
    } catch (cause) {
      this.fail(cause);
      return undefined;
    }
  }
}
