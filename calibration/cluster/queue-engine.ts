import { type Job, Queue, QueueEvents } from 'bullmq';
import { DataError, InputError, InternalError, InterruptedError } from '../../src/index.js';
import type { Engine, TaskRegistry } from '../engine/engine.js';
import { EngineRun, type EngineRunOptions } from '../engine/engine-run.js';
import { toError } from '../engine/task-failure.js';
import { type Piece, TaskLedger } from '../engine/task-ledger.js';
import { crewWatch } from './crew-watch.js';
import type { ProgramIdentity } from './identity.js';
import { queueName } from './keys.js';
import { type JobMessage, type Outcome, outcomeSchema, type SharedReference } from './messages.js';
import { fromBytes, identityHash, pieceIdOf, toBytes } from './payload.js';
import { FIRST_BACKOFF_MILLISECONDS, isStalledTooOften, MOST_TRIES } from './queue-settings.js';
import type { RedisLink } from './redis-link.js';
import { type FoundResult, openRunSession } from './run-session.js';
import type { SharedFolder } from './shared-folder.js';
import { repeat, within } from './wait.js';
import { parsePacked } from './wire/parse-packed.js';
import { type AnyWireForm, type WireForms, wireFormOf } from './wire-form.js';

export interface QueueEngineOptions<Registry extends TaskRegistry> {
  readonly link: RedisLink;
  readonly forms: WireForms<Registry>;
  readonly identity: ProgramIdentity;
  /** The same whenever the same run is started, so that one that was killed is gone on with; 16 hexadecimal digits. */
  readonly sessionId: string;
  /** What the user started, and where. */
  readonly title: string;
  readonly place: string;
  readonly folder?: SharedFolder | undefined;
  readonly onNotice: (words: string) => void;
}

/** Pieces beyond two per thread that lie in the queue, so that no worker waits for the run's answer. */
const PIECES_AHEAD = 4;
const TICK_MILLISECONDS = 1000;
/** Every so many ticks the queue itself is asked after pieces that no worker has answered for. */
const TICKS_PER_INSPECTION = 5;
const CLOSE_MILLISECONDS = 5000;

type AnyPiece = Piece<unknown, unknown>;

/** Work that is with the queue: the pieces that wait for its result, which are several where their data are the same. */
interface Outstanding {
  readonly id: string;
  /** A name of its own for each time that the piece is sent: the queue may still be busy with an earlier one. */
  jobId: string;
  readonly bytes: Uint8Array;
  readonly shared: object | undefined;
  readonly pieces: AnyPiece[];
  collecting: boolean;
  submitted: boolean;
}

interface QueueRun {
  readonly run: EngineRun;
  readonly form: AnyWireForm;
  readonly outstanding: Map<string, Outstanding>;
  /** By piece, how often it was sent. */
  readonly sent: Map<string, number>;
  /** Pieces that are being packed. */
  packing: number;
}

/**
 * Runs tasks on workers of other machines, by a queue on a Redis server.
 *
 * What the other engines promise holds: results in input order, the same bits, a lost worker loses nothing. A piece of work
 * is named by its content; its first result is kept and any further one is left aside. At most two pieces per thread, and a
 * few more, lie between their submission and the end of their `onResult`.
 *
 * @throws InputError - when another process drives the same run
 */
