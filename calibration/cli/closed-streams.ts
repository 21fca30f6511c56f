/** A reader that has gone (`qcic run ... | head -1`), or a terminal that was closed. */
const GONE = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * Lets the process continue when its output can no longer be written: results are in files.
 *
 * @param streams - standard output and standard error
 * @returns the system's code of the first output that was lost otherwise than by a reader that has gone; undefined for none
 */
export function outliveReaders(streams: readonly NodeJS.WriteStream[]): () => string | undefined {
  let lost: string | undefined;
  for (const stream of streams) {
    stream.on('error', ({ code = 'an error' }: NodeJS.ErrnoException) => {
      if (!GONE.has(code)) lost ??= code;
    });
  }
  return () => lost;
}
