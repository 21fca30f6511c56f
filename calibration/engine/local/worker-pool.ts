import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ReplyMessage, TaskMessage } from './serve-tasks.js';

type TaskReply = Exclude<ReplyMessage, { readonly outcome: 'ready' }>;

/** Events of the workers of a pool. */
export interface WorkerPoolEvents<Work> {
  /** A worker has loaded its script and is idle. */
  readonly onReady: () => void;
  /** A worker has done what it was given, and is idle again. */
  readonly onReply: (work: Work, reply: TaskReply) => void;
  /** A worker has ended; `work` is what it was doing, if anything. */
  readonly onEnd: (cause: unknown, work: Work | undefined) => void;
  /** A worker ended before it was ready. */
  readonly onFailedStart: (cause: unknown) => void;
  /** A message of a worker could not be read. */
  readonly onUnreadable: (cause: unknown) => void;
}

/**
 * Worker threads and what each of them is doing; at most one task each.
 *
 * A worker that is stopped intentionally is removed at once: its later messages are ignored.
 */
export class WorkerPool<Work> {
  readonly #script: URL;
  readonly #resourceLimits: ResourceLimits | undefined;
  readonly #events: WorkerPoolEvents<Work>;
  readonly #threads = new Set<Worker>();
  readonly #starting = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Work>();

  /**
   * @param script - built module that a worker runs
   * @param events - called when something happens
   * @param resourceLimits - memory of each thread
   */
  constructor(script: URL, events: WorkerPoolEvents<Work>, resourceLimits?: ResourceLimits) {
    this.#script = script;
    this.#events = events;
    this.#resourceLimits = resourceLimits;
  }

  /** Workers, those that are starting included. */
  get size(): number {
    return this.#threads.size;
  }

  get idle(): number {
    return this.#idle.length;
  }

  get busy(): number {
    return this.#busy.size;
  }

  /** Starts a worker; `onReady` or `onFailedStart` follows. */
  start(): void {
    const worker = new Worker(this.#script, {
      // Options of this process need not be ones of a file: `node --input-type=module --eval` starts none
      execArgv: [],
      ...(this.#resourceLimits === undefined ? {} : { resourceLimits: this.#resourceLimits }),
    });
    let error: unknown;
    this.#threads.add(worker);
    this.#starting.add(worker);
    worker.on('message', (reply: ReplyMessage) => this.#onMessage(worker, reply));
    worker.on('messageerror', this.#events.onUnreadable);
    worker.on('error', (cause) => {
      error = cause;
    });
    // Comes last: after the messages that the worker had sent, and after its error if there was one
    worker.on('exit', (code) => this.#onExit(worker, error ?? new Error(`worker exited with code ${code}`)));
  }

  /**
   * Gives work to an idle worker.
   *
   * @throws DataCloneError - when the message cannot be sent
   */
  give(work: Work, message: TaskMessage): void {
    const worker = this.#idle[this.#idle.length - 1]!;
    worker.postMessage(message);
    this.#idle.pop();
    this.#busy.set(worker, work);
  }

  async stopBusy(): Promise<void> {
    await this.#stop([...this.#busy.keys()]);
  }

  async stopAll(): Promise<void> {
    this.#idle.length = 0;
    await this.#stop([...this.#threads]);
  }

  #onMessage(worker: Worker, reply: ReplyMessage): void {
    // A message can still lie in the queue when its worker has been stopped
    if (!this.#threads.has(worker)) return;
    this.#idle.push(worker);
    if (reply.outcome === 'ready') {
      this.#starting.delete(worker);
      this.#events.onReady();
      return;
    }
    const work = this.#busy.get(worker)!;
    this.#busy.delete(worker);
    this.#events.onReply(work, reply);
  }

  #onExit(worker: Worker, cause: unknown): void {
    if (!this.#threads.delete(worker)) return;
    if (this.#starting.delete(worker)) {
      this.#events.onFailedStart(cause);
      return;
    }
    const work = this.#busy.get(worker);
    this.#busy.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#events.onEnd(cause, work);
  }

  async #stop(workers: readonly Worker[]): Promise<void> {
    for (const worker of workers) {
      this.#busy.delete(worker);
      this.#starting.delete(worker);
      this.#threads.delete(worker);
    }
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
