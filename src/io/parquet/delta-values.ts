import { type ByteCursor, takeByte, takeBytes, takeSize, takeZigzag } from './compact-thrift.js';
import { parquetLimits, requireWhole } from './damaged-parquet.js';
import { powerOfTwo } from './power-of-two.js';

/** Values of a block; writers use 128. */
const MOST_OF_BLOCK = 65_536;
/** Up to this width packed bits are a whole number of a double. */
const EXACT_BITS = 48;

/**
 * Whole numbers that are stored as differences from one another (DELTA_BINARY_PACKED).
 *
 * @param cursor - at their header; stands behind them afterwards
 * @param length - numbers that must be there
 * @param bits - of a number: 32 or 64; sums wrap as in two's complement
 * @throws DamagedParquet - when the bytes do not hold them
 */
export function readDeltas(cursor: ByteCursor, length: number, bits: 32 | 64): BigInt64Array {
  const [block, miniblocks, total] = [takeSize(cursor), takeSize(cursor), takeSize(cursor)];
  const perMiniblock = block / miniblocks;
  requireWhole(
    block > 0 && block <= MOST_OF_BLOCK && Number.isInteger(perMiniblock) && perMiniblock % 8 === 0,
    'differences in blocks of an impossible size',
  );
  requireWhole(total === length, 'differences of another number of values');
  const output = new BigInt64Array(length);
  let value = takeZigzag(cursor);
  if (length > 0) output[0] = BigInt.asIntN(bits, value);
  for (let done = 1; done < length; ) {
    const least = takeZigzag(cursor);
    const widths = takeBytes(cursor, miniblocks);
    for (let miniblock = 0; miniblock < miniblocks && done < length; miniblock++) {
      const width = widths[miniblock]!;
      requireWhole(width <= 64, `differences of ${width} bits`);
      const taken = Math.min(perMiniblock, length - done);
      const size = (perMiniblock / 8) * width;
      // Some writers leave out the filling of the last block
      const packed = takeBytes(cursor, Math.min(size, cursor.bytes.length - cursor.offset));
      requireWhole(packed.length >= Math.ceil((taken * width) / 8), 'a part that ends too early');
      for (let item = 0; item < taken; item++) {
        value = BigInt.asIntN(bits, value + least + packedBits(packed, item * width, width));
        output[done++] = value;
      }
    }
  }
  return output;
}

function packedBits(bytes: Uint8Array, from: number, width: number): bigint {
  let [low, high] = [0, 0n];
  for (let read = 0; read < width; ) {
    const bit = from + read;
    const within = bit & 7;
    const taken = Math.min(8 - within, width - read);
    const part = (bytes[bit >> 3]! >> within) & ((1 << taken) - 1);
    if (read + taken <= EXACT_BITS) low += part * powerOfTwo(read);
    else high |= BigInt(part) << BigInt(read);
    read += taken;
  }
  return BigInt(low) + high;
}

/** Byte arrays behind the list of their lengths (DELTA_LENGTH_BYTE_ARRAY). @throws DamagedParquet - likewise */
export function readLengthsAndBytes(cursor: ByteCursor, length: number): readonly Uint8Array[] {
  const lengths = readDeltas(cursor, length, 32);
  return Array.from(lengths, (size) => takeBytes(cursor, Number(size)));
}

/** Byte arrays that begin as the one before them (DELTA_BYTE_ARRAY). @throws DamagedParquet - likewise */
export function readPrefixedBytes(cursor: ByteCursor, length: number): readonly Uint8Array[] {
  const prefixes = readDeltas(cursor, length, 32);
  const suffixes = readLengthsAndBytes(cursor, length);
  let before = new Uint8Array();
  let sum = 0;
  return suffixes.map((suffix, place) => {
    const prefix = Number(prefixes[place]!);
    requireWhole(prefix >= 0 && prefix <= before.length, 'text that begins as none before it');
    sum += prefix + suffix.length;
    requireWhole(sum <= parquetLimits.page, 'a page that is too large');
    const whole = new Uint8Array(prefix + suffix.length);
    whole.set(before.subarray(0, prefix));
    whole.set(suffix, prefix);
    before = whole;
    return whole;
  });
}

/** Length of a list of bytes before it; 32 bits, little-endian. @throws DamagedParquet - when it is not there */
export function takeUint32(cursor: ByteCursor): number {
  let value = 0;
  for (let byte = 0; byte < 4; byte++) value += takeByte(cursor) * powerOfTwo(8 * byte);
  return value;
}
