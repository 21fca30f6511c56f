import type { Runtime } from '../session/runtime.js';
import { lockHolder } from '../store/folder-lock.js';
import { ConflictError } from './replies.js';

/** What {@link processStart} tells where the system does not state when a process started. */
const NO_START = 'runs';

/**
 * Asks the process that writes into a folder to stop, as Ctrl-C in its terminal does: what it has simulated is kept.
 *
 * The lock names the process by its number and its start. Both must be those of a process that runs on this machine, so that
 * no other one gets the signal.
 *
 * @param folder - of the run
 * @param runtime - looks up processes
 * @param signal - sends SIGINT to a process
 * @throws ConflictError - when no process of this machine holds the folder, or it cannot be told from another one
 */
export async function stopRun(
  folder: string,
  { host, processStart }: Pick<Runtime, 'host' | 'processStart'>,
  signal: (pid: number) => void = (pid) => {
    process.kill(pid, 'SIGINT');
  },
): Promise<void> {
  const refuse = (got: string) =>
    new ConflictError(`run: must be written by a process of this machine to be stopped; got ${got}`);
  const holder = await lockHolder(folder);
  if (holder === undefined) throw refuse('none');
  if (holder.host !== host) throw refuse(`process ${holder.pid} on ${holder.host}`);
  const start = await processStart(holder.pid);
  if (start === null || holder.processStart !== start) throw refuse(`process ${holder.pid}, which has ended`);
  if (start === NO_START)
    throw refuse(`process ${holder.pid}, which this system cannot tell from a later one; press Ctrl-C in its terminal`);
  signal(holder.pid);
}
