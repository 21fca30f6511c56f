import type { Runtime } from './runtime.js';

/**
 * An abort signal that Ctrl-C (or SIGTERM, or a closed terminal) triggers: the first one asks the work to stop and keep
 * what it has.
 *
 * @param runtime - the process
 * @param onStop - called when the work is asked to stop
 * @param endNow - called when a second signal ends the process; nothing if left out
 * @returns the signal, and a function that stops listening
 */
export function stopSignal(
  runtime: Pick<Runtime, 'onInterrupt'>,
  onStop: () => void,
  endNow: () => void = () => {},
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = runtime.onInterrupt(() => {
    onStop();
    controller.abort();
  }, endNow);
  return { signal: controller.signal, release };
}
