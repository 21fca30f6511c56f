/** Exit codes of the process. */
export const exitCodes = {
  done: 0,
  bug: 1,
  badInput: 2,
  notConverged: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Exit code for the status of a study. */
export function exitCodeOf(status: string): ExitCode {
  if (status === 'interrupted') return exitCodes.interrupted;
  return status === 'not-converged' || status === 'incomplete' ? exitCodes.notConverged : exitCodes.done;
}
