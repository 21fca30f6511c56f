import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import {
  type ArmRecord,
  type CohortRecord,
  isCompressible,
  type PatientFailureRecord,
  packArms,
  unpackArmsInto,
} from '../../src/index.js';

/** First bytes of a file; the last one counts the forms that such a file has had. */
const MARK = Uint8Array.from('qcic ck4', (letter) => letter.charCodeAt(0));
const FORM = MARK.length - 1;
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
  /** Whether the rows are compressed (RFC 1951). */
  readonly deflated: boolean;
  /** In the order in which the arrays follow. */
  readonly arrays: readonly {
    readonly arm: string;
    readonly field: string;
    readonly type: ArrayType;
    readonly length: number;
  }[];
}

/**
 * A chunk as bytes: a mark, a checksum of what follows, a description in JSON, and the rows as `packArms` arranges them,
 * compressed unless they hold daily states. Every bit of every number is kept.
 *
 * @param key - content hash of what the chunk was simulated from
 * @param record - a simulated chunk; read before the function returns
 */
export async function encodeChunk(key: string, { patients, arms, failures }: CohortRecord): Promise<Uint8Array> {
  const deflated = isCompressible(arms);
  const description: Description = {
    key,
    patients,
    failures,
    deflated,
    arrays: Object.entries(arms).flatMap(([arm, record]) =>
      Object.entries(record).map(([field, array]: [string, ArmArray]) => ({
        arm,
        field,
        type: typeOf(array),
        length: array.length,
      })),
    ),
  };
  const message = new TextEncoder().encode(JSON.stringify(description));
  const packed = packArms(arms, patients);
  const rows = deflated ? await promisify(deflateRaw)(packed, { level: constants.Z_BEST_SPEED }) : packed;
  const bytes = new Uint8Array(PREFIX_BYTES + message.length + rows.length);
  bytes.set(MARK);
  new DataView(bytes.buffer).setFloat64(PREFIX_BYTES - ALIGNMENT, message.length, true);
  bytes.set(message, PREFIX_BYTES);
  bytes.set(rows, PREFIX_BYTES + message.length);
  bytes.set(checksum(bytes), MARK.length);
  return bytes;
}

/**
 * Reads a chunk.
 *
 * @param key - content hash of the chunk that is wanted
 * @param bytes - as {@link encodeChunk} made them
 * @returns the chunk; undefined where these are something else, another chunk, truncated or altered
 */
export async function decodeChunk(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<CohortRecord | undefined> {
  if (bytes.length < PREFIX_BYTES || !isChunk(bytes) || bytes[FORM] !== MARK[FORM]) return undefined;
  if (!checksum(bytes).equals(bytes.subarray(MARK.length, MARK.length + CHECKSUM_BYTES))) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREFIX_BYTES);
  const start = PREFIX_BYTES + view.getFloat64(PREFIX_BYTES - ALIGNMENT, true);
  // Under a checksum of its own the description is what was written
  const message = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, start));
  const { key: written, patients, failures, deflated, arrays } = JSON.parse(message) as Description;
  if (written !== key) return undefined;
  const fieldsOf = new Map<string, Map<string, ArmArray>>();
  for (const { arm, field, type, length } of arrays) {
    fieldsOf.set(arm, (fieldsOf.get(arm) ?? new Map()).set(field, new arrayTypes[type](length)));
  }
  const records = [...fieldsOf].map(([arm, fields]) => [arm, Object.fromEntries(fields)] as const);
  const arms = Object.fromEntries(records) as unknown as CohortRecord['arms'];
  const rows = bytes.subarray(start);
  unpackArmsInto(deflated ? await promisify(inflateRaw)(rows) : rows, arms, patients);
  return { patients, arms, failures };
}

/** Whether bytes begin as those of a chunk do, in the form of this version or of another one. */
export function isChunk(bytes: Uint8Array): boolean {
  return bytes.length > FORM && MARK.every((byte, place) => place === FORM || bytes[place] === byte);
}

function typeOf(array: ArmArray): ArrayType {
  if (array instanceof Uint8Array) return 'Uint8Array';
  return array instanceof Float32Array ? 'Float32Array' : 'Float64Array';
}

/** SHA-256 of everything behind the place of the checksum. */
function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(MARK.length + CHECKSUM_BYTES))
    .digest();
}
