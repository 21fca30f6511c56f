import { toVisibleText } from '../../src/index.js';
import type { ProgramIdentity } from '../engine/queue/protocol.js';

/** A stream that the program writes to. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** The installed workbench. */
export interface PackageInformation {
  readonly version: string;
  /** Its folder, where `data` lies. */
  readonly root: string;
}

/** What a command answers to a program that called it with `--json`. */
export interface Reply {
  /** Status of a study. */
  readonly status?: string;
  /** Folder that was written. */
  readonly folder?: string;
  /** Files that were written. */
  readonly files?: readonly string[];
  /** Plain data; numbers that are not finite become null. */
  readonly result?: unknown;
}

/** The process that a session runs in: given by the command line, or by a program or a test. */
export interface Runtime {
  /** Arguments as the process got them: two of the program, then those that were typed. */
  readonly argv: readonly string[];
  /** Working folder; paths in manifests are relative to it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** A clock that never goes back; milliseconds. */
  readonly now: () => number;
  /** The date. */
  readonly date: () => Date;
  readonly node: string;
  readonly platform: string;
  /** Machine and process, for messages and for the queue. */
  readonly host: string;
  readonly pid: number;
  /** When a process of this machine started, as the system counts; null where there is none of that number. */
  readonly processStart: (pid: number) => Promise<string | null>;
  readonly cores: number;
  /** Largest heap that Node.js allows this process; bytes. */
  readonly heapBytes: number;
  readonly packageInformation: () => Promise<PackageInformation>;
  /** Commit of the checkout that the workbench runs from; null outside one. */
  readonly commit: () => Promise<string | null>;
  /** Everything of the program that results depend on, for workers of other machines. */
  readonly identity: () => Promise<ProgramIdentity>;
  /**
   * Listens to SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal is closed).
   *
   * @param stop - called at the first one
   * @param endNow - called at the second one, which ends the process; must not wait for anything
   * @returns stops listening
   */
  readonly onInterrupt: (stop: () => void, endNow: () => void) => () => void;
  /** Hears what a command answers; absent where a person reads what it prints. */
  readonly reply?: ((reply: Reply) => void) | undefined;
}

/** Writes a line to standard output; names in it cannot steer the terminal. */
export function print(runtime: Runtime, line: string): void {
  runtime.stdout.write(`${toVisibleText(line)}\n`);
}

/** Writes a line to standard error, likewise. */
export function printError(runtime: Pick<Runtime, 'stderr'>, line: string): void {
  runtime.stderr.write(`${toVisibleText(line)}\n`);
}

/** Writes a remark to standard error: something worth knowing that is no error. */
export function printRemark(runtime: Pick<Runtime, 'stderr'>, remark: string): void {
  printError(runtime, `${REMARK}${remark}`);
}

/** What a remark begins with, on whatever stream. */
export const REMARK = 'remark: ';

/**
 * Presents a result: as plain data where a program asked for it, else as lines.
 *
 * @param runtime - the process
 * @param result - plain data
 * @param lines - what a person reads; made only when it is printed
 */
export function present(runtime: Runtime, result: unknown, lines: () => readonly string[]): void {
  if (runtime.reply !== undefined) runtime.reply({ result });
  else for (const line of lines()) print(runtime, line);
}
