import { mkdir, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { InputError, isSystemError } from '../../src/index.js';
import type { Environment } from './find-compiler.js';
import { requireOwn } from './native-library.js';

/** Access for its owner alone. */
const PRIVATE = 0o700;

/**
 * Folder of the libraries that were built: QCIC_NATIVE_CACHE, or `qcic-workbench/native` in the user's cache folder.
 *
 * @param env - environment of the process
 * @throws InputError - for a user without a home, as in some containers
 * @see XDG Base Directory Specification
 */
export function cacheFolder(env: Environment): string {
  const { QCIC_NATIVE_CACHE: named, XDG_CACHE_HOME: caches } = env;
  if (named !== undefined && named !== '') return resolve(named);
  // The specification asks for relative paths to be ignored
  const base = caches !== undefined && isAbsolute(caches) ? caches : join(home(), '.cache');
  return join(base, 'qcic-workbench', 'native');
}

function home(): string {
  try {
    return homedir();
  } catch (cause) {
    throw new InputError('native backend: QCIC_NATIVE_CACHE must name a folder where the user has no home; got none', {
      cause,
    });
  }
}

/**
 * Makes a folder that other users cannot enter, unless it is there.
 *
 * @throws InputError - when it cannot be made, or is there and others may write to it
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE });
    requireOwn(folder, await stat(folder));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`native backend: ${folder} must be a folder that can be written; got ${cause.code}`, {
      cause,
    });
  }
}

/** Whether nothing was ever built. */
export async function isCacheEmpty(env: Environment): Promise<boolean> {
  try {
    return (await readdir(cacheFolder(env))).length === 0;
  } catch {
    return true;
  }
}
