import { randomUUID } from 'node:crypto';
import { sha256 } from '../../../src/index.js';
import { asBuffer } from './payload.js';
import {
  fitting,
  identityDifferences,
  KEPT_SECONDS,
  MOST_NOTICES,
  type NoticeMessage,
  type ProgramIdentity,
  queueKeys,
  type ResultMessage,
  readMessage,
  resultSchema,
  type SessionMessage,
  type SharedReference,
  sessionSchema,
} from './protocol.js';
import type { RedisLink } from './redis-link.js';
import { deliverScript, presentScript, runScript } from './scripts.js';
import { folderNames, placeOfBytes, type SharedFolder } from './shared-folder.js';

/** What became of a delivery. */
export type Delivery =
  | 'kept'
  /** Another worker's result was there already: with the same bits, or with different ones. */
  | 'same'
  | 'different'
  /** The run is over. */
  | 'closed';

/** What the server keeps for a run, seen from a worker. */
export interface ServedSession {
  readonly id: string;
  isOpen(): Promise<boolean>;
  /** Data of a subtask; undefined where it is done or not wanted any more. */
  input(subtask: string): Promise<Uint8Array | undefined>;
  /** @throws Error - when they are not there as the run sent them; it may send them again */
  shared(reference: SharedReference): Promise<Uint8Array>;
  /** Hands in the result of a subtask; only the first one is kept. */
  deliver(subtask: string, bytes: Uint8Array, content: string, worker: string): Promise<Delivery>;
  /** Reports to the user who waits. */
  notify(notice: NoticeMessage): Promise<void>;
}

/**
 * The session of a run that a worker takes subtasks of.
 *
 * @param link - the server
 * @param id - of the run
 * @param folder - shared with the run
 */
export function servedSession(link: RedisLink, id: string, folder: SharedFolder | undefined): ServedSession {
  const { redis, address } = link;
  const keys = queueKeys(address.prefix).session(id);
  return {
    id,
    isOpen: async () => (await redis.exists(keys.open)) === 1,
    input: async (subtask) => (await redis.hgetBuffer(keys.inputs, subtask)) ?? undefined,
    shared: async ({ hash, stored }) => {
      const bytes =
        stored === 'folder'
          ? await folder?.read(folderNames.shared(id, hash)).catch(() => undefined)
          : await redis.hgetBuffer(keys.shared, hash);
      if (bytes == null || sha256(bytes) !== hash) {
        const got = `${bytes?.length ?? 'no'} bytes`;
        throw new Error(`shared data ${hash.slice(0, 8)}: must be there as the run sent them; got ${got}`);
      }
      return bytes;
    },
    deliver: async (subtask, bytes, content, worker) => {
      const delivery = randomUUID();
      const stored = placeOfBytes(bytes.length, folder);
      const file = folderNames.result(id, delivery);
      if (stored === 'folder') await folder!.write(file, bytes);
      const description: ResultMessage = {
        content,
        bytes: bytes.length,
        stored,
        worker: fitting(worker),
        delivery,
      };
      const kept = await runScript(
        redis,
        deliverScript,
        [keys.open, keys.inputs, keys.results, keys.outputs, keys.arrivals],
        [subtask, JSON.stringify(description), stored === 'folder' ? '' : asBuffer(bytes), KEPT_SECONDS],
      );
      if (kept === 'kept') return 'kept';
      const other = kept === 'closed' ? undefined : readMessage(resultSchema, String(kept));
      // After a lost connection the server may be asked twice
      if (other?.delivery === delivery) return 'kept';
      if (stored === 'folder') await folder!.remove(file);
      if (other === undefined) return 'closed';
      return other.content === content ? 'same' : 'different';
    },
    notify: async ({ place, message, isError }) => {
      const notice: NoticeMessage = { place: fitting(place), message: fitting(message), isError };
      await redis
        .pipeline()
        .rpush(keys.notices, JSON.stringify(notice))
        .ltrim(keys.notices, -MOST_NOTICES, -1)
        .expire(keys.notices, KEPT_SECONDS)
        .exec();
    },
  };
}

/** Runs that have been silent for this time are ignored. */
const RUN_SILENCE_MILLISECONDS = 15_000;

/** A run, and why a worker cannot serve it: empty where it can. */
interface MetRun {
  readonly run: SessionMessage;
  readonly refusal: string;
}

/**
 * The runs under way, compared with what a worker is.
 *
 * @param link - the server
 * @param identity - of the worker's program
 * @param folder - that the worker was given
 */
export async function meetRuns(
  link: RedisLink,
  identity: ProgramIdentity,
  folder: SharedFolder | undefined,
): Promise<readonly MetRun[]> {
  const keys = queueKeys(link.address.prefix);
  const texts = await runScript(link.redis, presentScript, [keys.sessions], [RUN_SILENCE_MILLISECONDS]);
  const runs = (texts as string[]).flatMap((text) => readMessage(sessionSchema, text) ?? []);
  return Promise.all(runs.map(async (run) => ({ run, refusal: await refusalOf(run, identity, folder) })));
}

async function refusalOf(
  run: SessionMessage,
  identity: ProgramIdentity,
  folder: SharedFolder | undefined,
): Promise<string> {
  const differences = identityDifferences(run.identity, identity);
  if (differences !== '') return differences;
  if (run.folder === null) return '';
  const file = folderNames.token(run.id, run.folder);
  const token = await folder?.read(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  if (token === run.id) return '';
  const got = folder === undefined ? 'none' : `a folder without ${file}`;
  return `--engine-folder must name the folder that the run shares; got ${got}`;
}
