import { type ChildProcess, spawn } from 'node:child_process';
import type { Redis } from 'ioredis';
import { type RedisServer, until } from '../../engine/queue/redis-server.js';
import { root } from '../run-cli.js';

const program = `${root}dist/calibration/cli/main.js`;

/** A program of the workbench that is running. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** `host/pid`, as logs name it. */
  readonly pid: number;
  /** Everything that it has said so far. */
  log(): string;
  says(message: string | RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts the built program. */
export function startProgram(
  message: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): RunningProgram {
  const child = spawn(process.execPath, [program, ...message], {
    cwd,
    // Pages are drawn from the files alone, in the same way wherever these were computed
    env: { ...process.env, QCIC_PROGRESS_SECONDS: '0', QCIC_REPORT: 'later', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const running = () => child.exitCode === null && child.signalCode === null;
  return {
    child,
    pid: child.pid!,
    log: () => log,
    says: (wanted) =>
      until(`${message[0]} ${child.pid} says ${wanted} (said: ${log.slice(-2000)})`, () => {
        const said = typeof wanted === 'string' ? log.includes(wanted) : wanted.test(log);
        if (!said && !running()) throw new Error(`${message[0]} ended without saying ${wanted}; it said:\n${log}`);
        return said;
      }),
    signal: (signal) => void child.kill(signal),
    ended,
  };
}

/** Seconds after which a silent worker's chunk goes to another: short, for tests. */
export const LEASE_SECONDS = 2;

/** Worker processes on a server, replaced where a test has killed one. */
export class WorkerPool {
  readonly #url: string;
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #size: number;
  #workers: RunningProgram[] = [];

  constructor(options: {
    readonly url: string;
    readonly cwd: string;
    readonly size: number;
    readonly env?: Readonly<Record<string, string>>;
  }) {
    const { url, cwd, size, env = {} } = options;
    this.#url = url;
    this.#cwd = cwd;
    this.#size = size;
    this.#env = env;
  }

  /** All of them, running and served. */
  async ready(): Promise<readonly RunningProgram[]> {
    this.#workers = this.#workers.filter(({ child }) => child.exitCode === null && child.signalCode === null);
    while (this.#workers.length < this.#size) {
      const message = ['worker', '--engine', this.#url, '--concurrency', '1', '--lease', String(LEASE_SECONDS)];
      this.#workers.push(startProgram(message, { cwd: this.#cwd, env: this.#env }));
    }
    await Promise.all(this.#workers.map((worker) => worker.says(/thread\(s\), redis/)));
    return this.#workers;
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) {
      worker.signal('SIGCONT');
      worker.signal('SIGKILL');
    }
    await Promise.all(this.#workers.map(({ ended }) => ended));
  }
}

/** Chunks that a worker holds at this moment, by the keys of their jobs. */
export async function chunksOf(redis: Redis, { pid }: RunningProgram): Promise<readonly string[]> {
  const held: string[] = [];
  for (const list of await redis.keys('*:active')) {
    const queue = list.slice(0, -':active'.length);
    for (const id of await redis.lrange(list, 0, -1)) {
      const worker = await redis.hget(`${queue}:${id}`, 'pb');
      if (worker?.endsWith(`/${pid}`)) held.push(`${queue}:${id}`);
    }
  }
  return held;
}

/**
 * Stops a worker in the middle of a chunk: it holds one, and does nothing more until it is let continue or killed.
 *
 * @returns the worker, and the jobs that it holds
 */
export async function freezeOneInAChunk(
  redis: Redis,
  workers: readonly RunningProgram[],
): Promise<{ readonly worker: RunningProgram; readonly chunks: readonly string[] }> {
  let found: { readonly worker: RunningProgram; readonly chunks: readonly string[] } | undefined;
  await until('a worker holds a chunk', async () => {
    for (const worker of workers) {
      worker.signal('SIGSTOP');
      // What it had sent before is with the server by then
      await new Promise((resolve) => setTimeout(resolve, 5));
      const chunks = await chunksOf(redis, worker);
      if (chunks.length > 0) {
        found = { worker, chunks };
        return true;
      }
      worker.signal('SIGCONT');
    }
    return false;
  });
  return found!;
}

export type { RedisServer };
