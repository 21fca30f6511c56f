import { signal } from '@preact/signals';
import type { RunList, RunSummary } from '../../server/api/runs.js';
import { ApiError, getJson, onEvents } from './api-client.js';

/** Runs of the folder, newest first; null until the first reply has come. */
export const runs = signal<readonly RunSummary[] | null>(null);

/** Name of the folder that is served. */
export const runsFolder = signal('');

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
    runsError.value = null;
  } catch (error) {
    runsError.value = error instanceof Error ? error : new ApiError(0, String(error));
  }
  isReading = false;
  if (!isStale) return;
  isStale = false;
  await reloadRuns();
}

/** Reads the list, and reads it again whenever the server reports a change; called once. @returns ends it */
export function followRuns(): () => void {
  void reloadRuns();
  return onEvents<unknown>('/api/events', () => void reloadRuns());
}
