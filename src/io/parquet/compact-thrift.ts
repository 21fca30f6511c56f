import { DamagedParquet, requireWhole } from './damaged-parquet.js';
import { powerOfTwo } from './power-of-two.js';

/** A value of Thrift's compact protocol; a struct by the numbers of its fields. */
export type ThriftValue = boolean | number | bigint | Uint8Array | readonly ThriftValue[] | ThriftStruct;
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

/** A place in bytes that are read from there on. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  offset: number;
}

const MOST_DEPTH = 16;
/** Values of one struct and all that it holds: the footer of a thousand groups of 60 columns has two million. */
const MOST_VALUES = 4_000_000;
/** Bytes of the longest variable-length number, of 64 bits. */
const MOST_VARINT = 10;

/** @throws DamagedParquet - at the end of the bytes */
export function takeByte(cursor: ByteCursor): number {
  const byte = cursor.bytes[cursor.offset];
  requireWhole(byte !== undefined, 'a part that ends too early');
  cursor.offset++;
  return byte;
}

/** An unsigned number of variable length. @throws DamagedParquet - when it does not end, or exceeds 64 bits */
function takeVarint(cursor: ByteCursor): bigint {
  let value = 0n;
  for (let place = 0; place < MOST_VARINT; place++) {
    const byte = takeByte(cursor);
    value |= BigInt(byte & 0x7f) << BigInt(7 * place);
    if (byte < 0x80) return value;
  }
  requireWhole(false, 'a number that does not end');
}

/** The same where it must be a size. @throws DamagedParquet - when it is larger than 2^31 - 1 */
export function takeSize(cursor: ByteCursor): number {
  let value = 0;
  for (let place = 0; place < MOST_VARINT; place++) {
    const byte = takeByte(cursor);
    value += (byte & 0x7f) * powerOfTwo(7 * place);
    requireWhole(value < 2 ** 31, 'a size that is too large');
    if (byte < 0x80) return value;
  }
  requireWhole(false, 'a number that does not end');
}

/** A signed number in zigzag order. */
export function takeZigzag(cursor: ByteCursor): bigint {
  const value = takeVarint(cursor);
  return (value >> 1n) ^ -(value & 1n);
}

/**
 * Reads a struct of Thrift's compact protocol, which footers and page headers are.
 *
 * Depth and number of values are bounded, and nothing is allocated that the bytes do not hold.
 *
 * @param cursor - at its first byte; stands behind the struct afterwards
 * @throws DamagedParquet - when the bytes are none
 */
export function readStruct(cursor: ByteCursor): ThriftStruct {
  let values = 0;
  const take = (type: number, depth: number): ThriftValue => {
    values++;
    requireWhole(values <= MOST_VALUES && depth <= MOST_DEPTH, 'too many values');
    switch (type) {
      case 1:
      case 2:
        return type === 1;
      case 3:
        return (takeByte(cursor) << 24) >> 24;
      case 4:
      case 5:
        return Number(takeZigzag(cursor));
      case 6:
        return takeZigzag(cursor);
      case 7:
        return takeBytes(cursor, 8);
      case 8:
        return takeBytes(cursor, takeSize(cursor));
      case 9:
      case 10:
        return takeList(depth);
      case 12:
        return takeStruct(depth);
      default:
        throw new DamagedParquet(`a value of the unknown kind ${type}`);
    }
  };
  const takeList = (depth: number): readonly ThriftValue[] => {
    const head = takeByte(cursor);
    const size = head >> 4 === 15 ? takeSize(cursor) : head >> 4;
    const type = head & 0x0f;
    requireWhole(size <= cursor.bytes.length - cursor.offset, 'a list that ends too early');
    const list: ThriftValue[] = [];
    // Within a list a truth value has a byte of its own
    for (let item = 0; item < size; item++) list.push(type <= 2 ? takeByte(cursor) === 1 : take(type, depth + 1));
    return list;
  };
  const takeStruct = (depth: number): ThriftStruct => {
    const fields = new Map<number, ThriftValue>();
    for (let field = 0; ; ) {
      const head = takeByte(cursor);
      if (head === 0) return fields;
      field = head >> 4 === 0 ? Number(takeZigzag(cursor)) : field + (head >> 4);
      fields.set(field, take(head & 0x0f, depth + 1));
    }
  };
  return takeStruct(0);
}

/** @throws DamagedParquet - when so many are not there */
export function takeBytes(cursor: ByteCursor, length: number): Uint8Array {
  const end = cursor.offset + length;
  requireWhole(length >= 0 && end <= cursor.bytes.length, 'a part that ends too early');
  const taken = cursor.bytes.subarray(cursor.offset, end);
  cursor.offset = end;
  return taken;
}

/** Field of a struct that must be a number, or may be absent. @throws DamagedParquet - when it is something else */
export function numberField(struct: ThriftStruct, field: number): number | undefined {
  const value = struct.get(field);
  if (value === undefined) return undefined;
  requireWhole(typeof value === 'number' || typeof value === 'bigint', `no number in field ${field}`);
  return Number(value);
}

/** The same of a struct. */
export function structField(struct: ThriftStruct, field: number): ThriftStruct | undefined {
  const value = struct.get(field);
  if (value === undefined) return undefined;
  requireWhole(value instanceof Map, `no struct in field ${field}`);
  return value;
}

/** The same of a list of structs. */
export function structsField(struct: ThriftStruct, field: number): readonly ThriftStruct[] {
  const value = struct.get(field) ?? [];
  requireWhole(Array.isArray(value), `no list in field ${field}`);
  return (value as readonly ThriftValue[]).map((item) => {
    requireWhole(item instanceof Map, `no structs in field ${field}`);
    return item;
  });
}
