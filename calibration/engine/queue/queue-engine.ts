import { Queue } from 'bullmq';
import { DataError, InputError, InternalError, InterruptedError } from '../../../src/index.js';
import type { Engine, TaskRegistry } from '../engine.js';
import { EngineRun, type EngineRunOptions } from '../engine-run.js';
import { TaskQueue } from '../task-queue.js';
import { identityHash } from './payload.js';
import { type JobMessage, type ProgramIdentity, queueName } from './protocol.js';
import { QueueRun } from './queue-run.js';
import { type RedisLink, refusalOf } from './redis-link.js';
import { openRunSession } from './run-session.js';
import type { SharedFolder } from './shared-folder.js';
import { repeat, within } from './wait.js';
import { type Wire, wireFormOf } from './wire-form.js';
import { workerMonitor } from './worker-monitor.js';

export interface QueueEngineOptions<Registry extends TaskRegistry> {
  readonly link: RedisLink;
  readonly wire: Wire<Registry>;
  readonly identity: ProgramIdentity;
  /** The same whenever the same run is started, so that a killed run can be resumed; 16 hexadecimal digits. */
  readonly sessionId: string;
  /** What the user started, and where. */
  readonly title: string;
  readonly place: string;
  readonly folder?: SharedFolder | undefined;
  readonly onNotice: (message: string) => void;
}

const SUBTASKS_PER_THREAD = 2;
/** Subtasks beyond those that lie in the queue, so that no worker waits for the run. */
const SUBTASKS_AHEAD = 4;
const TICK_MILLISECONDS = 1000;
/** Every so many ticks the queue itself is checked for subtasks that no worker has reported on. */
const TICKS_PER_INSPECTION = 5;
const CLOSE_MILLISECONDS = 5000;

/**
 * Runs tasks on workers of other machines, by a queue on a Redis server.
 *
 * The contract is that of the other engines: results in input order, the same bits, no loss when a worker dies. A subtask
 * is named by its content; its first result is kept and any further one is ignored. At most two subtasks per thread, and a
 * few more, lie between their submission and the end of their `onResult`.
 *
 * @throws InputError - when another process drives the same run
 */
export async function queueEngine<Registry extends TaskRegistry>(
  options: QueueEngineOptions<Registry>,
): Promise<Engine<Registry>> {
  const { link, wire, identity, sessionId, title, place, folder, onNotice } = options;
  const name = queueName(identityHash(identity));
  const session = await openRunSession(link, { id: sessionId, title, place, identity }, folder, onNotice);
  const queue = new Queue<JobMessage>(name, {
    connection: link.redis,
    prefix: link.address.prefix,
    skipVersionCheck: true,
  });
  // The connection reports its own loss
  queue.on('error', () => {});
  const workerPool = workerMonitor(session, link.address, onNotice);
  let current: { readonly run: EngineRun; readonly dispatcher: QueueRun } | undefined;
  let closed = false;
  let ticks = 0;

  const most = () => SUBTASKS_PER_THREAD * Math.max(1, workerPool.threads) + SUBTASKS_AHEAD;
  const arrivals = repeat(
    0,
    async () => {
      for (const subtask of await session.arrivals()) current?.dispatcher.onArrived(subtask);
    },
    () => {},
  );
  const housekeeping = repeat(
    TICK_MILLISECONDS,
    async () => {
      ticks++;
      await session.renew();
      const [issue] = await workerPool.look();
      if (issue !== undefined) current?.run.fail(new InternalError(`engine: ${issue}`));
      if (current?.run.isSettled === false) await current.dispatcher.look(ticks % TICKS_PER_INSPECTION === 0);
    },
    (cause) => {
      // Anything else is a lost connection, which will be reopened
      if (cause instanceof InputError || cause instanceof DataError) current?.run.fail(cause);
      const refusal = refusalOf(cause);
      if (refusal !== undefined && ticks % TICKS_PER_INSPECTION === 1) onNotice(`the server refuses: ${refusal}`);
    },
  );

  return {
    get description() {
      return `${link.address.shown}, ${workerPool.workers} worker(s), ${workerPool.threads} thread(s)`;
    },
    get workers() {
      return workerPool.threads;
    },
    run: async (kind, inputs, { onResult = () => {}, signal, division, workersPerSubtask } = {}) => {
      if (closed || current !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      const form = wireFormOf(wire.forms, kind);
      if (form === undefined) throw new InternalError(`engine: no form for the task ${kind}`);
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const taskQueue = new TaskQueue(inputs, division, workersPerSubtask);
      const run = new EngineRun({
        kind,
        taskQueue: taskQueue as TaskQueue<unknown, unknown>,
        onResult: onResult as EngineRunOptions['onResult'],
        onStored: () => dispatcher.dispatch(),
      });
      const dispatcher = new QueueRun({ run, form, parse: wire.parse, session, queue, most, onNotice });
      current = { run, dispatcher };
      const onAbort = () => run.fail(new InterruptedError('engine: stopped on request'));
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        dispatcher.dispatch();
        housekeeping.wake();
        await run.ended;
        // Notices of workers are reported, or end the run, before it is complete
        const [issue] = await within(CLOSE_MILLISECONDS, workerPool.look(), 'no answer').catch(() => []);
        if (issue !== undefined) throw new InternalError(`engine: ${issue}`);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        await run.stored();
        await within(CLOSE_MILLISECONDS, dispatcher.withdraw(), 'no answer').catch(() => {});
        current = undefined;
      }
      return taskQueue.outputs;
    },
    close: async () => {
      closed = true;
      current?.run.fail(new InterruptedError('engine: closed while a run was under way'));
      // Do not wait for commands that wait for an absent server
      if (link.redis.status !== 'ready') link.redis.disconnect();
      const leave = async () => {
        await housekeeping.stop();
        const listened = arrivals.stop();
        await session.close();
        await Promise.all([listened, queue.close()]);
      };
      await within(CLOSE_MILLISECONDS, leave(), 'no answer').catch(() => {});
      await link.close();
    },
  };
}
