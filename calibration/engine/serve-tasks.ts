import type { MessagePort } from 'node:worker_threads';
import type { TaskRegistry } from './engine.js';
import type { ReplyMessage, TaskMessage } from './worker-engine.js';

/**
 * Answers task messages on a port with the functions of a registry; large arrays are handed over, not copied.
 *
 * @param port - where tasks come in and results go out
 * @param registry - functions by task name
 */
export function serveTasks(port: MessagePort, registry: TaskRegistry): void {
  port.on('message', ({ task, kind, input }: TaskMessage) => {
    let reply: ReplyMessage;
    try {
      const run = registry[kind];
      if (run === undefined) throw new Error(`no task is called ${kind}`);
      reply = { task, output: run(input as never) };
    } catch (cause) {
      const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
      reply = { task, failure: { message, stack } };
    }
    port.postMessage(reply, 'output' in reply ? buffersOf(reply.output) : []);
  });
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
