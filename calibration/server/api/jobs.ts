export type JobState =
  | 'waiting'
  | 'running'
  | 'stopping'
  | 'done'
  | 'not-converged'
  | 'refused'
  | 'failed'
  | 'interrupted';

/** A command that was started in the workbench. */
export interface Job {
  readonly id: string;
  /** Run that it writes: path below the folder of runs. */
  readonly run: string;
  /** The command line, quoted for a POSIX shell. */
  readonly command: string;
  readonly state: JobState;
  /** Dates and times, ISO 8601. */
  readonly requested: string;
  readonly started: string | null;
  readonly ended: string | null;
  readonly exitCode: number | null;
  /** The last lines of what it printed. */
  readonly output: string;
}

/** Reply of `GET /api/jobs`. */
export interface JobList {
  readonly jobs: readonly Job[];
}
