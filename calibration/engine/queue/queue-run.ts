import type { Queue } from 'bullmq';
import { InputError } from '../../../src/index.js';
import type { EngineRun } from '../engine-run.js';
import { toError } from '../task-failure.js';
import type { Subtask } from '../task-queue.js';
import { subtaskIdOf, toBytes } from './payload.js';
import {
  FIRST_BACKOFF_MILLISECONDS,
  isStalledTooOften,
  type JobMessage,
  MOST_TRIES,
  type Outcome,
  type ResultMessage,
  type SharedReference,
} from './protocol.js';
import { serverError } from './redis-link.js';
import type { RunSession } from './run-session.js';
import { type AnyWireForm, type ParsePacked, readOutcome, unpackResult } from './wire-form.js';

type AnySubtask = Subtask<unknown, unknown>;

const FAILED_KEPT_SECONDS = 24 * 3600;

/** Times that a subtask may be sent in one list: because of lost servers, and of parts whose workers end. */
const MOST_SENDINGS = 12;

/** Work that is with the queue: the subtasks that wait for its result, which are several where their data are the same. */
interface Outstanding {
  readonly id: string;
  /** A name of its own for each time that the subtask is sent: the queue may still be busy with an earlier one. */
  jobId: string;
  readonly bytes: Uint8Array;
  readonly shared: object | undefined;
  readonly subtasks: AnySubtask[];
  collecting: boolean;
  submitted: boolean;
}

export interface QueueRunOptions {
  readonly run: EngineRun;
  readonly form: AnyWireForm;
  readonly parse: ParsePacked;
  readonly session: RunSession;
  readonly queue: Queue<JobMessage>;
  /** Subtasks that may lie between their submission and the end of their `onResult`, at this moment. */
  readonly most: () => number;
  readonly onNotice: (message: string) => void;
}

/**
 * One list of tasks on its way to the queue and back.
 *
 * A subtask is named by its content. Its result is fetched when a worker reports it, and the server is also polled from time to time, so
 * that a lost message does no harm. Any error ends the list; nothing here throws.
 */
export class QueueRun {
  readonly #options: QueueRunOptions;
  readonly #outstanding = new Map<string, Outstanding>();
  /** By subtask, how often it was sent. */
  readonly #sent = new Map<string, number>();
  readonly #shared = new Map<object, { readonly bytes: Uint8Array; reference: Promise<SharedReference> }>();
  /** Results that are stored here and not yet deleted there. */
  readonly #forgetting = new Set<Promise<void>>();
  /** Steps that are under way. */
  readonly #working = new Set<Promise<void>>();
  /** Subtasks that are being packed. */
  #packing = 0;

  constructor(options: QueueRunOptions) {
    this.#options = options;
  }

