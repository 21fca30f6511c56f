import type { TaskFailure } from '../task-failure.js';

/** What goes to a worker. */
export interface TaskMessage {
  readonly task: number;
  readonly kind: string;
  readonly input: unknown;
}

/** What comes back: `ready` once, when the worker's script has been loaded, then one message per task. */
export type ReplyMessage =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'done'; readonly task: number; readonly output: unknown }
  | { readonly outcome: 'failed'; readonly task: number; readonly failure: TaskFailure };
