import type { PackageInformation, Runtime } from '../session/runtime.js';
import type { Job } from './api/jobs.js';
import type { RunList, RunSummary } from './api/runs.js';
import type { EventHub } from './events.js';

/** The folder that the workbench shows; nothing outside of it is read or written by a route. */
export interface RunsFolder {
  /** Its real path. */
  readonly path: string;
  /** Studies of the program, one and two levels deep, in the order of their ids. */
  list(): Promise<readonly RunSummary[]>;
  /** The same, with what is still being read. */
  table(): Promise<RunList>;
  /**
   * Folder of a run.
   *
   * @param id - path below the folder of runs
   * @returns its real path
   * @throws NotFoundError - when there is none, or when a link leads out of the folder of runs
   */
  resolve(id: string): Promise<string>;
  /** An id that is free: the name itself, or with a number behind it. @throws InputError - when it is no usable name */
  freeId(name: string): Promise<string>;
  /** Where a new run of an id is written. @throws InputError - when the id is no usable path */
  newFolder(id: string): string;
  /**
   * Writes a file into `inputs/`; one of the same content is used again, one of another content never replaced.
   *
   * @param name - its name; a number is added where another file has it
   * @param text - checked by the caller
   * @returns its path, relative to the working folder where it lies below it
   */
  inputFile(name: string, text: string): Promise<string>;
  /** The path at which `inputFile` would write; nothing is written. */
  inputPath(name: string, text: string): Promise<string>;
  /** A folder for what can be computed again; made. */
  cacheFolder(name: string): Promise<string>;
  /**
   * Does something behind requests. What fails is given up.
   *
   * @param work - ends early when the signal tells that the server ends
   */
  behind(work: (signal: AbortSignal) => Promise<void>): void;
  /** Ends what is done behind requests. */
  close(): Promise<void>;
  /** A path as people type it: relative to a folder, by default the working folder, where it lies below it. */
  shown(path: string, from?: string): string;
}

/** How a command is given once more. */
export interface StartAgain {
  /** For a run that is there; null for one of a new folder. */
  readonly option: '--resume' | '--force' | null;
  /** Working folder of its command. */
  readonly cwd: string;
}

/** Commands of the workbench that were started by pages, each in a process of its own. */
export interface Jobs {
  /**
   * Starts a command, or lets it wait for a place.
   *
   * @param args - of our command line, without the name of the program and without its folder
   * @param out - run that it writes: a path below the folder of runs
   * @param again - for a command that was given before; where it is left out, a new one in the working folder of the server
   * @throws InputError - when it is no command that writes a folder; ConflictError - when too many wait
   */
  start(args: readonly string[], out: string, again?: StartAgain): Promise<Job>;
  /** The newest first. */
  list(): readonly Job[];
  /** Asks a job to stop; what it has simulated is kept. @throws NotFoundError - when there is none of that id */
  stop(id: string): Promise<Job>;
  /** The job that writes a run, or waits to; undefined where there is none. */
  writing(out: string): Job | undefined;
  /** Stops all jobs and waits for them. */
  close(): Promise<void>;
}

/** What routes may use. */
export interface ServerContext {
  readonly runs: RunsFolder;
  readonly jobs: Jobs;
  readonly events: EventHub;
  readonly program: PackageInformation;
  readonly runtime: Runtime;
}
