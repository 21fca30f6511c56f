import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { kindOfBytes } from './file-kind.js';
import { mostBytes } from './most-bytes.js';
import { isSystemError } from './system-error.js';

const MEBIBYTE = 1024 * 1024;

/**
 * Reads a text file.
 *
 * @param path - file to read; a regular file, so that a device, a pipe or a mistaken archive is refused at once
 * @param most - largest size; bytes; default 256 MiB
 * @returns its content; a byte order mark is kept for the parser
 * @throws InputError - naming the path, when it is no such file, cannot be read or is not UTF-8
 */
export async function readText(path: string, most: number = mostBytes.text): Promise<string> {
  return textOfBytes(await readBytes(path, most), path);
}

/**
 * Reads a file as bytes.
 *
 * @param path - file to read; a regular file
 * @param most - largest size; bytes
 * @throws InputError - naming the path, when it is no such file or cannot be read
 */
export async function readBytes(path: string, most: number): Promise<Uint8Array> {
  // No system has such names, and Node.js takes them for an error of the program
  if (path.includes('\0')) throw new InputError(`${path}: must be a path; got one with the character U+0000`);
  try {
    requireTextFile(path, await stat(path), most);
    return await readFile(path);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a readable file; got ${cause.code}`, { cause });
  }
}

/** Content of a file as text. @throws InputError - naming the path, when it is not UTF-8 */
export function textOfBytes(bytes: Uint8Array, path: string): string {
  const kind = kindOfBytes(bytes);
  if (kind !== null) throw new InputError(`${path}: must be UTF-8 text; got ${kind}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`${path}: must be UTF-8 text; got bytes of another encoding; save it as UTF-8`, { cause });
  }
}

function requireTextFile(path: string, found: Stats, most: number): void {
  if (!found.isFile()) throw new InputError(`${path}: must be a regular file; got ${kindOf(found)}`);
  if (found.size > most) {
    const mebibytes = (found.size / MEBIBYTE).toFixed(found.size < 10 * MEBIBYTE ? 1 : 0);
    throw new InputError(`${path}: must have at most ${most / MEBIBYTE} MiB; got ${mebibytes} MiB`);
  }
}

/** What a path leads to, in words. */
function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}
