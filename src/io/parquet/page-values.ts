import { type ByteCursor, takeByte, takeBytes } from './compact-thrift.js';
import { DamagedParquet, requireWhole } from './damaged-parquet.js';
import { readDeltas, readLengthsAndBytes, readPrefixedBytes, takeUint32 } from './delta-values.js';
import type { ParquetLeaf } from './parquet-footer.js';
import { readRuns } from './runs.js';

/** Values of one physical type: truth values are 1 and 0. */
export type PhysicalValues = Float64Array | BigInt64Array | readonly Uint8Array[];

/** Numbers of the encodings in the format. */
const PLAIN = 0;
const DICTIONARIES = [2, 8];
const RUNS = 3;
const DELTAS = 5;
const LENGTHS = 6;
const PREFIXES = 7;
const SPLIT = 9;

const widths: Readonly<Partial<Record<ParquetLeaf['type'], number>>> = {
  INT32: 4,
  INT64: 8,
  INT96: 12,
  FLOAT: 4,
  DOUBLE: 8,
};

/**
 * Reads the values of a page, without those that are null.
 *
 * @param cursor - at the first byte of the values
 * @param leaf - type of the column
 * @param page - encoding, number of values, and the dictionary of the column
 * @throws DamagedParquet - when the bytes do not hold them
 */
export function readValues(
  cursor: ByteCursor,
  leaf: ParquetLeaf,
  {
    encoding,
    length,
    dictionary,
  }: { readonly encoding: number; readonly length: number; readonly dictionary: PhysicalValues | undefined },
): PhysicalValues {
  const { type } = leaf;
  if (DICTIONARIES.includes(encoding)) {
    requireWhole(dictionary !== undefined, 'a page that needs a dictionary, without one');
    return fromDictionary(dictionary, length === 0 ? new Uint32Array() : readRuns(cursor, takeByte(cursor), length));
  }
  if (encoding === PLAIN) return plainValues(cursor, leaf, length);
  if (encoding === RUNS && type === 'BOOLEAN') {
    const bytes = takeBytes(cursor, takeUint32(cursor));
    return Float64Array.from(readRuns({ bytes, offset: 0 }, 1, length));
  }
  if (encoding === DELTAS && type === 'INT32') return Float64Array.from(readDeltas(cursor, length, 32), Number);
  if (encoding === DELTAS && type === 'INT64') return readDeltas(cursor, length, 64);
  if (encoding === LENGTHS && type === 'BYTE_ARRAY') return readLengthsAndBytes(cursor, length);
  if (encoding === PREFIXES && (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY')) {
    return readPrefixedBytes(cursor, length);
  }
  if (encoding === SPLIT) return splitValues(cursor, leaf, length);
  throw new DamagedParquet(`values of ${type} in the encoding ${encoding}`);
}

function fromDictionary(dictionary: PhysicalValues, indices: Uint32Array): PhysicalValues {
  for (const index of indices) {
    requireWhole(index < dictionary.length, 'a value that is not in the dictionary');
  }
  if (dictionary instanceof Float64Array) return Float64Array.from(indices, (index) => dictionary[index]!);
  if (dictionary instanceof BigInt64Array) {
    const output = new BigInt64Array(indices.length);
    indices.forEach((index, place) => {
      output[place] = dictionary[index]!;
    });
    return output;
  }
  return Array.from(indices, (index) => dictionary[index]!);
}

function plainValues(cursor: ByteCursor, leaf: ParquetLeaf, length: number): PhysicalValues {
  const { type } = leaf;
  if (type === 'BOOLEAN') {
    const bytes = takeBytes(cursor, Math.ceil(length / 8));
    return Float64Array.from({ length }, (_, place) => (bytes[place >> 3]! >> (place & 7)) & 1);
  }
  if (type === 'BYTE_ARRAY') {
    requireWhole(length <= (cursor.bytes.length - cursor.offset) / 4, 'a part that ends too early');
    return Array.from({ length }, () => takeBytes(cursor, takeUint32(cursor)));
  }
  const width = widths[type] ?? leaf.width;
  requireWhole(width > 0, 'values of fixed length without that length');
  return fixedValues(takeBytes(cursor, length * width), { type, width, length });
}

/** All first bytes, then all second ones (BYTE_STREAM_SPLIT). */
function splitValues(cursor: ByteCursor, leaf: ParquetLeaf, length: number): PhysicalValues {
  const { type } = leaf;
  const width = widths[type] ?? leaf.width;
  requireWhole(width > 0, 'values of fixed length without that length');
  const streams = takeBytes(cursor, length * width);
  const bytes = new Uint8Array(streams.length);
  for (let byte = 0; byte < width; byte++) {
    for (let place = 0; place < length; place++) bytes[place * width + byte] = streams[byte * length + place]!;
  }
  return fixedValues(bytes, { type, width, length });
}

function fixedValues(
  bytes: Uint8Array,
  { type, width, length }: { readonly type: ParquetLeaf['type']; readonly width: number; readonly length: number },
): PhysicalValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = (read: (at: number) => number) => {
    const output = new Float64Array(length);
    for (let place = 0; place < length; place++) output[place] = read(place * width);
    return output;
  };
  if (type === 'INT32') return numbers((at) => view.getInt32(at, true));
  if (type === 'FLOAT') return numbers((at) => view.getFloat32(at, true));
  if (type === 'DOUBLE') return numbers((at) => view.getFloat64(at, true));
  if (type === 'INT64') {
    const output = new BigInt64Array(length);
    for (let place = 0; place < length; place++) output[place] = view.getBigInt64(place * width, true);
    return output;
  }
  return Array.from({ length }, (_, place) => bytes.subarray(place * width, (place + 1) * width));
}
