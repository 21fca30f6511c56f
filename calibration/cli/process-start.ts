import { readFile } from 'node:fs/promises';

/** Place of the start time behind the name in a process's `stat`: field 22, of which two stand before. */
const START_FIELD = 19;

/**
 * When a process of this machine started: where Linux tells, its clock ticks since the machine started and which start of
 * the machine that was; elsewhere only that it runs.
 *
 * @param pid - number of the process
 * @returns null where there is none of that number
 * @see proc_pid_stat(5)
 */
export async function processStart(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return isRunning(pid) ? 'runs' : null;
  // The name, in parentheses, may hold anything
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // It has ended, and its parent has not asked how
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${fields[START_FIELD]}`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It runs, but is another user's
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
