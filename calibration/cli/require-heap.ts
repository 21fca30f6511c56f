import { InputError } from '../../src/index.js';

const MEBIBYTE = 1024 * 1024;

/**
 * Smallest heap that Node.js must allow; MiB. The main job needs 144 (`--max-old-space-size=96`, without which Node.js ends itself in
 * the middle of the work); the rest is a margin. `node --max-old-space-size=128` allows this much.
 */
export const LEAST_HEAP_MEBIBYTES = 176;

/**
 * Refuses to start a command that would run out of memory, which no program can report any more.
 *
 * @param bytes - largest heap that Node.js allows
 * @throws InputError - when it is too small
 */
export function requireHeap(bytes: number): void {
  if (bytes >= LEAST_HEAP_MEBIBYTES * MEBIBYTE) return;
  throw new InputError(
    `memory: must allow a heap of at least ${LEAST_HEAP_MEBIBYTES} MiB (node --max-old-space-size=128); got ${Math.floor(bytes / MEBIBYTE)} MiB`,
  );
}
