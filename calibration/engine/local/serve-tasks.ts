import type { MessagePort } from 'node:worker_threads';
import type { TaskRegistry } from '../engine.js';
import { type TaskFailure, toTaskFailure } from '../task-failure.js';

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

/**
 * Answers task messages on a port with the functions of a registry, after saying that it is ready.
 *
 * Arrays of a result are handed over, not copied; arrays in shared memory stay where they are.
 *
 * @param port - where tasks come in and results go out
 * @param registry - functions by task name
 */
export function serveTasks(port: MessagePort, registry: TaskRegistry): void {
  const reply = (message: ReplyMessage, transferred: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transferred);
  port.on('message', async ({ task, kind, input }: TaskMessage) => {
    try {
      const run = registry[kind];
      if (run === undefined) throw new Error(`no task is called ${kind}`);
      const output = await run(input as never);
      reply({ outcome: 'done', task, output }, buffersOf(output));
    } catch (cause) {
      reply({ outcome: 'failed', task, failure: toTaskFailure(cause) });
    }
  });
  reply({ outcome: 'ready' });
}

/** Every array buffer inside plain data, each once. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) buffersOf(member, found);
  }
  return [...found];
}
