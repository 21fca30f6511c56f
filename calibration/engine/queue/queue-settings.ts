/** Tries that a piece has where its worker could not do it for reasons of its own (a full disk, a lost folder). */
export const MOST_TRIES = 5;

/** Pause before the second try, doubled for each further one; milliseconds. */
export const FIRST_BACKOFF_MILLISECONDS = 250;

/** Workers that may vanish over a piece before the run takes it back; it is then cut, or tried once more whole. */
export const MOST_STALLS = 2;

/** How the queue's library names a job that was given up because its workers vanished. */
export function isStalledTooOften(reason: string): boolean {
  return reason.includes('stalled more than');
}
