import type { FileHandle } from 'node:fs/promises';

/** Bytes of a block: headers are one, contents a whole number of them. */
const BLOCK = 512;
const PART_BYTES = 1 << 18;
const MOST_NAME = 100;

/** A file of an archive. */
export interface TarEntry {
  /** Path in the archive. */
  readonly name: string;
  /** Opens it; closed by the archive. */
  readonly open: () => Promise<FileHandle>;
}

/**
 * A tar archive, part by part, so that no file is in memory as a whole.
 *
 * A name that is long or not ASCII has an extended header. A file that grows meanwhile is taken at its size when it was opened.
 *
 * @param entries - its files, in order
 * @throws Error - when a file has become shorter meanwhile
 * @see POSIX.1-2017, pax, ustar interchange format and extended header
 */
export async function* tarParts(entries: Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for (const { name, open } of entries) {
    const file = await open();
    try {
      const { size, mtimeMs } = await file.stat();
      const seconds = Math.floor(mtimeMs / 1000);
      if (name.length > MOST_NAME || !/^[\x20-\x7e]*$/.test(name)) {
        const record = paxRecord('path', name);
        yield header('pax', record.length, seconds, 'x');
        yield padded(record);
      }
      yield header(name, size, seconds, '0');
      for (let place = 0; place < size; ) {
        const part = new Uint8Array(Math.min(PART_BYTES, size - place));
        const { bytesRead } = await file.read(part, 0, part.length, place);
        if (bytesRead === 0) throw new Error(`${name}: must have ${size} bytes; got ${place}`);
        place += bytesRead;
        yield part.subarray(0, bytesRead);
      }
      yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
    } finally {
      await file.close();
    }
  }
  yield new Uint8Array(2 * BLOCK);
}

/** Header of a regular file (`0`) or of an extended header (`x`). */
function header(name: string, size: number, seconds: number, kind: '0' | 'x'): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  // What stands here for a long name is not read
  block.write(name.replace(/[^\x20-\x7e]/g, '_').slice(0, MOST_NAME), 0, 'latin1');
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(seconds, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write(kind, 156);
  block.write('ustar\0' + '00', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** `length key=value`, its own length included. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  whole.set(bytes);
  return whole;
}
