import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../src/index.js';
import { type Manifest, manifestSchema } from '../store/manifest.js';
import { runFiles } from '../store/run-folder.js';

// Looking at thousands of files, one by one and without waiting: a call that waits takes ten times as long.

/** What tells that a file has changed, without reading it; null where there is none. Links are none. */
export function fileMarkNow(path: string): string | null {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? `${found.ino} ${found.size} ${found.mtimeMs}` : null;
  } catch {
    // Below a file, or in a folder that may not be read
    return null;
  }
}

/** Where a path leads; undefined where it leads to nothing. */
export function realPathNow(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Text of a file.
 *
 * @param path - of a regular file
 * @param most - largest size; bytes
 * @returns undefined where it is no file of that size in UTF-8, or cannot be read
 */
export function textNow(path: string, most: number): string | undefined {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= most ? utf8.decode(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** A larger manifest is none of the program; bytes. */
const MOST_MANIFEST_BYTES = 20_000_000;

/** The manifest of a folder; undefined where the folder is none of the program. */
export function manifestNow(folder: string): Manifest | undefined {
  const text = textNow(join(folder, runFiles.manifest), MOST_MANIFEST_BYTES);
  return text === undefined ? undefined : manifestSchema.safeParse(parseJson(text).value).data;
}
