import type { EventLog } from '../store/event-log.js';
import type { ProgressDisplay } from './progress-display.js';

/** An endpoint of a fit, beside its clinical value. */
export interface EndpointState {
  readonly arm: string;
  readonly endpoint: string;
  /** Of a median in an iteration: the share without an event at the clinical median, whose target is 50. */
  readonly unit: 'percent' | 'months' | 'percent at the clinical median';
  /** Null where it has none, such as a median that is not reached. */
  readonly value: number | null;
  readonly target: number;
  /** Largest accepted difference; null where the endpoint is not assessed by itself. */
  readonly tolerance: number | null;
}

/** What happens in a session. */
export type SessionHappening =
  /** A process has begun: the first one, or one that resumes. */
  | {
      readonly kind: 'start';
      readonly study: string;
      readonly name: string;
      readonly command: string;
      /** Date and time, ISO 8601. */
      readonly date: string;
      readonly resumed: boolean;
    }
  | { readonly kind: 'begin'; readonly title: string; readonly total: number; readonly unit: string }
  | {
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      readonly failed: number;
      readonly stored: number;
    }
  | { readonly kind: 'stage'; readonly name: string }
  | { readonly kind: 'line'; readonly text: string }
  /** An iterate of the fit of a round; `converged` is null until the round ends. */
  | {
      readonly kind: 'fit';
      readonly round: number;
      readonly iteration: number;
      readonly objective: number;
      readonly effectiveSampleSize: number;
      readonly pooled: number;
      readonly endpoints: readonly EndpointState[];
      readonly converged: boolean | null;
    }
  /** The fit of a round, on a cohort that it has not used. */
  | {
      readonly kind: 'validation';
      readonly round: number;
      /** Largest |difference| / tolerance; null where it has no value. */
      readonly worst: number | null;
      readonly endpoints: readonly EndpointState[];
    }
  | { readonly kind: 'end'; readonly status: string };

/** A line of events.jsonl. */
export type SessionEvent = {
  /** Seconds since the start of the process that wrote it. */
  readonly seconds: number;
} & SessionHappening;

/** Progress and iterations are written down at most this often; the last of a stretch always is. */
export const LEAST_SECONDS_APART = 0.25;

/** Writes down what happens in a session. */
export interface SessionEvents {
  write(happening: SessionHappening): void;
  /** Writes one of many: it is made where enough time has passed since the last of its kind. */
  sometimes(kind: 'progress' | 'fit', make: () => SessionHappening): void;
  /** Ends the log; what is written later is dropped. */
  close(): void;
}

/**
 * @param log - where the lines go; null writes nothing
 * @param seconds - since the start of the process
 * @param onFailure - called once where the log cannot be written; the study does not depend on it
 */
export function sessionEvents(
  log: EventLog | null,
  seconds: () => number,
  onFailure: (message: string) => void,
): SessionEvents {
  let isOpen = log !== null;
  const written = new Map<string, number>();
  const pending = new Map<string, () => SessionHappening>();
  const put = (happening: SessionHappening) => {
    if (!isOpen || log === null) return;
    try {
      log.write(JSON.stringify({ seconds: seconds(), ...happening } satisfies SessionEvent));
    } catch (cause) {
      isOpen = false;
      onFailure(`events.jsonl: must be writable; got ${cause instanceof Error ? cause.message : cause}`);
    }
  };
  const settle = () => {
    for (const make of pending.values()) put(make());
    pending.clear();
  };
  return {
    write: (happening) => {
      pending.delete(happening.kind);
      settle();
      put(happening);
    },
    sometimes: (kind, make) => {
      if (!isOpen) return;
      if (seconds() - (written.get(kind) ?? Number.NEGATIVE_INFINITY) < LEAST_SECONDS_APART) {
        pending.set(kind, make);
        return;
      }
      pending.delete(kind);
      written.set(kind, seconds());
      put(make());
    },
    close: () => {
      settle();
      isOpen = false;
      log?.close();
    },
  };
}

/** A display whose stretches, progress and lines are written down too. */
export function withEvents(display: ProgressDisplay, events: SessionEvents): ProgressDisplay {
  return {
    ...display,
    begin: (title, total, unit = 'patients') => {
      events.write({ kind: 'begin', title, total, unit });
      display.begin(title, total, unit);
    },
    update: (progress) => {
      const { done, total, failed, stored = 0 } = progress;
      events.sometimes('progress', () => ({ kind: 'progress', done, total, failed, stored }));
      display.update(progress);
    },
    line: (text) => {
      events.write({ kind: 'line', text });
      display.line(text);
    },
  };
}
