import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isSystemError, sha256, writeFileAtomically } from '../../src/index.js';
import { runFiles } from './run-folder.js';
import { readStoredText } from './stored-file.js';

/** Version of what a packed pool is made from and how: another one is made again. */
const POOL_VERSION = 2;

/** Where packed pools of the runs beside a run are kept: beside them. */
export const explorerCacheFolder = (run: string): string => join(dirname(resolve(run)), '.qcic', 'explorer');

/**
 * Identity of the fit of a run: a hash of what its pool is made from.
 *
 * @throws InputError - naming the file, when the run is not finished or a file is not as it wrote it
 */
export async function fitIdentity(run: string): Promise<string> {
  const texts = [await readStoredText(run, runFiles.calibration), await readStoredText(run, runFiles.results)];
  return sha256([POOL_VERSION, ...texts.map((text) => sha256(text))].join(' '));
}

/** A packed pool that was kept; undefined where there is none. */
export async function keptPool(folder: string, identity: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const bytes = await readFile(join(folder, poolFile(identity)));
    // Arrays begin at multiples of eight bytes of a buffer of their own
    return new Uint8Array(bytes);
  } catch (cause) {
    if (isSystemError(cause) && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return undefined;
    throw cause;
  }
}

/** Keeps a packed pool. @returns why it could not be kept; null where it is */
export async function keepPool(folder: string, identity: string, bytes: Uint8Array): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFileAtomically(join(folder, poolFile(identity)), bytes);
    return null;
  } catch (cause) {
    if (isSystemError(cause)) return `${folder}: must be a folder that can be written; got ${cause.code}`;
    throw cause;
  }
}

const poolFile = (identity: string): string => `${identity.slice(0, 32)}.pool`;
