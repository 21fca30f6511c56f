import type { SessionEvent } from '../../session/session-events.js';
import type { Job } from './jobs.js';
import type { RunSummary } from './runs.js';

/** What `GET /api/events` sends, as JSON messages. */
export type ServerEvent =
  /** The table of runs has changed: these runs, which may be gone. */
  { readonly kind: 'runs'; readonly changed: readonly string[] } | { readonly kind: 'job'; readonly job: Job };

/** The same, and what a page is told that was away for too long: to ask for everything again. */
export type ServerMessage = ServerEvent | { readonly kind: 'resync' };

/** What `GET /api/runs/:id/events` sends, as JSON messages. */
export type RunMessage =
  /** First, and when the log has begun anew: what has happened, without what later events replace. */
  | { readonly kind: 'history'; readonly events: readonly SessionEvent[] }
  | { readonly kind: 'event'; readonly event: SessionEvent }
  /** First, and when its state has changed; null where it is gone. */
  | { readonly kind: 'run'; readonly run: RunSummary | null };
