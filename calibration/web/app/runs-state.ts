import { signal } from '@preact/signals';
import type { RunList, RunSummary } from '../../server/api/runs.js';
import { ApiError, getJson, onEvents } from './api-client.js';
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

/** Reads the list again; calls while it is read are answered by one more reading. */
export async function reloadRuns(): Promise<void> {
  if (isReading) {
    isStale = true;
    return;
  }
  isReading = true;
  try {
    const list = await getJson<RunList>('/api/runs');
    runs.value = list.runs.toSorted((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0));
    runsFolder.value = list.folder;
    unreadableRuns.value = list.unreadable;
    runsError.value = null;
  } catch (error) {
    runsError.value = error instanceof Error ? error : new ApiError(0, String(error));
  }
  isReading = false;
  if (!isStale) return;
  isStale = false;
  await reloadRuns();
}

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
  const leave = () => {
    clearTimeout(timer);
    end?.();
    end = null;
  };
  const follow = () => {
    leave();
    if (document.hidden) return;
    void reloadRuns();
    end = onEvents<unknown>('/api/events', () => void reloadRuns(), {
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
