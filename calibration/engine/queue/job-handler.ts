import { DataError, WorkbenchError } from '../../../src/index.js';
import type { TaskRegistry } from '../engine.js';
import { toTaskFailure } from '../task-failure.js';
import { contentHash, fromBytes, subtaskIdOf, toBytes } from './payload.js';
import { type JobMessage, type Outcome, type SharedReference, workSchema } from './protocol.js';
import type { Delivery, ServedSession } from './served-session.js';
import { type AnyWireForm, type Wire, wireFormOf } from './wire-form.js';
import type { WorkerSlots } from './worker-slots.js';

/** Pools that a worker keeps in memory, unpacked: runs that it serves in turn use one each. */
const MOST_SHARED = 4;

/** What became of a subtask: a delivery, or that there was nothing to do. */
export type Served =
  | { readonly kind: 'delivered'; readonly delivery: Delivery; readonly outcome: Outcome['outcome'] }
  | { readonly kind: 'not wanted' };

export interface JobHandler {
  /**
   * Does a subtask and hands its result in.
   *
   * @param lastTry - an unexpected error is then the result, in place of another try elsewhere
   * @throws unknown - on what may succeed on another worker, or later: the queue tries again
   */
  serve(session: ServedSession, message: JobMessage, lastTry: boolean): Promise<Served>;
}

/**
 * Serves subtasks with the threads of a worker.
 *
 * @param slots - the threads
 * @param wire - how tasks cross
 * @param place - who this worker is, for the result's description
 */
export function jobHandler<Registry extends TaskRegistry>(
  slots: WorkerSlots,
  { forms, parse }: Wire<Registry>,
  place: string,
): JobHandler {
  const sharedByHash = new Map<string, Promise<unknown>>();

  const sharedOf = (session: ServedSession, form: AnyWireForm, reference: SharedReference): Promise<unknown> => {
    const { hash } = reference;
    const known = sharedByHash.get(hash);
    if (known !== undefined) return known;
    const unpacked = session
      .shared(reference)
      .then((bytes) => form.unpackShared?.(fromBytes(bytes, 'shared data')) ?? undefined);
    // What was unavailable this time may be available next time
    unpacked.catch(() => sharedByHash.delete(hash));
    for (const oldest of sharedByHash.keys()) {
      if (sharedByHash.size < MOST_SHARED) break;
      sharedByHash.delete(oldest);
    }
    sharedByHash.set(hash, unpacked);
    return unpacked;
  };

  const compute = async (session: ServedSession, subtask: string, bytes: Uint8Array): Promise<Outcome> => {
    const work = parse(workSchema, fromBytes(bytes, 'subtask'), 'subtask');
    if (subtaskIdOf(work) !== subtask) {
      throw new DataError(`subtask ${subtask.slice(0, 8)}: must be the data of its name; got others`);
    }
    const { kind, own, shared } = work;
    const form = wireFormOf(forms, kind);
    if (form === undefined)
      throw new DataError(`subtask.kind: must be ${Object.keys(forms).join(', ')}; got '${kind}'`);
    const input = await form.unpack(own, shared === null ? undefined : await sharedOf(session, form, shared));
    const done = await slots.run(kind, input);
    if ('ended' in done) return { outcome: 'ended', reason: 'it ended without a message' };
    return { outcome: 'done', output: form.packOutput(done.output, input) };
  };

  return {
    serve: async (session, { subtask }, lastTry) => {
      const bytes = (await session.isOpen()) ? await session.input(subtask) : undefined;
      if (bytes === undefined) return { kind: 'not wanted' };
      let outcome: Outcome;
      try {
        outcome = await compute(session, subtask, bytes);
      } catch (cause) {
        if (!(isOfTheTask(cause) || lastTry)) throw cause;
        outcome = { outcome: 'failed', failure: failureOf(cause) };
      }
      return {
        kind: 'delivered',
        outcome: outcome.outcome,
        delivery: await session.deliver(subtask, toBytes(outcome), contentHash(outcome), place),
      };
    },
  };
}

/** Whether an error comes from the task's data, so that it occurs on every worker. */
function isOfTheTask(cause: unknown): boolean {
  return cause instanceof WorkbenchError && ['input', 'config', 'data', 'numerical'].includes(cause.code);
}

/** An error as data; the engine of the thread has put its own number of the task in front, which has no meaning for the run. */
function failureOf(cause: unknown): Extract<Outcome, { outcome: 'failed' }>['failure'] {
  const { message, stack, code } = toTaskFailure(cause);
  const inner = cause instanceof WorkbenchError && typeof cause.cause === 'string' ? cause.cause : stack;
  return {
    message: message.replace(/^engine: task 0 failed: /, ''),
    ...(inner === undefined ? {} : { stack: inner }),
    ...(code === undefined ? {} : { code }),
  };
}
