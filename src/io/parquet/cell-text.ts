import { toCsvCell } from '../csv.js';
import { numberField, structField, type ThriftStruct } from './compact-thrift.js';
import { DamagedParquet, requireWhole } from './damaged-parquet.js';
import { isoDate, isoTime } from './iso-date.js';
import type { ParquetLeaf } from './parquet-footer.js';
import { powerOfTwo } from './power-of-two.js';

/** How the values of a column become cells of a CSV text. */
export type CellText =
  | { readonly kind: 'numbers'; readonly text: (value: number) => string }
  | { readonly kind: 'integers'; readonly text: (value: bigint) => string }
  | { readonly kind: 'bytes'; readonly text: (value: Uint8Array) => string };

/** Numbers of the converted types in the format. */
const converted = {
  decimal: 5,
  date: 6,
  timeMillis: 7,
  timeMicros: 8,
  timestampMillis: 9,
  timestampMicros: 10,
  unsigned8: 11,
  unsigned32: 13,
  unsigned64: 14,
  interval: 21,
  bson: 20,
} as const;
/** Fields of the union of logical types. */
const logical = {
  decimal: 5,
  date: 6,
  time: 7,
  timestamp: 8,
  integer: 10,
  bson: 13,
  uuid: 14,
  float16: 15,
  variant: 16,
};

const SECONDS_PER_DAY = 86_400n;
const NANOSECONDS_PER_DAY = 86_400_000_000_000n;
/** Julian day of 1970-01-01. */
const JULIAN_EPOCH = 2_440_588;

/**
 * How the values of a column are written as cells of a table: numbers in the shortest form that reads back, text as it is, TRUE and FALSE,
 * dates and times as in ISO 8601, decimals with all digits.
 *
 * @returns undefined for a column that holds no cells: bytes of other programs, and what lists and structs hold
 */
export function cellTextOf(leaf: ParquetLeaf): CellText | undefined {
  const { type, convertedType: kind, logicalType, isFlat } = leaf;
  const is = (field: number) => logicalType?.has(field) === true;
  if (!isFlat || kind === converted.interval || kind === converted.bson || is(logical.bson) || [16, 17, 18].some(is)) {
    return undefined;
  }
  const decimal = kind === converted.decimal || is(logical.decimal);
  const scale = decimal ? scaleOf(leaf) : 0;
  const numbers = (text: (value: number) => string): CellText => ({ kind: 'numbers', text });
  const bytes = (text: (value: Uint8Array) => string): CellText => ({ kind: 'bytes', text });
  switch (type) {
    case 'BOOLEAN':
      return numbers((value) => (value === 1 ? 'TRUE' : 'FALSE'));
    case 'FLOAT':
    case 'DOUBLE':
      return numbers(String);
    case 'INT32':
      if (decimal) return numbers((value) => decimalText(BigInt(value), scale));
      if (kind === converted.date || is(logical.date)) return numbers(isoDate);
      if (kind === converted.timeMillis || is(logical.time)) return numbers((value) => timeText(BigInt(value), 3));
      return isUnsigned(leaf, 32) ? numbers((value) => String(value >>> 0)) : numbers(String);
    case 'INT64':
      return { kind: 'integers', text: integerText(leaf, decimal, scale) };
    case 'INT96':
      return bytes((value) => {
        const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
        const days = BigInt(view.getInt32(8, true) - JULIAN_EPOCH);
        return timestampText(days * NANOSECONDS_PER_DAY + view.getBigInt64(0, true), 9);
      });
    default:
      if (decimal) return bytes((value) => decimalText(signed(value), scale));
      if (is(logical.uuid)) return bytes(uuidText);
      if (is(logical.float16)) return bytes((value) => String(halfFloat(value)));
      return type === 'BYTE_ARRAY' ? bytes(utf8Text) : undefined;
  }
}

