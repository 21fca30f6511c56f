import { createHash } from 'node:crypto';
import type { ArmRecord, CohortRecord, PatientFailureRecord } from '../../src/index.js';

/** First bytes of a file; the last one counts the forms that such a file has had. */
const MARK = Uint8Array.from('qcic ck3', (letter) => letter.charCodeAt(0));
/** Length of the mark. */
export const MARK_BYTES = MARK.length;
const CHECKSUM_BYTES = 32;
const ALIGNMENT = 8;
/** Mark, checksum, length of the description. */
const PREFIX_BYTES = MARK.length + CHECKSUM_BYTES + ALIGNMENT;

const arrayTypes = { Uint8Array, Float32Array, Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;
type ArmArray = ArmRecord[keyof ArmRecord];

interface Description {
  /** Content hash that names the chunk. */
  readonly key: string;
  readonly patients: number;
  readonly failures: readonly PatientFailureRecord[];
  /** In the order in which the arrays follow. */
  readonly arrays: readonly {
    readonly arm: string;
    readonly field: string;
    readonly type: ArrayType;
    readonly length: number;
  }[];
}

/**
 * A chunk as bytes: a mark, a checksum of what follows, a description in JSON, and the arrays as they are in memory, each
 * aligned to eight bytes.
 *
 * @param key - content hash of what the chunk was simulated from
 * @param record - a simulated chunk
 */
export function encodeChunk(key: string, { patients, arms, failures }: CohortRecord): Uint8Array {
  const arrays = Object.entries(arms).flatMap(([arm, record]) =>
    Object.entries(record).map(([field, array]: [string, ArmArray]) => ({ arm, field, array })),
  );
  const description: Description = {
    key,
    patients,
    failures,
    arrays: arrays.map(({ arm, field, array }) => ({ arm, field, type: typeOf(array), length: array.length })),
  };
  const message = new TextEncoder().encode(JSON.stringify(description));
  const start = PREFIX_BYTES + padded(message.length);
  const bytes = new Uint8Array(arrays.reduce((sum, { array }) => sum + padded(array.byteLength), start));
  bytes.set(MARK);
  new Float64Array(bytes.buffer, PREFIX_BYTES - ALIGNMENT, 1)[0] = message.length;
  bytes.set(message, PREFIX_BYTES);
  let offset = start;
  for (const { array } of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += padded(array.byteLength);
  }
  bytes.set(checksum(bytes), MARK.length);
  return bytes;
}

/**
 * Reads a chunk.
 *
 * @param key - content hash of the chunk that is wanted
 * @param bytes - as {@link encodeChunk} made them
 * @returns the chunk, its arrays views of the bytes; undefined where these are something else, another chunk, truncated or
 *   altered
 */
export function decodeChunk(key: string, bytes: Uint8Array<ArrayBuffer>): CohortRecord | undefined {
  if (bytes.length < PREFIX_BYTES || !isChunk(bytes)) return undefined;
  if (!checksum(bytes).equals(bytes.subarray(MARK.length, MARK.length + CHECKSUM_BYTES))) return undefined;
  const { buffer, byteOffset } = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const length = new Float64Array(buffer, byteOffset + PREFIX_BYTES - ALIGNMENT, 1)[0]!;
  // Under a checksum of its own the description is what was written
  const message = new TextDecoder().decode(new Uint8Array(buffer, byteOffset + PREFIX_BYTES, length));
  const { key: written, patients, failures, arrays } = JSON.parse(message) as Description;
  if (written !== key) return undefined;
  const arms = new Map<string, Map<string, ArmArray>>();
  let offset = byteOffset + PREFIX_BYTES + padded(length);
  for (const { arm, field, type, length: numbers } of arrays) {
    const array = new arrayTypes[type](buffer, offset, numbers);
    arms.set(arm, (arms.get(arm) ?? new Map()).set(field, array));
    offset += padded(array.byteLength);
  }
  const records = [...arms].map(([arm, fields]) => [arm, Object.fromEntries(fields)] as const);
  return { patients, arms: Object.fromEntries(records) as unknown as CohortRecord['arms'], failures };
}

/** Whether bytes begin as those of a chunk do. */
export function isChunk(bytes: Uint8Array): boolean {
  return MARK.every((byte, place) => bytes[place] === byte);
}

function typeOf(array: ArmArray): ArrayType {
  if (array instanceof Uint8Array) return 'Uint8Array';
  return array instanceof Float32Array ? 'Float32Array' : 'Float64Array';
}

function padded(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** SHA-256 of everything behind the place of the checksum. */
function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(MARK.length + CHECKSUM_BYTES))
    .digest();
}
