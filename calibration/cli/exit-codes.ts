/** What the process tells its caller. */
export const exitCodes = {
  done: 0,
  bug: 1,
  badInput: 2,
  notConverged: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the end of a study tells the caller. */
export function exitCodeOf(status: string): ExitCode {
  if (status === 'interrupted') return exitCodes.interrupted;
  return status === 'not-converged' ? exitCodes.notConverged : exitCodes.done;
}
