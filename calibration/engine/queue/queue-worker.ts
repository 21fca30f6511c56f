import { DelayedError, type Job, Worker } from 'bullmq';
import { DataError, InputError } from '../../../src/index.js';
import type { Engine, TaskRegistry } from '../engine.js';
import { type JobHandler, jobHandler } from './job-handler.js';
import { identityHash } from './payload.js';
import {
  type JobMessage,
  jobSchema,
  MOST_STALLS,
  type ProgramIdentity,
  queueKeys,
  queueName,
  sessionIdSchema,
  type WorkerMessage,
} from './protocol.js';
import { type RedisLink, refusalOf } from './redis-link.js';
import { announceScript, runScript } from './scripts.js';
import { meetRuns, type ServedSession, servedSession } from './served-session.js';
import type { SharedFolder } from './shared-folder.js';
import { repeat, sleep, within } from './wait.js';
import type { ParsePacked, Wire } from './wire-form.js';
import { workerSlots } from './worker-slots.js';

export interface QueueWorkerOptions<Registry extends TaskRegistry> {
  readonly link: RedisLink;
  readonly wire: Wire<Registry>;
  readonly identity: ProgramIdentity;
  /** Unique among workers. */
  readonly id: string;
  /** For people: host and process. */
  readonly place: string;
  /** One per thread. */
  readonly engines: readonly Engine<Registry>[];
  readonly folder?: SharedFolder | undefined;
  /** A subtask whose worker is silent for this time is given to another; milliseconds. */
  readonly leaseMilliseconds: number;
  /** Time without a run that it can serve after which the worker exits; seconds; Infinity for never. */
  readonly idleSeconds: number;
  /** Ends it after the subtasks that it holds. */
  readonly signal: AbortSignal;
  readonly onNotice: (message: string) => void;
  /** Clock; milliseconds. */
  readonly now: () => number;
}

/** What a worker did. */
export interface WorkerTally {
  readonly done: number;
  /** Results that were there already. */
  readonly late: number;
  /** Failed tries, to be repeated. */
  readonly retried: number;
}

const TICK_MILLISECONDS = 1000;
const CLOSE_MILLISECONDS = 5000;
const LEAST_STALLED_CHECK_MILLISECONDS = 500;
const REFUSED_MILLISECONDS = 3000;

/** A subtask beyond the threads waits unpacked-ready in the worker, so that no thread waits for the server. */
const SUBTASKS_AHEAD = 1;

/**
 * Serves runs until it is stopped: takes subtasks off the queue, does them on its threads, hands results in.
 *
 * @returns what was done
 * @throws InputError - when runs are under way and none of them can be served by this program
 */
