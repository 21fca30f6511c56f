import { readFile } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { isSystemError } from './system-error.js';

/**
 * Reads a text file.
 *
 * @param path - file to read
 * @returns its content; a byte order mark is kept; the parser handles it
 * @throws InputError - naming the path, when it cannot be read or is not UTF-8
 */
export async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a readable file; got ${cause.code}`, { cause });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`${path}: must be UTF-8 text; got other bytes`, { cause });
  }
}
