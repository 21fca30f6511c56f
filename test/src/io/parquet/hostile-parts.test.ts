// Evidence: parts made by hand from the format (parquet.thrift, Encodings.md); what small parts claim must be refused before it is allocated.
import { describe, expect, test } from 'vitest';
import { readStruct } from '../../../../src/io/parquet/compact-thrift.js';
import { DamagedParquet } from '../../../../src/io/parquet/damaged-parquet.js';
import { readDeltas, readPrefixedBytes } from '../../../../src/io/parquet/delta-values.js';
import { readRuns } from '../../../../src/io/parquet/runs.js';

const cursor = (...bytes: readonly number[]) => ({ bytes: Uint8Array.from(bytes), offset: 0 });

describe('readStruct', () => {
  test('reads numbers, text, lists and structs of the compact protocol', () => {
    // Fields 1: i32 -3, 2: binary "ab", 4: list of i32 1 and 2, 20 (by its own number): true, 21: struct { 1: i64 300 }
    const struct = cursor(0x15, 5, 0x18, 2, 97, 98, 0x29, 0x25, 2, 4, 0x01, 40, 0x1c, 0x16, 0xd8, 4, 0, 0);
    expect(readStruct(struct)).toEqual(
      new Map<number, unknown>([
        [1, -3],
        [2, Uint8Array.from([97, 98])],
        [4, [1, 2]],
        [20, true],
        [21, new Map([[1, 300n]])],
      ]),
    );
    expect(struct.offset).toBe(struct.bytes.length);
  });

  test.each([
    ['a part that ends too early', [0x15]],
    ['a number that does not end', [0x16, ...new Array<number>(1000).fill(0x80)]],
    ['a size that is too large', [0x18, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ['a list that ends too early', [0x19, 0xf5, 0xff, 0xff, 0xff, 0x07]],
    ['too many values', new Array<number>(100).fill(0x1c)],
    ['a value of the unknown kind 11', [0x1b, 1]],
  ])('refuses %s', (message, bytes) => {
    expect(() => readStruct(cursor(...bytes))).toThrow(new DamagedParquet(message));
  });
});

describe('readRuns', () => {
  test('reads runs of equal numbers and packed ones', () => {
    // The example of Encodings.md: 0 to 7 in three bits; then a run of four 5
    expect([...readRuns(cursor(3, 0b10001000, 0b11000110, 0b11111010, 8, 5), 3, 12)]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 5,
    ]);
  });

  test.each([
    ['a run that is longer than its page', [0xfe, 0xff, 0xff, 0xff, 0x07, 1], 1],
    ['a run that is longer than its page', [0, 1], 1],
    ['a run without numbers', [1, 1], 1],
    ['a part that ends too early', [3], 1],
    ['numbers of 200 bits', [3], 200],
  ])('refuses %s', (message, bytes, width) => {
    expect(() => readRuns(cursor(...bytes), width, 10)).toThrow(new DamagedParquet(message));
  });
});

describe('readDeltas', () => {
  /** Blocks of 128 in 4 parts, 5 numbers from 7, differences of at least -2: the second example of Encodings.md. */
  const header = [0x80, 1, 4, 5, 14];

  test('reads the second example of the format: 7, 5, 3, 1, 2, 3, 4, 5', () => {
    const packed = [0b11000000, 0b00111111, ...new Array<number>(6).fill(0)];
    const bytes = [0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, ...packed];
    expect([...readDeltas(cursor(...bytes), 8, 32)]).toEqual([7n, 5n, 3n, 1n, 2n, 3n, 4n, 5n]);
  });

  test('wraps as numbers of 32 and 64 bits do', () => {
    // From 2^31 - 1, two ones more
    const bytes = [0x80, 1, 4, 2, 0xfe, 0xff, 0xff, 0xff, 0x0f, 2, 0, 0, 0, 0];
    expect([...readDeltas(cursor(...bytes), 2, 32)]).toEqual([2147483647n, -2147483648n]);
    expect([...readDeltas(cursor(...bytes), 2, 64)]).toEqual([2147483647n, 2147483648n]);
  });

  test.each([
    ['differences in blocks of an impossible size', [0, 0, 5, 14]],
    ['differences in blocks of an impossible size', [0x80, 0x80, 0x80, 0x10, 4, 5, 14]],
    ['differences of another number of values', [0x80, 1, 4, 6, 14]],
    ['differences of 65 bits', [...header, 3, 65, 0, 0, 0]],
    ['a part that ends too early', [...header, 3, 2, 0, 0, 0]],
  ])('refuses %s', (message, bytes) => {
    expect(() => readDeltas(cursor(...bytes), 5, 32)).toThrow(new DamagedParquet(message));
  });
});

test('readPrefixedBytes refuses a beginning that the text before does not have', () => {
  // Two texts: beginnings of 1 and 0 bytes, then lengths 1 and 1
  const [prefixes, suffixes] = [
    [0x80, 1, 4, 2, 2, 1, 0, 0, 0, 0],
    [0x80, 1, 4, 2, 2, 0, 0, 0, 0, 0],
  ];
  expect(() => readPrefixedBytes(cursor(...prefixes, ...suffixes, 97, 98), 2)).toThrow(
    new DamagedParquet('text that begins as none before it'),
  );
});
