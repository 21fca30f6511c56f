import { InputError } from '../../../src/index.js';

/** A folder that the run and its workers see; the store gives one. Names are of letters, digits, dots and dashes. */
export interface SharedFolder {
  /** Writes in one step. @throws InputError - when it cannot be written */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** @throws DataError - when there is no such file */
  read(name: string): Promise<Uint8Array>;
  /** A missing file is no error. */
  remove(name: string): Promise<void>;
  /** Removes all files whose names begin so. */
  removeAll(beginning: string): Promise<void>;
}

/** Up to this size data go through Redis even where there is a shared folder; bytes. */
export const FOLDER_FROM_BYTES = 2 ** 20;

/** Largest data that go through Redis; bytes. The server itself takes 512 MiB. */
export const MOST_REDIS_BYTES = 2 ** 28;

/**
 * Where data of a size go.
 *
 * @throws InputError - when they are too large for Redis and there is no folder
 */
export function placeOfBytes(bytes: number, folder: SharedFolder | undefined): 'redis' | 'folder' {
  if (folder !== undefined && bytes > FOLDER_FROM_BYTES) return 'folder';
  if (bytes > MOST_REDIS_BYTES) {
    throw new InputError(
      `--engine-folder: must name a folder that run and workers share, for data above ${MOST_REDIS_BYTES} bytes; got ${bytes} bytes and no folder`,
    );
  }
  return 'redis';
}

/** Names of the files. */
export const folderNames = {
  /** A worker that can read this file shares the run's folder. */
  token: (session: string, token: string) => `${session}-${token}.token`,
  shared: (session: string, hash: string) => `${session}-${hash}.shared`,
  result: (session: string, delivery: string) => `${session}-${delivery}.result`,
};
