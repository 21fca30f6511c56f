import type { ChunkStore } from '../pool/run-cohort.js';

/** Chunks of several stores: read from the first that has them, written to the first. */
export function layeredChunks(stores: readonly [ChunkStore, ...ChunkStore[]]): ChunkStore {
  return {
    read: async (key) => {
      for (const store of stores) {
        const found = await store.read(key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    write: (key, record) => stores[0].write(key, record),
  };
}
