import type { Runtime } from '../session/runtime.js';
import type { ExitCode } from './exit-codes.js';

/** The action of a command, once loaded; no exit code means done. */
export type Action<Args extends readonly unknown[]> = (
  runtime: Runtime,
  ...args: Args
) => Promise<ExitCode | undefined>;

/** Makes the action of a command from its loader. Nothing is loaded before the command is called. */
export type Act = <Args extends readonly unknown[]>(
  load: () => Promise<Action<Args>>,
) => (...args: Args) => Promise<void>;
