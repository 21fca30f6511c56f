import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import { isSystemError } from './system-error.js';

/** A name beside a file, for content that is not whole yet. */
function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
}

/** Whether a file of this name is what {@link replaceFile} leaves behind when its process is killed. */
export function isTemporaryName(name: string): boolean {
  return /^\..+\.[0-9a-f-]{36}\.partial$/.test(name);
}

/**
 * Replaces a file in one step: readers see the old content or the new one, never a part, and a crash leaves the old one.
 *
 * The content goes to a temporary file in the same folder, is flushed to the disk, and the file is renamed.
 *
 * @param path - file to write; its folder must exist and be writable
 * @param writeContent - writes the temporary file at the path that it is given
 * @throws InputError - naming the path, when the folder is missing or not writable, the path is a folder, or the disk is full
 */
export async function replaceFile(path: string, writeContent: (temporaryPath: string) => Promise<void>): Promise<void> {
  const temporaryPath = temporaryName(path);
  try {
    await writeContent(temporaryPath);
    const file = await open(temporaryPath, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, path);
  } catch (cause) {
    await rm(temporaryPath, { force: true }).catch(() => undefined);
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a writable file in an existing folder; got ${cause.code}`, { cause });
  }
}

/**
 * Writes a whole file in one step; see {@link replaceFile}.
 *
 * @param path - file to write; its folder must exist and be writable
 * @param content - text (written as UTF-8) or bytes
 * @throws InputError - naming the path, when it cannot be written
 */
export async function writeFileAtomically(path: string, content: string | NodeJS.ArrayBufferView): Promise<void> {
  await replaceFile(path, async (temporaryPath) => {
    const file = await open(temporaryPath, 'wx');
    try {
      await file.writeFile(
        typeof content === 'string' ? content : new Uint8Array(content.buffer, content.byteOffset, content.byteLength),
      );
    } finally {
      await file.close();
    }
  });
}

/**
 * Writes a small file in one step without waiting for anything else: for the last words of a process.
 *
 * @param path - file to write
 * @param content - text
 */
export function writeFileNow(path: string, content: string): void {
  const temporaryPath = temporaryName(path);
  const file = openSync(temporaryPath, 'wx');
  writeFileSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporaryPath, path);
}
