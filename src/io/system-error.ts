/** An error of the operating system as Node reports it, for example `ENOENT` from `open`. */
export interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
}

/**
 * Distinguishes an error of the operating system (path or disk) from a bug in qcic.
 *
 * @param cause - what was caught
 */
export function isSystemError(cause: unknown): cause is SystemError {
  return cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';
}
