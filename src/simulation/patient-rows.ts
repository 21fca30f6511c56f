/** Rows of numbers that lie outside memory and are read when they are needed. */
export interface StoredRows {
  /** Numbers of all rows. */
  readonly length: number;
  /**
   * Reads numbers.
   *
   * @param first - place of the first number
   * @param values - written; no longer than what follows that place
   */
  readInto(first: number, values: Float32Array): void;
}

/** Numbers of many patients, one row each, row after row: in memory, or stored. */
export type PatientRows = Float32Array | StoredRows;

/** Numbers of a section: 1 MiB, which stays in the cache of a processor and makes the cost of a call small. */
const SECTION_NUMBERS = 2 ** 18;

/**
 * Passes over the rows of all patients in order, section by section.
 *
 * Rows in memory are one section, without a copy. Stored rows are read into one buffer, so that a pass takes 1 MiB of memory,
 * whatever the number of patients.
 *
 * @param rows - patients x width
 * @param width - numbers of a patient; integer >= 1
 * @param visit - called with the rows of patients `first` to `first + count - 1`; the array is reused
 * @param step - every section but the last one has a multiple of so many patients; integer >= 1
 */
export function eachSection(
  rows: PatientRows,
  width: number,
  visit: (values: Float32Array, first: number, count: number) => void,
  step = 1,
): void {
  const patients = rows.length / width;
  if (rows instanceof Float32Array) {
    if (patients > 0) visit(rows, 0, patients);
    return;
  }
  const most = step * Math.max(1, Math.floor(SECTION_NUMBERS / (step * width)));
  const buffer = new Float32Array(Math.min(most, patients) * width);
  for (let first = 0; first < patients; first += most) {
    const count = Math.min(most, patients - first);
    const values = buffer.subarray(0, count * width);
    rows.readInto(first * width, values);
    visit(values, first, count);
  }
}

/** Rows one after the other, without a copy. */
export function joinRows(parts: readonly PatientRows[]): StoredRows {
  const starts: number[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    length += part.length;
  }
  return {
    length,
    readInto: (first, values) => {
      const end = first + values.length;
      parts.forEach((part, index) => {
        const start = starts[index]!;
        const [from, to] = [Math.max(first, start), Math.min(end, start + part.length)];
        if (from < to) copyNumbers(part, from - start, values.subarray(from - first, to - first));
      });
    },
  };
}

/** Some of the rows, without a copy where they lie in memory. */
export function someRows(rows: PatientRows, first: number, length: number): PatientRows {
  if (rows instanceof Float32Array) return rows.subarray(first, first + length);
  return { length, readInto: (place, values) => rows.readInto(first + place, values) };
}

/** All rows in memory; the same array where they are. */
export function rowsInMemory(rows: PatientRows): Float32Array {
  if (rows instanceof Float32Array) return rows;
  const values = new Float32Array(rows.length);
  rows.readInto(0, values);
  return values;
}

function copyNumbers(rows: PatientRows, first: number, values: Float32Array): void {
  if (rows instanceof Float32Array) values.set(rows.subarray(first, first + values.length));
  else rows.readInto(first, values);
}
