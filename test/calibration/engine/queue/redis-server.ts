import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { redisProgram } from '../../../redis-available.js';

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** A connection for the test itself. */
  readonly redis: Redis;
  /** Ends the server at once, as a failing machine does; what it has written to its append-only file stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends server and connection, and deletes its files. */
  close(): Promise<void>;
}

/** Every write is on the disk before it is answered: a restart loses nothing. */
const persistent = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

/**
 * Starts a real server on a free port.
 *
 * @param settings - further arguments
 * @param url - how it is reached; by default without password
 */
export async function redisServer(
  settings: readonly string[] = [],
  connect: (port: number) => Redis = (port) => new Redis({ port, maxRetriesPerRequest: null }),
): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'qcic-redis-'));
  let server: ChildProcess | undefined;
  const start = async () => {
    const message = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...persistent, ...settings];
    server = spawn(redisProgram!, message, { stdio: 'ignore' });
    await ready();
  };
  const redis = connect(port);
  redis.on('error', () => {});
  const ready = async () => {
    await redis.ping();
  };
  const kill = () =>
    new Promise<void>((resolve) => {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once('exit', () => resolve());
      server.kill('SIGKILL');
    });
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    redis,
    kill,
    start,
    close: async () => {
      redis.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds. @throws Error - naming it, when it does not in time */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 60_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: must come true within ${milliseconds} ms; it did not`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
