import { setImmediate as nextTurn } from 'node:timers/promises';
import { InterruptedError } from '../../src/index.js';

/**
 * Yields to other work of the process, so that a request to stop can arrive, and stops on such a request.
 *
 * @param signal - the request to stop, if there can be one
 * @returns a promise that resolves on the next turn of the event loop
 * @throws InterruptedError - when the signal is raised
 */
export async function pause(signal?: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal?.aborted) throw new InterruptedError('biomarkers: must run to their end; got a request to stop');
}
