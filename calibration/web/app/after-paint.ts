/**
 * Does something when what is shown now has been painted.
 *
 * @returns gives it up
 */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A frame is painted between its callbacks and the tasks behind them
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** What can wait is done after so long at the latest; milliseconds. */
const MOST_WAITING = 300;

/**
 * Does something when what is shown now has been painted, and nothing else is to be done.
 *
 * @returns gives it up
 */
export function whenFree(act: () => void): () => void {
  // Safari has no such callbacks
  if (typeof requestIdleCallback !== 'function') return afterPaint(act);
  let idle = 0;
  const end = afterPaint(() => {
    idle = requestIdleCallback(act, { timeout: MOST_WAITING });
  });
  return () => {
    end();
    cancelIdleCallback(idle);
  };
}
