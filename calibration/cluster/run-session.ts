import { randomUUID } from 'node:crypto';
import { InputError, sha256 } from '../../src/index.js';
import { KEPT_SECONDS, queueKeys } from './keys.js';
import {
  fitting,
  type NoticeMessage,
  noticeSchema,
  type ResultMessage,
  readMessage,
  resultSchema,
  type SessionMessage,
  type SharedReference,
  type WorkerMessage,
  workerSchema,
} from './messages.js';
import type { RedisLink } from './redis-link.js';
import { announceScript, claimScript, closeScript, presentScript, runScript, submitScript } from './scripts.js';
import { folderNames, placeOfBytes, type SharedFolder } from './shared-folder.js';
import { sleep } from './wait.js';

/** A run whose process says nothing for so long may be driven by another. */
const OWNER_MILLISECONDS = 10_000;

/** Workers that have said nothing for so long are gone. */
export const WORKER_SILENCE_MILLISECONDS = 10_000;

const MOST_NOTICES = 1000;

/** A command that waits on the server is answered within this time, so that silence can be told from a lost connection. */
const ARRIVAL_SECONDS = 5;
const MOST_ARRIVALS = 1000;

/** A result as it was found. */
export interface FoundResult {
  readonly description: ResultMessage;
  /** undefined where they are gone. */
  readonly bytes: Uint8Array | undefined;
}

/** What the server keeps for one run, seen from the process that drives it. */
export interface RunSession {
  readonly message: SessionMessage;
  /** Says that the run is still driven. @throws InputError - when another process has taken it over */
  renew(): Promise<void>;
  workers(): Promise<readonly WorkerMessage[]>;
  /** What workers have told since the last call. */
  notices(): Promise<readonly NoticeMessage[]>;
  /** Data that many pieces share; sent once. */
  share(bytes: Uint8Array): Promise<SharedReference>;
  /** Leaves a piece for workers; true where its result is there already. */
  submit(piece: string, bytes: Uint8Array): Promise<boolean>;
  /** Which of the pieces have a result. */
  finished(pieces: readonly string[]): Promise<readonly string[]>;
  result(piece: string): Promise<FoundResult | undefined>;
  /** Waits some seconds for results; the pieces whose result has come since the last call. */
  arrivals(): Promise<readonly string[]>;
  /** The result of a piece is stored, or of no use: its bytes go, and it is known that there was one. */
  forget(piece: string, description?: ResultMessage): Promise<void>;
  /** A piece is not wanted any more. */
  withdraw(piece: string): Promise<void>;
  /** Deletes everything that the run keeps on the server. */
  close(): Promise<void>;
}

/**
 * Opens the session of a run, or the one that a killed process of the same run has left behind.
 *
 * @param link - the server
 * @param run - who asks; `id` is the same whenever the same run is started
 * @param folder - shared with the workers
 * @param onWait - told when another process still seems to drive the run
 * @throws InputError - when another process goes on driving it
 */
