import type { Runtime } from '../session/runtime.js';
import type { ExitCode } from './exit-codes.js';

/** What a command does, once it is loaded; without an exit code it is done. */
export type Action<Args extends readonly unknown[]> = (
  runtime: Runtime,
  ...args: Args
) => Promise<ExitCode | undefined>;

/** Makes the action of a command from what loads it: nothing is loaded before the command is called. */
export type Act = <Args extends readonly unknown[]>(
  load: () => Promise<Action<Args>>,
) => (...args: Args) => Promise<void>;
