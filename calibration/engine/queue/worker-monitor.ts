import { identityDifferences, type WorkerMessage } from './protocol.js';
import type { RedisAddress } from './redis-address.js';
import type { RunSession } from './run-session.js';

/** Checks without a worker before the user is notified again; doubled each time. */
const FIRST_PATIENCE = 15;

/** The workers that serve a run, as last seen. */
export interface WorkerMonitor {
  readonly workers: number;
  readonly threads: number;
  /**
   * Looks again; reports workers that joined, left or cannot serve, and their notices.
   *
   * @returns messages of workers that must end the run
   */
  look(): Promise<readonly string[]>;
}

/**
 * Watches the workers of a run.
 *
 * @param session - of the run
 * @param onNotice - receives messages
 */
export function workerMonitor(
  session: RunSession,
  address: RedisAddress,
  onNotice: (message: string) => void,
): WorkerMonitor {
  let seen = new Map<string, WorkerMessage>();
  let [looks, patience, threads, serving] = [0, FIRST_PATIENCE, 0, 0];
  const { identity } = session.message;
  const serves = (worker: WorkerMessage) => identityDifferences(identity, worker.identity) === '';

  const came = (worker: WorkerMessage) => {
    if (serves(worker)) onNotice(`worker ${worker.place} is here, ${worker.threads} thread(s)`);
    else onNotice(`worker ${worker.place} cannot serve this run: ${identityDifferences(identity, worker.identity)}`);
  };

  return {
    get workers() {
      return serving;
    },
    get threads() {
      return threads;
    },
    look: async () => {
      const present = new Map((await session.workers()).map((worker) => [worker.id, worker]));
      for (const [id, worker] of present) if (!seen.has(id)) came(worker);
      for (const [id, worker] of seen) {
        if (!present.has(id) && serves(worker)) onNotice(`worker ${worker.place} is gone`);
      }
      seen = present;
      const able = [...present.values()].filter(serves);
      serving = able.length;
      threads = able.reduce((sum, worker) => sum + worker.threads, 0);
      looks = able.length > 0 ? 0 : looks + 1;
      if (looks === 0) patience = FIRST_PATIENCE;
      if (looks === 2 || (looks > 2 && looks % patience === 0)) {
        const others = present.size === 0 ? '' : ` of this program (${present.size} of another)`;
        onNotice(`no worker${others} is here; start one with: qcic worker --engine ${address.shown}`);
        if (looks > 2) patience *= 2;
      }
      const notices = await session.notices();
      for (const { place, message } of notices) onNotice(`worker ${place}: ${message}`);
      return notices.filter(({ isError }) => isError).map(({ place, message }) => `worker ${place}: ${message}`);
    },
  };
}
