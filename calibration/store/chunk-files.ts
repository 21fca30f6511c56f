import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, writeFileAtomically } from '../../src/index.js';
import type { ChunkStore } from '../pool/run-cohort.js';
import { decodeChunk, encodeChunk } from './chunk-encoding.js';

/**
 * Keeps simulated chunks as files named by their content hash, each with a checksum in front.
 *
 * A file that is missing, truncated, altered or of another form counts as absent: the chunk is simulated again.
 *
 * @param folder - created when needed
 */
export function chunkFiles(folder: string): ChunkStore {
  const pathOf = (key: string) => join(folder, `${key}.chunk`);
  let ready: Promise<unknown> | undefined;
  return {
    read: async (key) => {
      // A pipe without a writer would be waited for
      const isThere = await stat(pathOf(key)).then(
        (found) => found.isFile(),
        () => false,
      );
      const bytes = isThere ? await readFile(pathOf(key)).catch(() => undefined) : undefined;
      return bytes === undefined ? undefined : decodeChunk(key, bytes);
    },
    write: async (key, record) => {
      // Before anything is waited for: the rows are the caller's
      const encoded = encodeChunk(key, record);
      ready ??= makeFolder(folder);
      await ready;
      await writeFileAtomically(pathOf(key), await encoded);
    },
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new InputError(`${folder}: must be a folder that can be written; got ${cause}`, { cause });
  }
}
