import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DataError, InputError, type StoredRows } from '../../src/index.js';
import type { RowSpool, SpooledRows } from '../pool/row-spool.js';

/** Burdens up to this size stay in memory: those of 60,000 patients of three arms and a year. */
const MOST_BYTES_IN_MEMORY = 2 ** 28;

const PLACE_PREFIX = '.rows-';

/** Whether a folder of this name is what {@link spoolFiles} leaves behind when its process is killed as it opens a file. */
export function isSpoolPlace(name: string): boolean {
  return name.startsWith(PLACE_PREFIX) && name.length === PLACE_PREFIX.length + 6;
}

/**
 * Rows in files without a name: the system removes them when they are closed or the process ends, however it ends.
 *
 * Rows are read at their positions into a buffer of the caller, so that memory does not grow with the file.
 *
 * @param folder - where the files lie; created when needed
 * @param mostBytesInMemory - size beyond which the burdens of a cohort or a pool lie there; bytes
 */
export function spoolFiles(folder: string, mostBytesInMemory: number = MOST_BYTES_IN_MEMORY): RowSpool {
  return { mostBytesInMemory, open: () => spoolFile(folder) };
}

function spoolFile(folder: string): SpooledRows {
  const { descriptor, remove } = openNameless(folder);
  let bytes = 0;
  return {
    append: (values) => {
      const part = bytesOf(values);
      for (let done = 0; done < part.length; )
        done += writeSync(descriptor, part, done, part.length - done, bytes + done);
      bytes += part.length;
    },
    rows: () => fileRows(descriptor, bytes / Float32Array.BYTES_PER_ELEMENT),
    close: () => {
      closeSync(descriptor);
      remove();
    },
  };
}

function fileRows(descriptor: number, length: number): StoredRows {
  return {
    length,
    readInto: (first, values) => {
      const part = bytesOf(values);
      const from = first * Float32Array.BYTES_PER_ELEMENT;
      for (let done = 0; done < part.length; ) {
        const read = readSync(descriptor, part, done, part.length - done, from + done);
        if (read === 0) {
          throw new DataError(`stored rows: must hold ${first + values.length} numbers; got ${length}`);
        }
        done += read;
      }
    },
  };
}

/** Opens a file and takes its name away; where the system allows that for closed files only, it is removed at the end. */
function openNameless(folder: string): { readonly descriptor: number; readonly remove: () => void } {
  try {
    mkdirSync(folder, { recursive: true });
    const place = mkdtempSync(join(folder, PLACE_PREFIX));
    const path = join(place, 'rows');
    const descriptor = openSync(path, 'wx+', 0o600);
    try {
      unlinkSync(path);
      rmdirSync(place);
      return { descriptor, remove: () => {} };
    } catch {
      return { descriptor, remove: () => rmSync(place, { recursive: true, force: true }) };
    }
  } catch (cause) {
    throw new InputError(`${folder}: must be a folder that can be written; got ${cause}`, { cause });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
