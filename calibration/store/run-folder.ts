import { access, constants, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';

/** Names of what a run leaves in its folder. */
export const runFiles = {
  results: 'results.json',
  manifest: 'manifest.json',
  report: 'report.html',
  figures: 'figures',
  chunks: 'chunks',
} as const;

export interface RunFolderOptions {
  /** Go on in a folder that holds an earlier or interrupted run of the same configuration. */
  readonly resume: boolean;
  /** Remove an earlier run's files first. */
  readonly force: boolean;
}

/**
 * Makes sure a run may write into a folder.
 *
 * @param folder - created when it is missing
 * @throws InputError - when it cannot be written, is a file, holds other files, or holds a run and neither `resume` nor
 *   `force` was given
 */
export async function openRunFolder(folder: string, { resume, force }: RunFolderOptions): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError(`${folder}: must be a folder for the run; got a file`);
  }
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new InputError(`${folder}: must be a folder that can be written; got ${reasonOf(cause)}`, { cause });
  }
  const entries = await readdir(folder);
  const known: readonly string[] = Object.values(runFiles);
  const ours = entries.filter((entry) => known.includes(entry));
  if (ours.length === 0) {
    if (entries.length > 0 && !force) {
      throw new InputError(
        `${folder}: must be empty or hold an earlier run; got other files (--force writes beside them)`,
      );
    }
    return;
  }
  if (!resume && !force) {
    throw new InputError(
      `${folder}: must not hold a run already; got one (--resume goes on with it, --force replaces it)`,
    );
  }
  if (force) await Promise.all(ours.map((entry) => rm(join(folder, entry), { recursive: true })));
}

/**
 * Makes a folder and those above it, one at a time: the recursive form of Node 20 never returns on a file system that
 * denies a new entry with ENOENT (as /proc does).
 */
async function makeFolder(folder: string): Promise<void> {
  if (
    await stat(folder).then(
      () => true,
      () => false,
    )
  )
    return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}

/** Reads a stored JSON file of a run. @throws InputError - naming the path, when it is missing or not JSON */
export async function readStoredJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path}: must be a file of a finished run; got ${reasonOf(cause)}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path}: must be JSON; got ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
