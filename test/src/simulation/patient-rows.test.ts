// Evidence: laws · the naive way (all rows in memory).
import { describe, expect, it } from 'vitest';
import {
  eachSection,
  joinRows,
  type PatientRows,
  rowsInMemory,
  type StoredRows,
  someRows,
} from '../../../src/index.js';

/** Numbers 0, 1, 2, ... that lie elsewhere, and how they were read. */
function countedRows(length: number, reads: (readonly [number, number])[] = []): StoredRows {
  return {
    length,
    readInto: (first, values) => {
      reads.push([first, values.length]);
      for (let at = 0; at < values.length; at++) values[at] = first + at;
    },
  };
}

const ramp = (length: number) => Float32Array.from({ length }, (_, at) => at);

function passed(rows: PatientRows, width: number) {
  const seen: { readonly patient: number; readonly row: readonly number[] }[] = [];
  eachSection(rows, width, (values, first, count) => {
    for (let row = 0; row < count; row++) {
      seen.push({ patient: first + row, row: Array.from(values.subarray(row * width, (row + 1) * width)) });
    }
  });
  return seen;
}

describe('eachSection', () => {
  it.each([0, 1, 7])('passes the same rows from memory and from elsewhere, %i patients', (patients) => {
    expect(passed(countedRows(3 * patients), 3)).toEqual(passed(ramp(3 * patients), 3));
    expect(passed(ramp(3 * patients), 3).map(({ patient }) => patient)).toEqual([...new Array(patients).keys()]);
  });

  it('gives rows in memory as they are, once', () => {
    const rows = ramp(12);
    const sections: unknown[] = [];
    eachSection(rows, 4, (values, first, count) => sections.push(values, first, count));
    expect(sections[0]).toBe(rows);
    expect(sections.slice(1)).toEqual([0, 3]);
  });

  it('reads whole rows of at most 2^18 numbers, in order, each once', () => {
    const width = 1000;
    const reads: (readonly [number, number])[] = [];
    let patients = 0;
    eachSection(countedRows(width * 600, reads), width, (_, first, count) => {
      expect(first).toBe(patients);
      patients += count;
    });
    expect(patients).toBe(600);
    expect(reads).toEqual([
      [0, 262_000],
      [262_000, 262_000],
      [524_000, 76_000],
    ]);
  });

  it('takes rows wider than a section one by one', () => {
    const reads: (readonly [number, number])[] = [];
    eachSection(countedRows(2 * 300_000, reads), 300_000, () => {});
    expect(reads.map(([, count]) => count)).toEqual([300_000, 300_000]);
  });
});

describe('eachSection, in steps', () => {
  it('has a multiple of the step in every section but the last one, also where rows are wide', () => {
    for (const [patients, width, step] of [
      [600, 1000, 128],
      [5, 300_000, 2],
    ] as const) {
      const counts: number[] = [];
      let next = 0;
      const visit = (values: Float32Array, first: number, count: number) => {
        expect([first, values.length]).toEqual([next, count * width]);
        next += count;
        counts.push(count);
      };
      eachSection({ length: patients * width, readInto: () => {} }, width, visit, step);
      expect(next).toBe(patients);
      expect(counts.slice(0, -1).every((count) => count % step === 0)).toBe(true);
      expect(counts.length).toBeGreaterThan(1);
    }
  });
});

describe('joinRows', () => {
  it('is the rows one after the other, across every border', () => {
    const joined = joinRows([ramp(3), countedRows(4), new Float32Array(0), ramp(2)]);
    expect(Array.from(rowsInMemory(joined))).toEqual([0, 1, 2, 0, 1, 2, 3, 0, 1]);
    const part = new Float32Array(5);
    joined.readInto(2, part);
    expect(Array.from(part)).toEqual([2, 0, 1, 2, 3]);
  });
});

describe('someRows', () => {
  it.each([
    ['in memory', ramp(9)],
    ['elsewhere', countedRows(9)],
  ])('are those from a place on, %s', (_words, rows: PatientRows) => {
    expect(Array.from(rowsInMemory(someRows(rows, 3, 4)))).toEqual([3, 4, 5, 6]);
    expect(someRows(rows, 3, 4).length).toBe(4);
  });

  it('is a view of rows in memory, and they are in memory as they are', () => {
    const rows = ramp(9);
    expect((someRows(rows, 3, 4) as Float32Array).buffer).toBe(rows.buffer);
    expect(rowsInMemory(rows)).toBe(rows);
  });
});
