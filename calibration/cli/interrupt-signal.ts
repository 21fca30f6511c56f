/**
 * An abort signal that Ctrl-C (or a polite kill) triggers. The first one asks the run to stop and keep what it has; a
 * second one ends the process at once.
 *
 * @param onFirst - told when the run is asked to stop
 * @returns the signal, and a function that stops listening
 */
export function interruptSignal(onFirst: () => void): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const handle = () => {
    if (controller.signal.aborted) {
      release();
      process.kill(process.pid, 'SIGINT');
      return;
    }
    onFirst();
    controller.abort();
  };
  const release = () => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return { signal: controller.signal, release };
}