function integerText(leaf: ParquetLeaf, decimal: boolean, scale: number): (value: bigint) => string {
  const { convertedType: kind, logicalType } = leaf;
  if (decimal) return (value) => decimalText(value, scale);
  const timestamp = logicalType === undefined ? undefined : structField(logicalType, logical.timestamp);
  if (timestamp !== undefined) {
    const digits = unitDigits(timestamp);
    return (value) => timestampText(value, digits);
  }
  if (kind === converted.timestampMillis) return (value) => timestampText(value, 3);
  if (kind === converted.timestampMicros) return (value) => timestampText(value, 6);
  const time = logicalType === undefined ? undefined : structField(logicalType, logical.time);
  if (time !== undefined || kind === converted.timeMicros) {
    const digits = time === undefined ? 6 : unitDigits(time);
    return (value) => timeText(value, digits);
  }
  return isUnsigned(leaf, 64) ? (value) => String(BigInt.asUintN(64, value)) : String;
}

/** Digits behind the seconds of a time or a timestamp. */
function unitDigits(struct: ThriftStruct): number {
  const unit = structField(struct, 2);
  if (unit?.has(1)) return 3;
  return unit?.has(3) ? 9 : 6;
}

function scaleOf({ logicalType, scale: old, name }: ParquetLeaf): number {
  const decimal = logicalType === undefined ? undefined : structField(logicalType, logical.decimal);
  const scale = decimal === undefined ? old : (numberField(decimal, 1) ?? 0);
  requireWhole(scale >= 0 && scale <= 1000, `column ${name} with ${scale} decimals`);
  return scale;
}

function isUnsigned({ convertedType: kind, logicalType }: ParquetLeaf, bits: 32 | 64): boolean {
  const integer = logicalType === undefined ? undefined : structField(logicalType, logical.integer);
  if (integer !== undefined) return integer.get(2) === false;
  if (kind === undefined) return false;
  return bits === 64 ? kind === converted.unsigned64 : kind >= converted.unsigned8 && kind <= converted.unsigned32;
}

function decimalText(value: bigint, scale: number): string {
  if (scale === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A number of two's complement, the largest byte first. */
function signed(bytes: Uint8Array): bigint {
  requireWhole(bytes.length <= 1024, 'a decimal number of more than 1,024 bytes');
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === '' ? 0n : BigInt.asIntN(8 * bytes.length, BigInt(`0x${hex}`));
}

/** A time stamp of units of a second, as `2026-11-30T12:00:00.5`; without the fraction where it is 0. */
function timestampText(value: bigint, digits: number): string {
  const perDay = SECONDS_PER_DAY * powerOfTen(digits);
  const ofDay = ((value % perDay) + perDay) % perDay;
  return `${isoDate(Number((value - ofDay) / perDay))}T${timeText(ofDay, digits)}`;
}

function powerOfTen(digits: number): bigint {
  return BigInt(`1${'0'.repeat(digits)}`);
}

function timeText(value: bigint, digits: number): string {
  const perSecond = powerOfTen(digits);
  requireWhole(value >= 0n && value < SECONDS_PER_DAY * perSecond, 'a time outside a day');
  const fraction = value % perSecond;
  const behind = fraction === 0n ? '' : `.${String(fraction).padStart(digits, '0').replace(/0+$/, '')}`;
  return `${isoTime(Number(value / perSecond))}${behind}`;
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** IEEE 754 binary16, little-endian. */
function halfFloat(bytes: Uint8Array): number {
  requireWhole(bytes.length === 2, 'a number of 16 bits in another length');
  const bits = bytes[0]! + 256 * bytes[1]!;
  const [sign, exponent, fraction] = [bits >> 15 === 0 ? 1 : -1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * powerOfTwo(exponent) * 2 ** -25;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8Text(bytes: Uint8Array): string {
  try {
    return toCsvCell(decoder.decode(bytes));
  } catch {
    throw new DamagedParquet('text that is not UTF-8');
  }
}
