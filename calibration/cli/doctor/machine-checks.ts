import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { formatFixed } from '../../page/format-number.js';
import type { Runtime } from '../../session/runtime.js';
import { LEAST_HEAP_MEBIBYTES } from '../require-heap.js';
import { absent, type Check, ok, problem } from './check.js';

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
/** Version of Node.js that the program needs: `engines` of package.json. */
export const LEAST_NODE = [20, 19] as const;
/** Space for a run and its patients; bytes. */
const LEAST_SPACE = GIBIBYTE;

/** Node.js and what it allows. */
export function nodeCheck({ node }: Pick<Runtime, 'node'>): Check {
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  const adds = 'runs the program';
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return ok('Node.js', node, adds);
  const get = `install version ${LEAST_NODE.join('.')} or later: https://nodejs.org`;
  return problem('Node.js', node, { adds, get, required: true });
}

/** Cores: worker threads. */
export function coresCheck({ cores }: Pick<Runtime, 'cores'>): Check {
  return ok('cores', String(cores), `${cores} worker thread${cores === 1 ? '' : 's'} by default (--workers)`);
}

/** Memory, and how much of it Node.js uses. */
export function memoryCheck({ heapBytes }: Pick<Runtime, 'heapBytes'>, bytes: number = totalmem()): Check {
  const heap = Math.floor(heapBytes / MEBIBYTE);
  const found = `${formatFixed(bytes / GIBIBYTE, 1)} GiB, heap of Node.js at most ${heap} MiB`;
  const adds = 'larger cohorts (docs/limits.md)';
  if (heap >= LEAST_HEAP_MEBIBYTES) return ok('memory', found, adds);
  return problem('memory', found, { adds, get: 'NODE_OPTIONS=--max-old-space-size=1024', required: true });
}

/** The current folder: results are written into it. */
export async function folderCheck({ cwd }: Pick<Runtime, 'cwd'>): Promise<Check> {
  const adds = 'results, in the folder runs';
  const isWritable = await access(cwd, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable)
    return problem('current folder', `${cwd}, not writable`, { adds, get: 'change to another folder, or give --out' });
  const space = await statfs(cwd).catch(() => undefined);
  if (space === undefined) return ok('current folder', `${cwd}, writable`, adds);
  const free = space.bavail * space.bsize;
  const found = `${cwd}, writable, ${formatFixed(free / GIBIBYTE, 1)} GiB free`;
  return free >= LEAST_SPACE
    ? ok('current folder', found, adds)
    : problem('current folder', found, { adds, get: 'free some space: patients of a large run need a gibibyte' });
}

/** Programs in which the workbench opens, and those that open an address in the user's own. */
const browsers = [
  'xdg-open',
  'open',
  'chromium',
  'google-chrome',
  'chrome',
  'firefox',
  'brave-browser',
  'microsoft-edge',
];

/** A browser for `qcic serve`. */
export async function browserCheck({ env, platform }: Pick<Runtime, 'env' | 'platform'>): Promise<Check> {
  const adds = 'opens the workbench (qcic serve)';
  if (platform.startsWith('win32')) return ok('browser', 'that of the system', adds);
  const found = await firstProgram(browsers, env);
  if (found !== null) return ok('browser', found, adds);
  return absent(
    'browser',
    'none here',
    adds,
    'any browser opens the address that qcic serve prints, through a tunnel too',
  );
}

/** The first of some programs that is in the path; null where none is. */
export async function firstProgram(names: readonly string[], { PATH = '' }: Runtime['env']): Promise<string | null> {
  for (const name of names) {
    for (const folder of PATH.split(delimiter)) {
      const path = join(folder, name);
      const isThere = await access(path, constants.X_OK).then(
        () => folder !== '',
        () => false,
      );
      if (isThere) return path;
    }
  }
  return null;
}
