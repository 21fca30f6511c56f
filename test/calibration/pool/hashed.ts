import { rowsInMemory, type StoredRows, sha256 } from '../../../src/index.js';

/** Hashes in place of arrays, wherever they lie: comparing large ones number by number is slow. */
export function hashed(value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array || value instanceof Uint8Array)
    return sha256(value);
  if (Array.isArray(value)) return value.map(hashed);
  if (typeof value !== 'object' || value === null) return value;
  if ('readInto' in value) return sha256(rowsInMemory(value as StoredRows));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hashed(member)]));
}
