import { type ByteCursor, takeByte, takeBytes, takeSize } from './compact-thrift.js';
import { requireWhole } from './damaged-parquet.js';
import { powerOfTwo } from './power-of-two.js';

/**
 * Reads whole numbers that are stored as runs of equal ones and as groups of eight packed ones.
 *
 * A run may not be longer than what is left to read; a group of eight may go beyond it by its filling.
 *
 * @param cursor - at the first run
 * @param width - bits of a number; 0 to 32
 * @param length - numbers to read
 * @throws DamagedParquet - when the bytes do not hold them
 */
export function readRuns(cursor: ByteCursor, width: number, length: number): Uint32Array {
  requireWhole(width >= 0 && width <= 32, `numbers of ${width} bits`);
  const output = new Uint32Array(length);
  if (width === 0) return output;
  for (let done = 0; done < length; ) {
    const head = takeSize(cursor);
    const left = length - done;
    if (head % 2 === 0) {
      const run = head / 2;
      requireWhole(run > 0 && run <= left, 'a run that is longer than its page');
      let value = 0;
      for (let byte = 0; byte < Math.ceil(width / 8); byte++) value += takeByte(cursor) * powerOfTwo(8 * byte);
      output.fill(value, done, done + run);
      done += run;
    } else {
      const packed = (head - 1) * 4;
      requireWhole(packed > 0, 'a run without numbers');
      const taken = Math.min(packed, left);
      unpackInto(takePacked(cursor, (packed / 8) * width, taken, width), width, output.subarray(done, done + taken));
      done += taken;
    }
  }
  return output;
}

/** Bytes of packed numbers; some writers leave out the filling of the last group. */
function takePacked(cursor: ByteCursor, length: number, values: number, width: number): Uint8Array {
  const there = Math.min(length, cursor.bytes.length - cursor.offset);
  requireWhole(there >= Math.ceil((values * width) / 8), 'a part that ends too early');
  return takeBytes(cursor, there);
}

function unpackInto(bytes: Uint8Array, width: number, output: Uint32Array): void {
  let bit = 0;
  for (let place = 0; place < output.length; place++) {
    let value = 0;
    for (let read = 0; read < width; ) {
      const within = bit & 7;
      const taken = Math.min(8 - within, width - read);
      value += ((bytes[bit >> 3]! >> within) & ((1 << taken) - 1)) * powerOfTwo(read);
      read += taken;
      bit += taken;
    }
    output[place] = value;
  }
}
