import type { Runtime } from './runtime.js';

/**
 * An abort signal that Ctrl-C (or SIGTERM) triggers: the first one asks the work to stop and keep what it has.
 *
 * @param runtime - the process
 * @param onStop - called when the work is asked to stop
 * @returns the signal, and a function that stops listening
 */
export function stopSignal(
  runtime: Pick<Runtime, 'onInterrupt'>,
  onStop: () => void,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = runtime.onInterrupt(() => {
    onStop();
    controller.abort();
  });
  return { signal: controller.signal, release };
}