  /** Sends what there is room for. */
  dispatch(): void {
    const { run, most } = this.#options;
    while (!run.isSettled && run.taskQueue.waiting > 0) {
      if (this.#outstanding.size + this.#packing + run.storing >= most()) return;
      this.#packing++;
      const packing = this.#pack(run.taskQueue.take()!).finally(() => {
        this.#packing--;
      });
      this.#guard(packing.then((entry) => (entry === undefined ? undefined : this.#submit(entry))));
    }
  }

  /** A worker has handed the result of a subtask in. */
  onArrived(subtask: string): void {
    const entry = this.#outstanding.get(subtask);
    if (entry !== undefined && !this.#options.run.isSettled) this.#guard(this.#collect(entry));
  }

  /**
   * Looks for results of which no message has come.
   *
   * @param thoroughly - ask the queue, too, what became of subtasks without a result
   */
  async look(thoroughly: boolean): Promise<void> {
    const finished = new Set(await this.#options.session.finished([...this.#outstanding.keys()]));
    for (const entry of [...this.#outstanding.values()]) {
      if (finished.has(entry.id)) this.#guard(this.#collect(entry));
      else if (thoroughly) this.#guard(this.#inspect(entry));
    }
    this.dispatch();
  }

  /** Removes subtasks from the queue that are not needed any more; those of a worker are left to it. */
  async withdraw(): Promise<void> {
    const { queue, session } = this.#options;
    await Promise.all(this.#working);
    for (const { id, jobId } of this.#outstanding.values()) {
      await queue.remove(jobId).catch(() => 0);
      await session.withdraw(id);
    }
    await Promise.all(this.#forgetting);
  }

  #guard(work: Promise<void>): void {
    const step: Promise<void> = work
      .catch((cause: unknown) => this.#options.run.fail(serverError(cause)))
      .then(() => {
        this.#working.delete(step);
      });
    this.#working.add(step);
  }

  /** Whether this is still the entry that waits for the result of its subtask. */
  #waits(entry: Outstanding): boolean {
    return this.#outstanding.get(entry.id) === entry;
  }

  /** Takes an entry out, once: only the caller that gets it settles it. */
  #claim(entry: Outstanding): boolean {
    return this.#waits(entry) && this.#outstanding.delete(entry.id);
  }

  /** The form of a subtask that is sent; undefined where the same is being sent already. */
  async #pack(subtask: AnySubtask): Promise<Outstanding | undefined> {
    const { run, form } = this.#options;
    const { own, shared } = form.pack(subtask.input);
    const reference = shared === undefined ? null : await this.#share(shared);
    const work = { kind: run.kind, own, shared: reference };
    const id = subtaskIdOf(work);
    const same = this.#outstanding.get(id);
    if (same !== undefined) {
      same.subtasks.push(subtask);
      return undefined;
    }
    const bytes = toBytes(work);
    const entry = { id, jobId: '', bytes, shared, subtasks: [subtask], collecting: false, submitted: false };
    this.#outstanding.set(id, entry);
    return entry;
  }

  #share(shared: object): Promise<SharedReference> {
    const known = this.#shared.get(shared);
    if (known !== undefined) return known.reference;
    const bytes = toBytes(shared);
    const reference = this.#options.session.share(bytes);
    this.#shared.set(shared, { bytes, reference });
    return reference;
  }

  async #submit(entry: Outstanding): Promise<void> {
    const { run, session, queue } = this.#options;
    if (await session.submit(entry.id, entry.bytes)) return this.#collect(entry);
    const sent = this.#sent.get(entry.id) ?? 0;
    this.#sent.set(entry.id, sent + 1);
    if (sent >= MOST_SENDINGS) {
      throw new InputError(
        `engine: chunk ${short(entry.id)} must come back whole; got ${sent} results of no use or none`,
      );
    }
    // Nobody waits for it any more
    if (run.isSettled) return;
    // Unique to this process: the queue may still remember jobs of an earlier one
    entry.jobId = `${session.message.id}-${entry.id}-${session.mark}${sent}`;
    await queue.add(
      run.kind,
      { session: session.message.id, subtask: entry.id },
      {
        jobId: entry.jobId,
        attempts: MOST_TRIES,
        backoff: { type: 'exponential', delay: FIRST_BACKOFF_MILLISECONDS, jitter: 0.5 },
        removeOnComplete: true,
        // Read when the queue reports it; unread ones expire
        removeOnFail: { age: FAILED_KEPT_SECONDS },
      },
    );
    entry.submitted = true;
  }

  /** Takes in the result of a subtask, if there is one. */
  async #collect(entry: Outstanding): Promise<void> {
    if (entry.collecting || !this.#waits(entry)) return;
    const { session, parse, onNotice } = this.#options;
    entry.collecting = true;
    const found = await session.result(entry.id);
    const outcome = found === undefined ? undefined : readOutcome(found, parse);
    if (found !== undefined && outcome !== undefined) {
      if (!this.#claim(entry)) return;
      await this.#settle(entry, found.description, outcome);
      this.dispatch();
      return;
    }
    if (found !== undefined) {
      const { worker, stored } = found.description;
      const how =
        found.bytes === undefined && stored === 'folder' ? 'cannot be read in the shared folder' : 'came damaged';
      onNotice(`the result of chunk ${short(entry.id)} from ${worker} ${how}; it is computed again`);
      await session.discard(entry.id, found.description);
    }
    entry.collecting = false;
    if (found !== undefined) await this.#again(entry);
  }

  async #settle({ id, subtasks }: Outstanding, description: ResultMessage, outcome: Outcome): Promise<void> {
    const { run, form, session, onNotice } = this.#options;
    if (outcome.outcome === 'failed') {
      const { message, stack, code } = outcome.failure;
      run.fail(toError({ message, stack, ...(code === undefined ? {} : { code }) }, subtasks[0]!.task));
      return;
    }
    if (outcome.outcome === 'ended') {
      onNotice(`chunk ${short(id)} ended a thread of ${description.worker}: ${outcome.reason}`);
      // Another worker's result may still come, and would be used
      await session.discard(id, description);
      for (const subtask of subtasks) run.onWorkerLost(subtask, outcome.reason);
      return;
    }
    const stored = subtasks.map((subtask) => {
      const output = unpackResult(form, outcome.output, subtask, description);
      return run.store(() => subtask.deliver(output));
    });
    // Kept on the server until it is kept here: a run that is killed in between finds it again
    const forgetting: Promise<void> = Promise.all(stored)
      .then(() => session.forget(id, description))
      // It is deleted with the session at the latest
      .catch(() => {})
      .then(() => {
        this.#forgetting.delete(forgetting);
      });
    this.#forgetting.add(forgetting);
  }

  /** Sends a subtask again that the queue has lost, or whose result was unusable. */
  async #again(entry: Outstanding): Promise<void> {
    const known = entry.shared === undefined ? undefined : this.#shared.get(entry.shared);
    if (known !== undefined) {
      known.reference = this.#options.session.share(known.bytes);
      await known.reference;
    }
    await this.#submit(entry);
  }

  /** Asks the queue what became of a subtask. */
  async #inspect(entry: Outstanding): Promise<void> {
    if (!entry.submitted || entry.collecting) return;
    const { run, queue, onNotice } = this.#options;
    const waits = () => this.#waits(entry) && !entry.collecting;
    const job = await queue.getJob(entry.jobId);
    if (!waits()) return;
    if (job === undefined) {
      // Just completed, or lost with the server's memory
      await this.#collect(entry);
      if (!waits()) return;
      onNotice(`the server has lost chunk ${short(entry.id)}; it is sent again`);
      return this.#again(entry);
    }
    if (!(await job.isFailed())) return;
    const reason = job.failedReason ?? 'no reason given';
    await job.remove();
    if (!waits() || !this.#claim(entry)) return;
    if (!isStalledTooOften(reason)) {
      const message = `engine: chunk ${short(entry.id)} must be done in ${MOST_TRIES} tries; got ${reason}`;
      run.fail(new InputError(message));
      return;
    }
    onNotice(`the workers of chunk ${short(entry.id)} have vanished over it: ${reason}`);
    for (const subtask of entry.subtasks) run.onWorkerLost(subtask, new Error(reason));
    this.dispatch();
  }
}

/** Enough of a name to find it in a log. */
const short = (id: string) => id.slice(0, 8);