export async function queueWorker<Registry extends TaskRegistry>(
  options: QueueWorkerOptions<Registry>,
): Promise<WorkerTally> {
  const { link, wire, identity, id, place, engines, folder, leaseMilliseconds, signal, onNotice, now } = options;
  const keys = queueKeys(link.address.prefix);
  const tally = { done: 0, late: 0, retried: 0 };
  const sessions = new Map<string, ServedSession>();
  /** What is known of each run: why it cannot be served, and whether it shares the folder. */
  const known = new Map<string, { readonly refusal: string; readonly sharesFolder: boolean }>();
  let lastBusy = now();
  let busy = 0;
  let refused: string | undefined;

  const meet = async () => {
    const met = await meetRuns(link, identity, folder);
    if (met.some(({ refusal }) => refusal === '')) lastBusy = now();
    for (const { run, refusal } of met) {
      const before = known.get(run.id);
      known.set(run.id, { refusal, sharesFolder: run.folder !== null && refusal === '' });
      if (before?.refusal === refusal) continue;
      sessions.delete(run.id);
      if (refusal === '') {
        onNotice(`serving ${run.title} of ${run.place}`);
        continue;
      }
      onNotice(`cannot serve ${run.title} of ${run.place}: ${refusal}`);
      await servedSession(link, run.id, folder).notify({
        place,
        message: `refuses to serve: ${refusal}`,
        isError: false,
      });
    }
    for (const run of known.keys()) {
      if (met.some((each) => each.run.id === run)) continue;
      known.delete(run);
      sessions.delete(run);
    }
    return met;
  };

  const met = await meet();
  if (met.length > 0 && met.every(({ refusal }) => refusal !== '')) {
    const [{ run, refusal }] = met as [(typeof met)[number]];
    throw new InputError(
      `worker: must be of the same program as the run it serves, ${run.title} of ${run.place}; got ${refusal}`,
    );
  }

  const slots = workerSlots(engines);
  const server = jobHandler(slots, wire, place);
  const sessionOf = (session: string): ServedSession => {
    const own = known.get(session)?.sharesFolder ? folder : undefined;
    const found = sessions.get(session) ?? servedSession(link, session, own);
    sessions.set(session, found);
    return found;
  };
  /** Whether a run is to be left to others; it may have begun after the last look. */
  const refuses = async (session: string): Promise<boolean> => {
    if (!known.has(session)) await meet();
    const found = known.get(session);
    return found !== undefined && found.refusal !== '';
  };

  const worker = new Worker<JobMessage>(
    queueName(identityHash(identity)),
    async (job, token) => {
      busy++;
      try {
        if (typeof job.data?.session === 'string' && (await refuses(job.data.session))) {
          // Others may serve it; the pause lets them take it
          const [seconds] = await link.redis.time();
          await job.moveToDelayed(1000 * Number(seconds) + REFUSED_MILLISECONDS, token);
          throw new DelayedError();
        }
        await serveJob(job, { parse: wire.parse, server, sessionOf, place, onNotice, tally });
      } finally {
        busy--;
        lastBusy = now();
      }
    },
    {
      name: place,
      connection: link.connect(),
      prefix: link.address.prefix,
      skipVersionCheck: true,
      concurrency: engines.length + SUBTASKS_AHEAD,
      lockDuration: leaseMilliseconds,
      stalledInterval: Math.max(LEAST_STALLED_CHECK_MILLISECONDS, leaseMilliseconds / 4),
      maxStalledCount: MOST_STALLS,
      runRetryDelay: TICK_MILLISECONDS,
      removeOnComplete: { count: 0 },
    },
  );
  worker.on('error', (cause) => {
    // The connection reports its own loss
    if (/lock|stalled|Missing/.test(cause.message))
      onNotice(`a chunk is not this worker's any more (${cause.message})`);
  });

  worker.on('stalled', (jobId) => {
    // This worker has noticed; the one that held the chunk is silent
    const [session = '', subtask = ''] = jobId.split('-');
    if (!sessionIdSchema.safeParse(session).success) return;
    const message = `the worker of chunk ${subtask.slice(0, 8)} has gone silent; another one takes it over`;
    onNotice(message);
    sessionOf(session)
      .notify({ place, message, isError: false })
      .catch(() => {});
  });

  const announce = () => {
    const message: WorkerMessage = { id, place, threads: engines.length, identity, done: tally.done };
    return runScript(link.redis, announceScript, [keys.workers], [id, JSON.stringify(message)]);
  };
  const housekeeping = repeat(
    TICK_MILLISECONDS,
    async () => {
      await announce();
      await meet();
    },
    (cause) => {
      const refusal = refusalOf(cause);
      if (refusal !== undefined && refusal !== refused) onNotice(`the server refuses: ${refusal}`);
      refused = refusal;
    },
  );

  const idleMilliseconds = 1000 * options.idleSeconds;
  while (!signal.aborted && !(busy === 0 && now() - lastBusy >= idleMilliseconds)) {
    await sleep(TICK_MILLISECONDS / 4, undefined, { signal }).catch(() => {});
  }

  // It gets no further subtask, and no run expects it
  const closing = worker.close().catch(() => {});
  const leave = async () => {
    await housekeeping.stop();
    await link.redis.hdel(keys.workers, id);
  };
  await within(CLOSE_MILLISECONDS, leave(), 'no answer').catch(() => {});
  // Running subtasks are finished. If a result cannot be delivered, the lease passes its subtask to another worker
  for (let waited = 0; waited < CLOSE_MILLISECONDS; ) {
    const closed = await Promise.race([closing.then(() => true), sleep(TICK_MILLISECONDS).then(() => false)]);
    if (closed) break;
    waited = busy === 0 || link.redis.status !== 'ready' ? waited + TICK_MILLISECONDS : 0;
    if (waited >= CLOSE_MILLISECONDS)
      onNotice('the server does not answer; what is under way is left to other workers');
  }
  await slots.close();
  return tally;
}

interface Serving {
  readonly parse: ParsePacked;
  readonly server: JobHandler;
  readonly sessionOf: (session: string) => ServedSession;
  readonly place: string;
  readonly onNotice: (message: string) => void;
  readonly tally: { done: number; late: number; retried: number };
}

/** One job of the queue, and how it is reported. */
async function serveJob(
  job: Job<JobMessage>,
  { parse, server, sessionOf, place, onNotice, tally }: Serving,
): Promise<void> {
  let message: JobMessage;
  try {
    message = parse(jobSchema, job.data, 'job');
  } catch (cause) {
    // Nobody waits for what no run has sent
    onNotice(`left aside a job that no run has sent: ${cause instanceof DataError ? cause.message : cause}`);
    return;
  }
  const session = sessionOf(message.session);
  const chunk = `chunk ${message.subtask.slice(0, 8)}`;
  const tries = job.opts.attempts ?? 1;
  const lastTry = job.attemptsMade + 1 >= tries;
  try {
    const served = await server.serve(session, message, lastTry);
    if (served.kind === 'not wanted') {
      onNotice(`${chunk} is done already, or not wanted any more`);
      return;
    }
    if (served.delivery === 'kept') {
      tally.done++;
      return;
    }
    tally.late++;
    if (served.delivery === 'closed') onNotice(`${chunk}: its run is over; the result is dropped`);
    if (served.delivery === 'same')
      onNotice(`${chunk}: another worker's result was there first, the same bits; this one is dropped`);
    if (served.delivery === 'different') {
      const message = `${chunk}: another worker's earlier result differs; results of this run are not reproducible`;
      onNotice(message);
      await session.notify({ place, message, isError: true });
    }
  } catch (cause) {
    tally.retried++;
    const message = `${chunk}: try ${job.attemptsMade + 1} of ${tries} failed: ${cause instanceof Error ? cause.message : cause}`;
    onNotice(message);
    await session.notify({ place, message, isError: false }).catch(() => {});
    throw cause;
  }
}