export async function queueEngine<Registry extends TaskRegistry>(
  options: QueueEngineOptions<Registry>,
): Promise<Engine<Registry>> {
  const { link, forms, identity, sessionId, title, place, folder, onNotice } = options;
  const name = queueName(identityHash(identity));
  const session = await openRunSession(link, { id: sessionId, title, place, identity }, folder, onNotice);
  const queueOptions = { prefix: link.address.prefix, skipVersionCheck: true };
  const queue = new Queue<JobMessage>(name, { ...queueOptions, connection: link.redis });
  const events = new QueueEvents(name, { ...queueOptions, connection: link.connect() });
  const crew = crewWatch(session, link.address, onNotice);
  const sharedBytes = new WeakMap<object, Uint8Array>();
  const sharing = new WeakMap<object, Promise<SharedReference>>();
  let current: QueueRun | undefined;
  let closed = false;
  let ticks = 0;

  const running = (): QueueRun | undefined => (current?.run.isSettled ? undefined : current);
  const room = ({ run, outstanding, packing }: QueueRun) =>
    2 * Math.max(1, crew.threads) + PIECES_AHEAD - outstanding.size - packing - run.storing;

  /** Sends what there is room for. */
  const dispatch = () => {
    for (;;) {
      const own = running();
      if (own === undefined || own.run.ledger.waiting === 0 || room(own) <= 0) return;
      hand(own, own.run.ledger.take()!);
    }
  };

  const hand = (own: QueueRun, piece: AnyPiece) => {
    own.packing++;
    pack(own, piece)
      .finally(() => {
        own.packing--;
      })
      .then((entry) => (entry === undefined ? undefined : submit(own, entry)))
      .catch((cause: unknown) => own.run.fail(cause));
  };

  /** Makes a piece into what travels; undefined where the same is under way already. */
  const pack = async ({ run, form, outstanding }: QueueRun, piece: AnyPiece): Promise<Outstanding | undefined> => {
    const { own: data, shared } = form.pack(piece.input);
    const reference = shared === undefined ? null : await share(shared);
    const work = { kind: run.kind, own: data, shared: reference };
    const [bytes, id] = [toBytes(work), pieceIdOf(work)];
    const same = outstanding.get(id);
    if (same !== undefined) {
      same.pieces.push(piece);
      return undefined;
    }
    const entry = { id, jobId: '', bytes, shared, pieces: [piece], collecting: false, submitted: false };
    outstanding.set(id, entry);
    return entry;
  };

  const share = (shared: object): Promise<SharedReference> => {
    const known = sharing.get(shared);
    if (known !== undefined) return known;
    const bytes = sharedBytes.get(shared) ?? toBytes(shared);
    const reference = session.share(bytes);
    sharedBytes.set(shared, bytes);
    sharing.set(shared, reference);
    return reference;
  };

  const submit = async (own: QueueRun, entry: Outstanding) => {
    if (await session.submit(entry.id, entry.bytes)) {
      await collect(own, entry);
      return;
    }
    const sent = own.sent.get(entry.id) ?? 0;
    own.sent.set(entry.id, sent + 1);
    entry.jobId = `${sessionId}-${entry.id}-${sent}`;
    await queue.add(
      own.run.kind,
      { session: sessionId, piece: entry.id },
      {
        jobId: entry.jobId,
        attempts: MOST_TRIES,
        backoff: { type: 'exponential', delay: FIRST_BACKOFF_MILLISECONDS, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: false,
      },
    );
    entry.submitted = true;
  };

  /** Takes in the result of a piece, if there is one. */
  const collect = async (own: QueueRun, entry: Outstanding) => {
    if (entry.collecting || !own.outstanding.has(entry.id)) return;
    entry.collecting = true;
    const found = await session.result(entry.id);
    if (found === undefined) {
      entry.collecting = false;
      return;
    }
    const outcome = readOutcome(found);
    if (outcome === undefined) {
      onNotice(
        `the result of chunk ${short(entry.id)} from ${found.description.worker} came damaged; it is computed again`,
      );
      await session.forget(entry.id, found.description);
      entry.collecting = false;
      await again(own, entry);
      return;
    }
    own.outstanding.delete(entry.id);
    await settle(own, entry, found, outcome);
    dispatch();
  };

  const settle = async ({ run, form }: QueueRun, entry: Outstanding, found: FoundResult, outcome: Outcome) => {
    const { id, pieces } = entry;
    if (outcome.outcome === 'failed') {
      run.fail(toError({ stack: undefined, ...outcome.failure } as Parameters<typeof toError>[0], pieces[0]!.task));
      return;
    }
    if (outcome.outcome === 'ended') {
      onNotice(`chunk ${short(id)} ended a thread of ${found.description.worker}: ${outcome.reason}`);
      await session.forget(id, found.description);
      for (const piece of pieces) run.mourn(piece, outcome.reason);
      return;
    }
    const stored = pieces.map((piece) => {
      const output = unpacked(form, outcome.output, piece, found);
      return run.store(() => piece.deliver(output));
    });
    // Kept on the server until it is kept here: a run that is killed in between finds it again
    void Promise.all(stored)
      .then(() => session.forget(id, found.description))
      .catch(() => {});
  };

  /** A piece that the queue has lost, or whose result was of no use. */
  const again = async (own: QueueRun, entry: Outstanding) => {
    if (entry.shared !== undefined) {
      sharing.delete(entry.shared);
      await share(entry.shared);
    }
    await submit(own, entry);
  };

  /** Asks the queue what became of a piece. */
  const inspect = async (own: QueueRun, entry: Outstanding) => {
    if (!entry.submitted || entry.collecting) return;
    const job: Job<JobMessage> | undefined = await queue.getJob(entry.jobId);
    if (!own.outstanding.has(entry.id)) return;
    if (job === undefined) {
      // Done in this moment, or lost with the server's memory
      await collect(own, entry);
      if (own.outstanding.has(entry.id) && !entry.collecting) {
        onNotice(`the server has lost chunk ${short(entry.id)}; it is sent again`);
        await again(own, entry);
      }
      return;
    }
    if (!(await job.isFailed())) return;
    const reason = job.failedReason ?? 'no reason given';
    await job.remove();
    if (!own.outstanding.delete(entry.id)) return;
    if (!isStalledTooOften(reason)) {
      own.run.fail(
        new InputError(`engine: chunk ${short(entry.id)} must be done in ${MOST_TRIES} tries; got ${reason}`),
      );
      return;
    }
    onNotice(`the workers of chunk ${short(entry.id)} have vanished over it: ${reason}`);
    for (const piece of entry.pieces) own.run.mourn(piece, new Error(reason));
    dispatch();
  };

  const entryOf = (jobId: string): Outstanding | undefined => {
    const [owner, id = ''] = jobId.split('-');
    return owner === sessionId ? running()?.outstanding.get(id) : undefined;
  };
  const onEvent = (jobId: string, take: (own: QueueRun, entry: Outstanding) => Promise<void>) => {
    const [own, entry] = [running(), entryOf(jobId)];
    if (own !== undefined && entry !== undefined) take(own, entry).catch((cause: unknown) => own.run.fail(cause));
  };
  events.on('completed', ({ jobId }) => onEvent(jobId, collect));
  events.on('failed', ({ jobId }) => onEvent(jobId, inspect));
  events.on('stalled', ({ jobId }) => {
    const entry = entryOf(jobId);
    if (entry !== undefined)
      onNotice(`the worker of chunk ${short(entry.id)} has gone silent; another one takes it over`);
  });
  events.on('error', () => {});
  queue.on('error', () => {});

  const housekeeping = repeat(
    TICK_MILLISECONDS,
    async () => {
      ticks++;
      await session.renew();
      const [fault] = await crew.look();
      const own = running();
      if (own === undefined) return;
      if (fault !== undefined) own.run.fail(new InternalError(`engine: ${fault}`));
      const finished = new Set(await session.finished([...own.outstanding.keys()]));
      for (const entry of [...own.outstanding.values()]) {
        if (finished.has(entry.id)) await collect(own, entry);
        else if (ticks % TICKS_PER_INSPECTION === 0) await inspect(own, entry);
      }
      dispatch();
    },
    (cause) => {
      if (cause instanceof InputError || cause instanceof DataError) running()?.run.fail(cause);
    },
  );

  /** Nothing of the pieces that nobody waits for any more stays in the queue; what a worker holds is left to it. */
  const withdraw = async ({ outstanding }: QueueRun) => {
    for (const { id, jobId } of outstanding.values()) {
      await queue.remove(jobId).catch(() => 0);
      await session.withdraw(id);
    }
  };

  return {
    get description() {
      return `${link.address.shown}, ${crew.workers} worker(s), ${crew.threads} thread(s)`;
    },
    get workers() {
      return crew.threads;
    },
    run: async (kind, inputs, { onResult = () => {}, signal, division, workersPerPiece } = {}) => {
      if (closed || current !== undefined) throw new InternalError('engine: one run at a time on an open engine');
      const form = wireFormOf(forms, kind);
      if (form === undefined) throw new InternalError(`engine: no form for the task ${kind}`);
      if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      if (inputs.length === 0) return [];
      const ledger = new TaskLedger(inputs, division, workersPerPiece);
      const run = new EngineRun({
        kind,
        ledger: ledger as TaskLedger<unknown, unknown>,
        onResult: onResult as EngineRunOptions['onResult'],
        onStored: () => dispatch(),
      });
      const own: QueueRun = { run, form, outstanding: new Map(), sent: new Map(), packing: 0 };
      current = own;
      const onAbort = () => run.fail(new InterruptedError('engine: stopped on request'));
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        dispatch();
        housekeeping.wake();
        await run.ended;
      } finally {
        signal?.removeEventListener('abort', onAbort);
        await run.stored();
        await within(CLOSE_MILLISECONDS, withdraw(own), 'no answer').catch(() => {});
        current = undefined;
      }
      return ledger.outputs;
    },
    close: async () => {
      closed = true;
      current?.run.fail(new InterruptedError('engine: closed while a run was under way'));
      const leave = async () => {
        await housekeeping.stop();
        await session.close();
        await Promise.all([events.close(), queue.close()]);
      };
      await within(CLOSE_MILLISECONDS, leave(), 'no answer').catch(() => {});
      await link.close();
    },
  };
}

/** Enough of a name to find it in a log. */
const short = (id: string) => id.slice(0, 8);

function readOutcome({ description, bytes }: FoundResult): Outcome | undefined {
  if (bytes === undefined) return undefined;
  return parsePacked(
    outcomeSchema,
    fromBytes(bytes, `result from ${description.worker}`),
    `result from ${description.worker}`,
  );
}

function unpacked(form: AnyWireForm, packed: unknown, piece: AnyPiece, { description }: FoundResult): unknown {
  try {
    return form.unpackOutput(packed, piece.input);
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    throw new DataError(`the result of task ${piece.task} from ${description.worker}: ${cause.message}`, { cause });
  }
}
