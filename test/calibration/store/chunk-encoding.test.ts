// Evidence: laws · what is read is what was written, bit for bit · an independent compressor's format (RFC 1951).
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesPerPatient, rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
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
const withoutStates = (given: CohortRecord): CohortRecord => ({
  ...given,
  arms: Object.fromEntries(
    Object.entries(given.arms).map(([name, arm]) => [name, { ...arm, trajectories: new Float64Array(0) }]),
  ),
});

describe('decodeChunk of encodeChunk', () => {
  it.each([
    ['with daily states', record],
    ['without', withoutStates(record)],
  ])('gives the chunk back, types of arrays included, %s', async (_words, given) => {
    const read = (await decodeChunk(key, copyOf(await encodeChunk(key, given))))!;
    expect(read).toEqual(given);
    expect(read.arms.placebo!.burden).toBeInstanceOf(Float32Array);
    expect(read.arms.placebo!.status).toBeInstanceOf(Uint8Array);
  });

  it('does not mind where the bytes begin', async () => {
    expect(await decodeChunk(key, askew(await encodeChunk(key, record)))).toEqual(record);
  });

  it('takes rows of a larger record, and nothing beside them', async () => {
    const arms = sharedArms(spec, 4);
    for (const arm of Object.values(arms)) arm.tri.set([1, 2, 3, 4]);
    const rows = rowsOf(arms, { first: 1, count: 2 }, 4);
    const bytes = await encodeChunk(key, { patients: 2, arms: rows, failures: [] });
    expect(Array.from((await decodeChunk(key, copyOf(bytes)))!.arms.placebo!.tri)).toEqual([2, 3]);
    const whole = await encodeChunk(key, { patients: 4, arms, failures: [] });
    expect(bytes.length).toBeLessThan(0.6 * whole.length);
  });

  it('has read the rows when it returns: later changes of them are not kept', async () => {
    const arms = structuredClone(withoutStates(record).arms);
    const encoding = encodeChunk(key, { patients: 3, arms, failures: [] });
    for (const arm of Object.values(arms)) arm.burden.fill(7);
    expect((await decodeChunk(key, copyOf(await encoding)))!.arms).toEqual(withoutStates(record).arms);
  });

  it('keeps every bit of a number', async () => {
    const tri = Float64Array.of(-0, Number.MIN_VALUE, Number.POSITIVE_INFINITY, 0.1 + 0.2);
    // A quiet NaN with a payload
    new Uint32Array(tri.buffer).set([0xdeadbeef, 0x7ff80123], 4);
    const burden = new Float32Array(4 * 8);
    // Every kind of float32: zeros, subnormals, extremes, infinities, NaN with a payload, and jumps between them
    new Uint32Array(burden.buffer).set([
      0x00000000, 0x80000000, 0x00000001, 0x807fffff, 0x7f7fffff, 0xff7fffff, 0x7f800000, 0xff800000, 0x7fc0beef,
      0xffffffff, 0x3f800000, 0xbf800000, 0x00800000, 0x80800000, 0x7fffffff, 0x12345678,
    ]);
    const odd = {
      patients: 4,
      arms: { placebo: { ...withoutStates(record).arms.placebo!, tri, burden } },
      failures: [],
    };
    const read = (await decodeChunk(key, copyOf(await encodeChunk(key, odd))))!.arms.placebo!;
    const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array) =>
      Buffer.from(buffer, byteOffset, byteLength);
    expect(bytesOf(read.tri)).toEqual(bytesOf(tri));
    expect(bytesOf(read.burden)).toEqual(bytesOf(burden));
  });

  it.each([
    ['nobody and nothing', { patients: 0, arms: {}, failures: [] }],
    ['nobody in an arm', { patients: 0, arms: sharedArms(shortSpec, 0), failures: [] }],
    [
      'arms of odd names',
      { ...record, arms: { 'Bevacizumab + TAS-102 „é“': record.arms.placebo!, __proto__x: record.arms.placebo! } },
    ],
    ['failures', { ...record, failures: [{ patient: 2, arm: 'placebo', reason: 'negative density', day: 0.1 + 0.2 }] }],
    ['rows of failed patients alone', { patients: 2, arms: structuredClone(sharedArms(shortSpec, 2)), failures: [] }],
  ] satisfies [string, CohortRecord][])('keeps %s', async (_words, chunk) => {
    expect(await decodeChunk(key, copyOf(await encodeChunk(key, chunk)))).toEqual(chunk);
  });

  it('is the same bytes for the same chunk', async () => {
    expect(await encodeChunk(key, structuredClone(record))).toEqual(await encodeChunk(key, record));
  });

  it('takes less than half of the memory of a simulated year, as a deflate stream behind the description', async () => {
    const patients = 4;
    const year = { ...shortSpec, horizonDays: 366 };
    const given = cohortSimulator(year, 'javascript')(shortRun(patients).parameters);
    const bytes = await encodeChunk(key, given);
    const rows = bytes.subarray(48 + new DataView(bytes.buffer).getFloat64(40, true));
    const inMemory = patients * bytesPerPatient(year);
    expect(inflateRawSync(rows)).toHaveLength(inMemory);
    expect(rows.length).toBeLessThan(0.5 * inMemory);
  });
});

describe('decodeChunk', async () => {
  const bytes = await encodeChunk(key, withoutStates(record));
  const ofAnother = await encodeChunk('d'.repeat(64), record);

  it.each<[string, () => Uint8Array<ArrayBuffer>]>([
    ['nothing', () => new Uint8Array(0)],
    ['less than the beginning', () => copyOf(bytes.slice(0, 47))],
    ['the beginning alone', () => copyOf(bytes.slice(0, 48))],
    ['cut short by a byte', () => copyOf(bytes.slice(0, -1))],
    ['longer by a byte', () => copyOf(Buffer.concat([bytes, Buffer.of(0)]))],
    ['altered in the mark', () => flip(bytes, 7)],
    ['altered in the checksum', () => flip(bytes, 8)],
    ['altered in the length of the description', () => flip(bytes, 46)],
    ['altered in the description', () => flip(bytes, 60)],
    ['altered in the last number', () => flip(bytes, bytes.length - 2)],
    ['another chunk, under this name', () => copyOf(ofAnother)],
    ['text', () => copyOf(Buffer.from('patient,arm\n'.repeat(20)))],
    ['what V8 makes of a chunk, behind a checksum', () => copyOf(oldForm())],
  ])('has no chunk in bytes that are %s', async (_words, damaged) => {
    expect(await decodeChunk(key, damaged())).toBeUndefined();
  });
});

function oldForm(): Buffer {
  const content = serialize(record);
  return Buffer.concat([createHash('sha256').update(content).digest(), content]);
}
