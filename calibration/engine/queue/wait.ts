import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A promise with a time limit.
 *
 * @throws Error - with `message`, when the promise has not settled in time
 */
export async function within<Value>(milliseconds: number, promise: Promise<Value>, message: string): Promise<Value> {
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new Error(message);
  });
  // The loser of the race must not end the process
  late.catch(() => {});
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

/** Work that is repeated until it is stopped. */
export interface Repetition {
  /** Does the work once more at once, or right after what is under way. */
  wake(): void;
  /** Lets what is under way end, and does no more. */
  stop(): Promise<void>;
}

/**
 * Repeats a task with pauses between the end of one and the start of the next.
 *
 * @param milliseconds - the pause
 * @param work - what it throws goes to `onIssue`, and the repetition continues
 */
export function repeat(milliseconds: number, work: () => Promise<void>, onIssue: (cause: unknown) => void): Repetition {
  let stopped = false;
  let pause = new AbortController();
  const loop = (async () => {
    while (!stopped) {
      try {
        await work();
      } catch (cause) {
        onIssue(cause);
      }
      if (stopped) break;
      await sleep(milliseconds, undefined, { signal: pause.signal }).catch(() => {});
      if (pause.signal.aborted) pause = new AbortController();
    }
  })();
  return {
    wake: () => pause.abort(),
    stop: async () => {
      stopped = true;
      pause.abort();
      await loop;
    },
  };
}

export { sleep };
