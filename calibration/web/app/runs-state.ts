import { batch, signal } from '@preact/signals';
import type { ServerMessage } from '../../server/api/events.js';
import type { RunList, RunSummary } from '../../server/api/runs.js';
import { ApiError, getJson, getJsonIfNew, onEvents } from './api-client.js';
import { connection } from './connection.js';

/** Runs of the folder, newest first; null until the first reply has come. */
export const runs = signal<readonly RunSummary[] | null>(null);

/** Name of the folder that is served. */
export const runsFolder = signal('');

/** Folders whose manifest cannot be read. */
export const unreadableRuns = signal<readonly string[]>([]);

/** Why the last reply failed; null where it did not. */
export const runsError = signal<Error | null>(null);

let isReading = false;
let isStale = false;
/** Of the list that is shown. */
let tag: string | null = null;

/** Reads the list again; calls while it is read are answered by one more reading. */
export async function reloadRuns(): Promise<void> {
  if (isReading) {
    isStale = true;
    return;
  }
  isReading = true;
  try {
    const read = await getJsonIfNew<RunList>('/api/runs', tag);
    if (read !== null) {
      const list = read.value;
      tag = read.tag;
      batch(() => {
        runs.value = list.runs.toSorted((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0));
        runsFolder.value = list.folder;
        unreadableRuns.value = list.unreadable;
      });
    }
    runsError.value = null;
  } catch (error) {
    runsError.value = error instanceof Error ? error : new ApiError(0, String(error));
  }
  isReading = false;
  if (!isStale) return;
  isStale = false;
  await reloadRuns();
}

/** The server looks for changes once a second: what has changed before its first look is asked for behind it, milliseconds. */
const FIRST_LOOK = 1500;

/** Time until a stream that the server has refused is asked for again, milliseconds. */
const RETRY = 3000;

/**
 * Reads the list, and reads it again whenever the server reports a change or answers again; called once. A hidden page
 * follows nothing: browsers allow six connections to a server, those of all windows together.
 *
 * @returns ends it
 */
export function followRuns(): () => void {
  let end: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let look: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    clearTimeout(timer);
    clearTimeout(look);
    end?.();
    end = null;
  };
  let isBegun = false;
  const follow = () => {
    leave();
    if (document.hidden) return;
    // The first page has asked already, if it needs the list
    if (isBegun || (runs.peek() === null && !isReading)) void reloadRuns();
    isBegun = true;
    let isFirst = true;
    const hear = (_name: string, { kind }: ServerMessage) => {
      // A new stream begins with it, and the list has just been asked for
      if (kind === 'resync' && isFirst) look = setTimeout(() => void reloadRuns(), FIRST_LOOK);
      else void reloadRuns();
      isFirst = false;
    };
    end = onEvents('/api/events', hear, {
      onOpen: () => {
        if (connection.value !== 'open') void reloadRuns();
        connection.value = 'open';
      },
      onBreak: (isClosed) => {
        if (connection.value === 'open') connection.value = 'lost';
        // A browser does not ask again after a refusal, and does not tell its status
        if (isClosed) {
          timer = setTimeout(follow, RETRY);
          void findRefusal(() => clearTimeout(timer));
        }
      },
    });
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    leave();
  };
}

/** Tells a server that refuses this page, which is not asked again, from one that does not answer. */
async function findRefusal(stop: () => void): Promise<void> {
  try {
    await getJson<unknown>('/api/jobs');
  } catch (error) {
    const isRefused = error instanceof ApiError && (error.status === 401 || error.status === 403);
    connection.value = isRefused ? 'refused' : 'lost';
    if (isRefused) stop();
  }
}
