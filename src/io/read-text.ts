import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { kindOfBytes } from './file-kind.js';
import { isSystemError } from './system-error.js';

/** Largest text file that is read; bytes. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads a text file.
 *
 * @param path - file to read; a regular file of at most 256 MiB, so that a device, a pipe or a mistaken archive is refused at once
 * @returns its content; a byte order mark is kept for the parser
 * @throws InputError - naming the path, when it is no such file, cannot be read or is not UTF-8
 */
export async function readText(path: string): Promise<string> {
  // No system has such names, and Node.js takes them for an error of the program
  if (path.includes('\0')) throw new InputError(`${path}: must be a path; got one with the character U+0000`);
  let bytes: Uint8Array;
  try {
    requireTextFile(path, await stat(path));
    bytes = await readFile(path);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a readable file; got ${cause.code}`, { cause });
  }
  const kind = kindOfBytes(bytes);
  if (kind !== null) throw new InputError(`${path}: must be UTF-8 text; got ${kind}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`${path}: must be UTF-8 text; got bytes of another encoding; save it as UTF-8`, { cause });
  }
}

function requireTextFile(path: string, found: Stats): void {
  if (!found.isFile()) throw new InputError(`${path}: must be a regular file; got ${kindOf(found)}`);
  if (found.size > MOST_BYTES) {
    const mebibytes = (found.size / 1024 / 1024).toFixed(0);
    throw new InputError(`${path}: must have at most ${MOST_BYTES / 1024 / 1024} MiB; got ${mebibytes} MiB`);
  }
}

/** What a path leads to, in words. */
function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}
