import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, InputError, writeFileAtomically } from '../../src/index.js';
import type { SharedFolder } from '../engine/queue/shared-folder.js';

/**
 * A folder that several machines see, for what is too large for the queue.
 *
 * @param folder - created when needed
 * @throws InputError - when it cannot be created
 */
export async function sharedFiles(folder: string): Promise<SharedFolder> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new InputError(`--engine-folder: must be a folder that can be written; got ${folder}: ${cause}`, { cause });
  }
  const pathOf = (name: string) => {
    if (!/^[\w-]+\.[a-z]+$/.test(name)) throw new DataError(`shared file: must have a plain name; got '${name}'`);
    return join(folder, name);
  };
  return {
    write: async (name, bytes) => writeFileAtomically(pathOf(name), bytes),
    read: async (name) => {
      const path = pathOf(name);
      try {
        return await readFile(path);
      } catch (cause) {
        throw new DataError(`${path}: must be a file that can be read; got ${cause}`, { cause });
      }
    },
    remove: async (name) => rm(pathOf(name), { force: true }),
    removeAll: async (beginning) => {
      for (const name of await readdir(folder)) {
        if (name.startsWith(beginning)) await rm(pathOf(name), { force: true });
      }
    },
  };
}