export async function openRunSession(
  link: RedisLink,
  run: Omit<SessionMessage, 'folder'>,
  folder: SharedFolder | undefined,
  onWait: (words: string) => void,
): Promise<RunSession> {
  const { redis, address } = link;
  const waiting = link.connect();
  let closed = false;
  const all = queueKeys(address.prefix);
  const keys = all.session(run.id);
  const token = randomUUID();
  const claim = async () => (await runScript(redis, claimScript, [keys.owner], [token, OWNER_MILLISECONDS])) === 1;

  const attempts = OWNER_MILLISECONDS / 500 + 4;
  for (let attempt = 1; !(await claim()); attempt++) {
    if (attempt === 1) onWait('another process has driven this run a moment ago; waiting for it to be gone');
    if (attempt > attempts) {
      throw new InputError(`--engine: must not be driving the same run already; got another process on ${run.title}`);
    }
    await sleep(500);
  }
  const message: SessionMessage = {
    ...run,
    title: fitting(run.title),
    place: fitting(run.place),
    folder: folder === undefined ? null : token,
  };
  const text = JSON.stringify(message);
  await folder?.write(folderNames.token(token), new TextEncoder().encode(run.id));
  const sharedFiles = new Set<string>();

  const renew = async () => {
    if (!(await claim()))
      throw new InputError(`--engine: must drive this run alone; got another process on ${run.title}`);
    const expiring = Object.values(keys).filter((key) => key !== keys.owner && key !== keys.open);
    const steps = redis.pipeline().set(keys.open, token, 'EX', KEPT_SECONDS);
    for (const key of expiring) steps.expire(key, KEPT_SECONDS);
    await steps.exec();
    await runScript(redis, announceScript, [all.sessions], [run.id, text]);
  };
  await renew();

  return {
    message,
    renew,
    workers: async () => {
      const texts = await runScript(redis, presentScript, [all.workers], [WORKER_SILENCE_MILLISECONDS]);
      return (texts as string[]).flatMap((each) => readMessage(workerSchema, each) ?? []);
    },
    notices: async () => {
      const texts = (await redis.lpop(keys.notices, MOST_NOTICES)) ?? [];
      return texts.flatMap((each) => readMessage(noticeSchema, each) ?? []);
    },
    share: async (bytes) => {
      const hash = sha256(bytes);
      const stored = placeOfBytes(bytes.length, folder);
      if (stored === 'folder') {
        const name = folderNames.shared(run.id, hash);
        await folder!.write(name, bytes);
        sharedFiles.add(name);
      } else if ((await redis.hexists(keys.shared, hash)) === 0) {
        await redis.pipeline().hset(keys.shared, hash, Buffer.from(bytes)).expire(keys.shared, KEPT_SECONDS).exec();
      }
      return { hash, stored };
    },
    submit: async (piece, bytes) => {
      placeOfBytes(bytes.length, undefined);
      const known = await runScript(
        redis,
        submitScript,
        [keys.inputs, keys.results, keys.outputs],
        [piece, Buffer.from(bytes), KEPT_SECONDS],
      );
      return known !== null;
    },
    finished: async (pieces) => {
      if (pieces.length === 0) return [];
      const found = await redis.hmget(keys.results, ...pieces);
      return pieces.filter((_, index) => found[index] != null);
    },
    result: async (piece) => {
      const [known, output] = ((await redis
        .pipeline()
        .hget(keys.results, piece)
        .hgetBuffer(keys.outputs, piece)
        .exec()) ?? []) as readonly (readonly [unknown, unknown])[];
      if (typeof known?.[1] !== 'string') return undefined;
      const description = readMessage(resultSchema, known[1]);
      if (description === undefined) {
        await redis.hdel(keys.results, piece);
        return undefined;
      }
      const bytes =
        description.stored === 'folder'
          ? await folder?.read(folderNames.result(run.id, description.delivery)).catch(() => undefined)
          : output?.[1];
      return { description, bytes: bytes instanceof Uint8Array ? bytes : undefined };
    },
    arrivals: async () => {
      const first = await waiting.blpop(keys.arrivals, ARRIVAL_SECONDS).catch(async () => {
        if (!closed) await sleep(1000);
        return null;
      });
      if (first === null) return [];
      return [first[1], ...((await redis.lpop(keys.arrivals, MOST_ARRIVALS)) ?? [])];
    },
    forget: async (piece, description) => {
      await redis.hdel(keys.outputs, piece);
      if (description?.stored !== 'folder') return;
      await redis.hset(keys.results, piece, JSON.stringify({ ...description, stored: 'redis' }));
      await folder?.remove(folderNames.result(run.id, description.delivery));
    },
    withdraw: async (piece) => {
      await redis.pipeline().hdel(keys.inputs, piece).hdel(keys.outputs, piece).exec();
    },
    close: async () => {
      closed = true;
      waiting.disconnect();
      await redis.hdel(all.sessions, run.id);
      await runScript(
        redis,
        closeScript,
        [keys.owner, ...Object.values(keys).filter((key) => key !== keys.owner)],
        [token],
      );
      for (const name of [folderNames.token(token), ...sharedFiles]) await folder?.remove(name);
    },
  };
}
