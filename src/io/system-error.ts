/** An error of the operating system as Node reports it, for example `ENOENT` from `open`. */
export interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
}

/**
 * Tells an error of the operating system (a fault of the path or the disk) from one of the program.
 *
 * @param cause - what was caught
 */
export function isSystemError(cause: unknown): cause is SystemError {
  return cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';
}
