import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { runProgram } from '../../../calibration/cli/program.js';

/** Root of the checkout; ends in a separator. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The built program; `npm test` builds it first. */
const built = `${root}dist/calibration/cli`;

export interface CliOutcome {
  /** Exit code; null where a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Working folder of the program. */
  readonly cwd: string;
  /** Further variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with everything that standard error holds so far; returns a signal to send, once. */
  readonly signalWhen?: (stderr: string) => NodeJS.Signals | undefined;
}

/** Leaves the page of a study for later: it is drawn from the files alone, and takes longer than a small study. For `env`. */
export const pageLater = { QCIC_REPORT: 'later' } as const;

/** Progress without delay, so that signals can be sent at it. */
const withoutDelay = { ...process.env, QCIC_PROGRESS_SECONDS: '0' };

/** Calls in this process wait for one another: they share its working folder. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs the built program, its output not a terminal: in this process, which saves the start of another one and the
 * compilation of models; as a child process where it is to get a signal.
 *
 * @param message - arguments
 * @param options - working folder, and when to send a signal
 */
export function runCli(message: readonly string[], options: CliOptions): Promise<CliOutcome> {
  if (options.signalWhen !== undefined) return spawnCli(message, options);
  const outcome = previous.then(() => callCli(message, options));
  previous = outcome.catch(() => undefined);
  return outcome;
}

async function callCli(message: readonly string[], { cwd, env = {} }: CliOptions): Promise<CliOutcome> {
  const program = (await import(/* @vite-ignore */ pathToFileURL(`${built}/program.js`).href)) as {
    readonly runProgram: typeof runProgram;
  };
  let [stdout, stderr] = ['', ''];
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const code = await program.runProgram([process.execPath, `${built}/main.js`, ...message], {
      cwd,
      env: { ...withoutDelay, ...env },
      stdout: {
        write: (text) => {
          stdout += text;
        },
      },
      stderr: {
        write: (text) => {
          stderr += text;
        },
      },
    });
    return { code, stdout, stderr };
  } finally {
    process.chdir(before);
  }
}

/**
 * Runs the built program as a child process, its output not a terminal.
 *
 * @param message - arguments
 * @param options - working folder, and when to send a signal
 */
export function spawnCli(message: readonly string[], { cwd, env = {}, signalWhen }: CliOptions): Promise<CliOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${built}/main.js`, ...message], {
      cwd,
      env: { ...withoutDelay, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr, signalled] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const signal = signalled ? undefined : signalWhen?.(stderr);
      if (signal === undefined) return;
      signalled = true;
      child.kill(signal);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs tasks two at a time, as the machine has two cores; results in order. */
export async function twoAtATime<Result>(tasks: readonly (() => Promise<Result>)[]): Promise<readonly Result[]> {
  const results: Result[] = new Array(tasks.length);
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const index = next++;
      const task = tasks[index];
      if (task !== undefined) results[index] = await task();
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

/** Lines of a CSV file without quoted cells, each split at its commas. */
export async function cellsOf(path: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

export async function jsonOf(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
