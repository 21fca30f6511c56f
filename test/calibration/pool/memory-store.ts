import type { ChunkStore } from '../../../calibration/pool/run-cohort.js';
import type { CohortRecord } from '../../../src/index.js';

/** A chunk store in memory that counts what it is asked. */
export interface MemoryStore extends ChunkStore {
  readonly chunks: Map<string, CohortRecord>;
  readonly reads: string[];
  readonly writes: string[];
}

export function memoryStore(): MemoryStore {
  const chunks = new Map<string, CohortRecord>();
  const reads: string[] = [];
  const writes: string[] = [];
  return {
    chunks,
    reads,
    writes,
    read: async (key) => {
      reads.push(key);
      return chunks.get(key);
    },
    write: async (key, record) => {
      writes.push(key);
      chunks.set(key, record);
    },
  };
}
