import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type CohortRecord, writeFileAtomically } from '../../src/index.js';
import type { ChunkStore } from '../pool/run-cohort.js';

const CHECKSUM_BYTES = 32;

/**
 * Keeps simulated chunks as files named by their content hash, each with a checksum in front.
 *
 * A file that is missing, cut short or altered counts as not there: the chunk is simulated again.
 *
 * @param folder - created when needed
 */
export function chunkFiles(folder: string): ChunkStore {
  const pathOf = (key: string) => join(folder, `${key}.chunk`);
  let ready: Promise<unknown> | undefined;
  return {
    read: async (key) => {
      const bytes = await readFile(pathOf(key)).catch(() => undefined);
      if (bytes === undefined || bytes.length < CHECKSUM_BYTES) return undefined;
      const content = bytes.subarray(CHECKSUM_BYTES);
      if (!digest(content).equals(bytes.subarray(0, CHECKSUM_BYTES))) return undefined;
      return deserialize(content) as CohortRecord;
    },
    write: async (key, record) => {
      ready ??= mkdir(folder, { recursive: true });
      await ready;
      const content = serialize(record);
      await writeFileAtomically(pathOf(key), Buffer.concat([digest(content), content]));
    },
  };
}

function digest(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
