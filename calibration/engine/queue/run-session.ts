import { randomUUID } from 'node:crypto';
import { InputError, sha256 } from '../../../src/index.js';
import { asBuffer } from './payload.js';
import {
  fitting,
  KEPT_SECONDS,
  MOST_NOTICES,
  type NoticeMessage,
  noticeSchema,
  queueKeys,
  type ResultMessage,
  readMessage,
  resultSchema,
  type SessionMessage,
  type SharedReference,
  type WorkerMessage,
  workerSchema,
} from './protocol.js';
import type { RedisLink } from './redis-link.js';
import {
  announceScript,
  claimScript,
  closeScript,
  presentScript,
  runScript,
  submitScript,
  withdrawScript,
} from './scripts.js';
import { folderNames, placeOfBytes, type SharedFolder } from './shared-folder.js';
import { sleep } from './wait.js';

/** A run whose process is silent for this time may be driven by another. */
const OWNER_MILLISECONDS = 10_000;

/** Workers that are silent for this time are gone. */
const WORKER_SILENCE_MILLISECONDS = 10_000;

/** A command that waits on the server is answered within this time, so that silence can be distinguished from a lost connection. */
const ARRIVAL_SECONDS = 5;

/** A result as it was found. */
export interface FoundResult {
  readonly description: ResultMessage;
  /** undefined where they are gone. */
  readonly bytes: Uint8Array | undefined;
}

/** What the server keeps for one run, seen from the process that drives it. */
export interface RunSession {
  readonly message: SessionMessage;
  /** Part of the names of this process's jobs. */
  readonly mark: string;
  /** Reports that the run is still driven. @throws InputError - when another process has taken it over, even if that one has ended */
  renew(): Promise<void>;
  workers(): Promise<readonly WorkerMessage[]>;
  /** Notices of workers since the last call. */
  notices(): Promise<readonly NoticeMessage[]>;
  /** Data that many subtasks share; sent once. */
  share(bytes: Uint8Array): Promise<SharedReference>;
  /** Leaves a subtask for workers; true where its result is there already. */
  submit(subtask: string, bytes: Uint8Array): Promise<boolean>;
  /** Which of the subtasks have a result. */
  finished(subtasks: readonly string[]): Promise<readonly string[]>;
  result(subtask: string): Promise<FoundResult | undefined>;
  /** Waits some seconds for results; the subtasks whose result has come since the last call. */
  arrivals(): Promise<readonly string[]>;
  /** The result of a subtask is stored: its bytes are deleted, and a note of it is kept. */
  forget(subtask: string, description: ResultMessage): Promise<void>;
  /** The result of a subtask is unusable and may be replaced. */
  discard(subtask: string, description: ResultMessage): Promise<void>;
  /** A subtask is not wanted any more. */
  withdraw(subtask: string): Promise<void>;
  /** Deletes everything that the run keeps on the server. */
  close(): Promise<void>;
}

/**
 * Opens the session of a run, or the one that a killed process of the same run has left behind.
 *
 * @param link - the server
 * @param run - who asks; `id` is the same whenever the same run is started
 * @param folder - shared with the workers
 * @param onWait - called when another process still seems to drive the run
 * @throws InputError - when another process continues to drive it
 */
export async function openRunSession(
  link: RedisLink,
  run: Omit<SessionMessage, 'folder'>,
  folder: SharedFolder | undefined,
  onWait: (message: string) => void,
): Promise<RunSession> {
  const { redis, address } = link;
  const waiting = link.connect();
  let closed = false;
  const all = queueKeys(address.prefix);
  const keys = all.session(run.id);
  const token = randomUUID();
  const claim = async (time: 'first' | 'again') => {
    const values = [token, OWNER_MILLISECONDS, time, KEPT_SECONDS];
    return (await runScript(redis, claimScript, [keys.owner, all.driver(run.id)], values)) === 1;
  };

  const attempts = OWNER_MILLISECONDS / 500 + 4;
  for (let attempt = 1; !(await claim('first')); attempt++) {
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
  await folder?.write(folderNames.token(run.id, token), new TextEncoder().encode(run.id));

  // Notices to an earlier process are not repeated
  await redis.del(keys.notices);

  const renew = async () => {
    if (!(await claim('again')))
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
    mark: token.slice(0, 8),
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
        await folder!.write(folderNames.shared(run.id, hash), bytes);
      } else if ((await redis.hexists(keys.shared, hash)) === 0) {
        await redis.pipeline().hset(keys.shared, hash, asBuffer(bytes)).expire(keys.shared, KEPT_SECONDS).exec();
      }
      return { hash, stored };
    },
    submit: async (subtask, bytes) => {
      placeOfBytes(bytes.length, undefined);
      const known = await runScript(
        redis,
        submitScript,
        [keys.inputs, keys.results, keys.outputs],
        [subtask, asBuffer(bytes), KEPT_SECONDS],
      );
      return known !== null;
    },
    finished: async (subtasks) => {
      if (subtasks.length === 0) return [];
      const found = await redis.hmget(keys.results, ...subtasks);
      return subtasks.filter((_, index) => found[index] != null);
    },
    result: async (subtask) => {
      const [known, output] = ((await redis
        .pipeline()
        .hget(keys.results, subtask)
        .hgetBuffer(keys.outputs, subtask)
        .exec()) ?? []) as readonly (readonly [unknown, unknown])[];
      if (typeof known?.[1] !== 'string') return undefined;
      const description = readMessage(resultSchema, known[1]);
      if (description === undefined) {
        await redis.hdel(keys.results, subtask);
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
      return first === null ? [] : [first[1]];
    },
    forget: async (subtask, description) => {
      await redis.hdel(keys.outputs, subtask);
      if (description.stored !== 'folder') return;
      await redis.hset(keys.results, subtask, JSON.stringify({ ...description, stored: 'redis' }));
      await folder?.remove(folderNames.result(run.id, description.delivery));
    },
    discard: async (subtask, { stored, delivery }) => {
      await redis.pipeline().hdel(keys.results, subtask).hdel(keys.outputs, subtask).exec();
      if (stored === 'folder') await folder?.remove(folderNames.result(run.id, delivery));
    },
    withdraw: async (subtask) => {
      await runScript(redis, withdrawScript, [keys.owner, keys.inputs, keys.outputs], [token, subtask]);
    },
    close: async () => {
      closed = true;
      waiting.disconnect();
      const others = Object.values(keys).filter((key) => key !== keys.owner);
      const closing = await runScript(redis, closeScript, [keys.owner, all.sessions, ...others], [token, run.id]);
      // Where another process drives the run these files are its own
      if (closing === 1) await folder?.removeAll(`${run.id}-`);
    },
  };
}
