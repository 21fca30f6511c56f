import type { PatientRows, StoredRows } from '../../src/index.js';

/** Rows that are written once, from the first to the last, and then read any number of times. */
export interface SpooledRows {
  append(values: Float32Array): void;
  /** What has been written. */
  rows(): StoredRows;
  /** Frees the disk; the rows must not be read afterwards. */
  close(): void;
}

/** Where rows lie that would take too much memory; nothing of it stays when the process ends. */
export interface RowSpool {
  /** Burdens of a cohort or a pool beyond this size are not kept in memory, nor what is as long; bytes. */
  readonly mostBytesInMemory: number;
  open(): SpooledRows;
}

/** Rows while they are made: in memory, or on disk where they are large and there is a place for them. */
export interface RowSink {
  append(values: Float32Array): void;
  /** Call it once, when all rows are there. */
  rows(): PatientRows;
  /** Frees the disk; the rows must not be read afterwards. */
  release(): void;
}

/** Numbers of double precision on disk. */
export interface DoubleSink {
  append(values: Float64Array): void;
  /** Reads all of them into memory. */
  read(): Float64Array;
  /** Frees the disk; the numbers must not be read afterwards. */
  release(): void;
}

/** A sink for numbers of double precision that are rarely read. */
export function doubleSink(spool: RowSpool): DoubleSink {
  const spooled = spool.open();
  return {
    append: (values) => spooled.append(halvesOf(values)),
    read: () => {
      const rows = spooled.rows();
      const values = new Float64Array(rows.length / 2);
      rows.readInto(0, halvesOf(values));
      return values;
    },
    release: spooled.close,
  };
}

/** The bytes of the same numbers, as a spool takes them: they are copied, never read as numbers. */
function halvesOf({ buffer, byteOffset, length }: Float64Array): Float32Array {
  return new Float32Array(buffer, byteOffset, 2 * length);
}

/** The spool, where rows of this size do not stay in memory. */
export function spoolFor(bytes: number, spool: RowSpool | undefined): RowSpool | undefined {
  return spool !== undefined && bytes > spool.mostBytesInMemory ? spool : undefined;
}

/**
 * A sink for rows of known size.
 *
 * @param length - numbers in all
 * @param spool - where they lie if they do not stay in memory; undefined for memory
 */
export function rowSink(length: number, spool: RowSpool | undefined): RowSink {
  if (spool !== undefined) {
    const spooled = spool.open();
    return { append: spooled.append, rows: spooled.rows, release: spooled.close };
  }
  const values = new Float32Array(length);
  let filled = 0;
  return {
    append: (more) => {
      values.set(more, filled);
      filled += more.length;
    },
    rows: () => values,
    release: () => {},
  };
}
