import type { ArmRecord } from './arm-record.js';

type ArmArray = ArmRecord[keyof ArmRecord];

/** Rows of some patients, by arm. */
type ArmRows = Readonly<Record<string, ArmRecord>>;

/** Daily states vary smoothly as well, but they are asked for rarely and are a hundred times as large as all the rest. */
const COPIED: keyof ArmRecord = 'trajectories';

/** Numbers of a row before the first one whose third difference is defined. */
const FIRST_DIFFERENCES = 3;

/**
 * Rearranges rows so that a general compressor finds what is regular in them; nothing is rounded.
 *
 * Daily burdens (float32) are smooth: each number's bit pattern is replaced by its third difference along the row, sign in
 * the lowest bit, and equal bytes of all numbers are put together. Most bytes become 0. Of float64 columns the equal
 * bytes of a column are put together, so that constant columns and those that occur twice become short. Other arrays, and
 * daily states, are copied.
 *
 * @param arms - rows of the same patients
 * @param patients - number of rows; integer >= 0
 * @returns as many bytes as the arrays have, arms and arrays in their order
 */
export function packArms(arms: ArmRows, patients: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(armsBytes(arms));
  eachArray(arms, bytes, patients, (array, part, width, copied) => {
    if (copied) part.set(bytesOf(array));
    else if (array instanceof Float32Array) packSmooth(array, width, part);
    else packColumns(bytesOf(array), width, array.length, part);
  });
  return bytes;
}

/**
 * The inverse of {@link packArms}.
 *
 * @param bytes - as many as the arrays have
 * @param arms - written: arrays of the same types and lengths, in the same order
 * @param patients - number of rows
 */
export function unpackArmsInto(bytes: Uint8Array, arms: ArmRows, patients: number): void {
  eachArray(arms, bytes, patients, (array, part, width, copied) => {
    if (copied) bytesOf(array).set(part);
    else if (array instanceof Float32Array) unpackSmooth(part, width, array);
    else unpackColumns(part, width, array.length, bytesOf(array));
  });
}

/** Bytes of all arrays. */
export function armsBytes(arms: ArmRows): number {
  return Object.values(arms)
    .flatMap((arm) => Object.values(arm) as readonly ArmArray[])
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Whether a compressor would find anything: not among daily states, and it would take ten times as long as simulating them. */
export function isCompressible(arms: ArmRows): boolean {
  return Object.values(arms).every((arm) => arm[COPIED].length === 0);
}

function eachArray(
  arms: ArmRows,
  bytes: Uint8Array,
  patients: number,
  visit: (array: ArmArray, part: Uint8Array, width: number, copied: boolean) => void,
): void {
  let offset = 0;
  for (const arm of Object.values(arms)) {
    for (const [field, array] of Object.entries(arm) as [keyof ArmRecord, ArmArray][]) {
      const part = bytes.subarray(offset, offset + array.byteLength);
      // An array that is not made of rows is one column
      const width = patients > 0 && array.length % patients === 0 ? array.length / patients : 1;
      visit(array, part, width, field === COPIED || array instanceof Uint8Array);
      offset += array.byteLength;
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArmArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function patternsOf({ buffer, byteOffset, length }: Float32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}

/** Third differences of bit patterns, modulo 2^32, in four planes of bytes. */
function packSmooth(values: Float32Array, width: number, planes: Uint8Array): void {
  const patterns = patternsOf(values);
  const { length } = patterns;
  for (let row = 0; row < length; row += width) {
    for (let column = 0; column < width; column++) {
      const at = row + column;
      const difference = (patterns[at]! - predicted(patterns, at, column)) | 0;
      const unsigned = (difference << 1) ^ (difference >> 31);
      planes[at] = unsigned;
      planes[at + length] = unsigned >>> 8;
      planes[at + 2 * length] = unsigned >>> 16;
      planes[at + 3 * length] = unsigned >>> 24;
    }
  }
}

function unpackSmooth(planes: Uint8Array, width: number, values: Float32Array): void {
  const patterns = patternsOf(values);
  const { length } = patterns;
  for (let row = 0; row < length; row += width) {
    for (let column = 0; column < width; column++) {
      const at = row + column;
      const unsigned =
        planes[at]! | (planes[at + length]! << 8) | (planes[at + 2 * length]! << 16) | (planes[at + 3 * length]! << 24);
      const difference = (unsigned >>> 1) ^ -(unsigned & 1);
      patterns[at] = predicted(patterns, at, column) + difference;
    }
  }
}

/** The pattern that follows a parabola through the three before it; sums of three patterns are exact in a double. */
function predicted(patterns: Int32Array, at: number, column: number): number {
  if (column < FIRST_DIFFERENCES) return column === 0 ? 0 : patterns[at - 1]!;
  return 3 * (patterns[at - 1]! - patterns[at - 2]!) + patterns[at - 3]!;
}

/** Bytes of a row-major table, column by column, and in a column place by place. */
function packColumns(table: Uint8Array, width: number, numbers: number, planes: Uint8Array): void {
  eachByte(width, numbers, table.length / numbers, (inTable, inPlanes) => {
    planes[inPlanes] = table[inTable]!;
  });
}

function unpackColumns(planes: Uint8Array, width: number, numbers: number, table: Uint8Array): void {
  eachByte(width, numbers, planes.length / numbers, (inTable, inPlanes) => {
    table[inTable] = planes[inPlanes]!;
  });
}

function eachByte(width: number, numbers: number, size: number, visit: (inTable: number, inPlanes: number) => void) {
  let inPlanes = 0;
  for (let column = 0; column < width; column++) {
    for (let byte = 0; byte < size; byte++) {
      for (let number = column; number < numbers; number += width) visit(number * size + byte, inPlanes++);
    }
  }
}
