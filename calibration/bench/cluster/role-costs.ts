import { readFile } from 'node:fs/promises';
import type { Redis } from 'ioredis';
import type { ChunkCosts } from './cluster-bench-results.js';

/** Ticks per second of `/proc`; fixed on every Linux that Node runs on. */
const TICKS = 100;

/** Processor seconds that each role has used so far. */
export interface RoleSeconds {
  readonly run: number;
  readonly server: number;
  readonly workers: number | null;
}

/**
 * Reads the processor time of this process, of the server and of worker processes.
 *
 * @param redis - the server
 * @param pids - of the workers, on this machine
 */
export async function roleSeconds(redis: Redis, pids: readonly number[]): Promise<RoleSeconds> {
  const { user, system } = process.cpuUsage();
  const cpu = await redis.info('cpu');
  const field = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(cpu)?.[1] ?? Number.NaN);
  const workers = await Promise.all(pids.map(processSeconds));
  return {
    run: (user + system) / 1e6,
    server: field('used_cpu_sys') + field('used_cpu_user'),
    workers: workers.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0),
  };
}

/** User and system time of a process, its threads included; null where there is no `/proc`. */
async function processSeconds(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (text === undefined) return null;
  // The name of the program, in parentheses, may hold spaces
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Cost of a chunk between two readings. */
export function costsPerChunk(before: RoleSeconds, after: RoleSeconds, chunks: number): ChunkCosts {
  const each = (from: number, to: number) => (1000 * (to - from)) / chunks;
  return {
    run: each(before.run, after.run),
    server: each(before.server, after.server),
    workers: before.workers === null || after.workers === null ? null : each(before.workers, after.workers),
  };
}
