import { deserialize, serialize } from 'node:v8';
import { DataError, sha256, toCanonicalJson } from '../../../src/index.js';
import { contentHash } from './content-hash.js';
import type { ProgramIdentity } from './identity.js';

/**
 * Data as bytes: the structured clone that worker threads use, so that every number keeps its bits (-0, NaN and typed
 * arrays included).
 *
 * @param value - plain data; arrays in shared memory are copied
 */
export function toBytes(value: unknown): Buffer {
  return serialize(value);
}

/** The same bytes as the client of the server takes them, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Data from bytes. Nothing in it can run; what it means is still to be checked.
 *
 * @param where - for the message
 * @throws DataError - when the bytes are no such data
 */
export function fromBytes(bytes: Uint8Array, where: string): unknown {
  try {
    return deserialize(bytes);
  } catch (cause) {
    throw new DataError(`${where}: must be data as the workbench writes it; got ${bytes.length} other bytes`, {
      cause,
    });
  }
}

/** Name of a piece of work: what is to be done determines it, so that a result can be found again. */
export function subtaskIdOf(work: unknown): string {
  return contentHash(work).slice(0, 32);
}

/** Hash by which programs that compute the same bits find each other. */
export function identityHash(identity: ProgramIdentity): string {
  return sha256(toCanonicalJson(identity));
}
