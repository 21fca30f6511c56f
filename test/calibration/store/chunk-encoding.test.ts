// Evidence: laws · what is read is what was written, bit for bit.
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import { decodeChunk, encodeChunk } from '../../../calibration/store/chunk-encoding.js';
import { type CohortRecord, cohortSimulator } from '../../../src/index.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';

const spec = { ...shortSpec, keepTrajectories: true, horizonDays: 28 };
const record = cohortSimulator(spec, 'javascript')(shortRun(3).parameters);

/** Bytes that begin at an odd address. */
function askew(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length + 1).subarray(1);
  copy.set(bytes);
  return copy;
}

const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes);

function flip(bytes: Uint8Array, place: number): Uint8Array<ArrayBuffer> {
  const copy = copyOf(bytes);
  copy[place]! ^= 1;
  return copy;
}

const key = 'c'.repeat(64);

describe('decodeChunk of encodeChunk', () => {
  it('gives the chunk back, types of arrays included', () => {
    const read = decodeChunk(key, copyOf(encodeChunk(key, record)))!;
    expect(read).toEqual(record);
    expect(read.arms.placebo!.burden).toBeInstanceOf(Float32Array);
    expect(read.arms.placebo!.status).toBeInstanceOf(Uint8Array);
  });

  it('does not mind where the bytes begin', () => {
    expect(decodeChunk(key, askew(encodeChunk(key, record)))).toEqual(record);
  });

  it('takes rows of a larger record, and nothing beside them', () => {
    const arms = sharedArms(spec, 4);
    for (const arm of Object.values(arms)) arm.tri.set([1, 2, 3, 4]);
    const rows = rowsOf(arms, { first: 1, count: 2 }, 4);
    const bytes = encodeChunk(key, { patients: 2, arms: rows, failures: [] });
    expect(Array.from(decodeChunk(key, copyOf(bytes))!.arms.placebo!.tri)).toEqual([2, 3]);
    const whole = encodeChunk(key, { patients: 4, arms, failures: [] });
    expect(bytes.length).toBeLessThan(0.6 * whole.length);
  });

  it('keeps every bit of a number', () => {
    const tri = Float64Array.of(-0, Number.MIN_VALUE, Number.POSITIVE_INFINITY, 0.1 + 0.2);
    // A quiet NaN with a payload
    new Uint32Array(tri.buffer).set([0xdeadbeef, 0x7ff80123], 4);
    const odd = { patients: 4, arms: { placebo: { ...record.arms.placebo!, tri } }, failures: [] };
    const read = decodeChunk(key, copyOf(encodeChunk(key, odd)))!.arms.placebo!.tri;
    expect(Buffer.from(read.buffer, read.byteOffset, read.byteLength)).toEqual(Buffer.from(tri.buffer));
  });

  it.each([
    ['nobody and nothing', { patients: 0, arms: {}, failures: [] }],
    [
      'arms of odd names',
      { ...record, arms: { 'Bevacizumab + TAS-102 „é“': record.arms.placebo!, __proto__x: record.arms.placebo! } },
    ],
    ['failures', { ...record, failures: [{ patient: 2, arm: 'placebo', reason: 'negative density', day: 0.1 + 0.2 }] }],
  ] satisfies [string, CohortRecord][])('keeps %s', (_words, chunk) => {
    expect(decodeChunk(key, copyOf(encodeChunk(key, chunk)))).toEqual(chunk);
  });

  it('is the same bytes for the same chunk', () => {
    expect(encodeChunk(key, structuredClone(record))).toEqual(encodeChunk(key, record));
  });
});

describe('decodeChunk', () => {
  const bytes = encodeChunk(key, record);

  it.each<[string, () => Uint8Array<ArrayBuffer>]>([
    ['nothing', () => new Uint8Array(0)],
    ['less than the beginning', () => bytes.slice(0, 47)],
    ['the beginning alone', () => bytes.slice(0, 48)],
    ['cut short by a byte', () => bytes.slice(0, -1)],
    ['longer by a byte', () => copyOf(Buffer.concat([bytes, Buffer.of(0)]))],
    ['altered in the mark', () => flip(bytes, 7)],
    ['altered in the checksum', () => flip(bytes, 8)],
    ['altered in the length of the description', () => flip(bytes, 46)],
    ['altered in the description', () => flip(bytes, 60)],
    ['altered in the last number', () => flip(bytes, bytes.length - 2)],
    ['another chunk, under this name', () => copyOf(encodeChunk('d'.repeat(64), record))],
    ['text', () => copyOf(Buffer.from('patient,arm\n'.repeat(20)))],
    ['what V8 makes of a chunk, behind a checksum', () => copyOf(oldForm())],
  ])('has no chunk in bytes that are %s', (_words, damaged) => {
    expect(decodeChunk(key, damaged())).toBeUndefined();
  });
});

function oldForm(): Buffer {
  const content = serialize(record);
  return Buffer.concat([createHash('sha256').update(content).digest(), content]);
}
