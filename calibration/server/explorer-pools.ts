import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fitIdentity, keptPool } from '../store/explorer-files.js';
import type { PoolReply } from './api/explorer.js';
import type { ServerContext } from './context.js';

/** Characters of output that are kept of a process. */
const MOST_OUTPUT = 4000;

/** Pools that are made at the same time. */
const AT_ONCE = 1;

interface Making {
  readonly child: ChildProcess;
  output: string;
  /** Null while it runs. */
  code: number | null;
}

/** Packed pools of runs: the kept ones, and those that a process of the command line is making. */
export interface ExplorerPools {
  /** Whether a pool is there; begins to make one that is not. */
  look(folder: string): Promise<PoolReply>;
  /** The packed pool; undefined where there is none. */
  read(folder: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Opens the pools of the runs of a server. */
export function explorerPools({ runs, program, runtime }: ServerContext): ExplorerPools {
  const main = join(program.root, 'dist', 'calibration', 'cli', 'main.js');
  const making = new Map<string, Making>();
  const begin = (folder: string, cache: string): Making => {
    const child = spawn(process.execPath, [main, 'explore', folder, '--prepare', '--cache', cache], {
      cwd: runtime.cwd,
      env: { ...runtime.env, QCIC_PROGRESS_SECONDS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const made: Making = { child, output: '', code: null };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        made.output = `${made.output}${text}`.slice(-MOST_OUTPUT);
      });
    }
    child.on('error', (cause) => {
      made.output += cause.message;
      made.code = 1;
    });
    child.on('close', (code) => {
      made.code = code ?? 1;
    });
    return made;
  };
  const read = async (folder: string) => keptPool(await runs.cacheFolder('explorer'), await fitIdentity(folder));
  return {
    read,
    look: async (folder) => {
      const cache = await runs.cacheFolder('explorer');
      const identity = await fitIdentity(folder);
      const known = making.get(identity);
      if (known?.code === null) return { state: 'made', line: lastLine(known.output) };
      const kept = await keptPool(cache, identity);
      if (kept !== undefined) {
        making.delete(identity);
        return { state: 'ready', bytes: kept.length, run: runs.shown(folder) };
      }
      if (known !== undefined) {
        // The next look tries again
        making.delete(identity);
        return { state: 'failed', error: lastLine(known.output).replace(/^error: /, '') };
      }
      if ([...making.values()].filter(({ code }) => code === null).length >= AT_ONCE)
        return { state: 'made', line: 'waits for the pool of another run' };
      making.set(identity, begin(folder, cache));
      return { state: 'made', line: '' };
    },
  };
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
