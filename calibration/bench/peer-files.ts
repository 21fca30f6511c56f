import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { heterogeneityParameterNames, InputError } from '../../src/index.js';
import { parseSegments, type SegmentFile } from './peer-protocol.js';

/** Reads a segment file from the disk. */
export function readSegmentFile(path: string): SegmentFile {
  return parseSegments(readFileSync(path, 'utf8'), path);
}

/** Reads the parameter vectors of the first patients of a binary file. @throws InputError - when it holds fewer */
export function readPatients(path: string, count: number): Float64Array {
  const values = new Float64Array(count * heterogeneityParameterNames.length);
  const file = openSync(path, 'r');
  try {
    const bytes = readSync(file, values, 0, values.byteLength, 0);
    if (bytes !== values.byteLength) {
      throw new InputError(`${path}: must hold ${count} patients (${values.byteLength} bytes); got ${bytes}`);
    }
  } finally {
    closeSync(file);
  }
  return values;
}

/** Opens a binary file that rows of doubles are appended to. */
export function openDoubles(path: string): {
  readonly append: (row: Float64Array) => void;
  readonly close: () => void;
} {
  const file = openSync(path, 'w');
  return {
    append: (row) => {
      const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    },
    close: () => closeSync(file),
  };
}
