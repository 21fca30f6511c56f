import type { Job } from './jobs.js';

/** What `GET /api/events` sends. */
export type ServerEvent =
  /** The table of runs has changed: some runs, or all of them. */
  { readonly kind: 'runs'; readonly changed: readonly string[] } | { readonly kind: 'job'; readonly job: Job };
