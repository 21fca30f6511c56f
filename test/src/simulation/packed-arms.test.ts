// Evidence: closed forms · laws · what is unpacked is what was packed, bit for bit.
import { describe, expect, it } from 'vitest';
import { bytesPerPatient, type CohortArms } from '../../../calibration/pool/cohort-rows.js';
import { emptyArmRecord, fixedArm, randomStream } from '../../../src/index.js';
import { armsBytes, isCompressible, packArms, unpackArmsInto } from '../../../src/simulation/packed-arms.js';
import { shortSpec } from '../../calibration/pool/short-simulation.js';

const PATIENTS = 5;
const spec = { ...shortSpec, arms: [fixedArm('one', {}, [14]), fixedArm('two', {})] };

function emptyArms(of = spec): CohortArms {
  return Object.fromEntries(of.arms.map(({ name, visits }) => [name, emptyArmRecord(of, PATIENTS, visits)]));
}

/** Every byte of every array drawn at random: all bit patterns, NaN and infinities among them. */
function randomArms(of = spec): CohortArms {
  const stream = randomStream({ seed: '0', streamName: 'rows of any bits', index: 0 });
  const arms = emptyArms(of);
  for (const arm of Object.values(arms)) {
    for (const { buffer } of Object.values(arm)) {
      const bytes = new Uint8Array(buffer as ArrayBuffer);
      for (let at = 0; at < bytes.length; at++) bytes[at] = 256 * stream();
    }
  }
  return arms;
}

const bits = (arms: CohortArms) =>
  Object.values(arms).flatMap((arm) => Object.values(arm).map(({ buffer }) => Buffer.from(buffer as ArrayBuffer)));

describe('unpackArmsInto of packArms', () => {
  it.each([
    ['without daily states', spec],
    ['with them', { ...spec, keepTrajectories: true, horizonDays: 3 }],
  ])('gives any bits back, %s', (_words, of) => {
    const arms = randomArms(of);
    const read = emptyArms(of);
    unpackArmsInto(packArms(arms, PATIENTS), read, PATIENTS);
    expect(bits(read)).toEqual(bits(arms));
  });

  it('takes as many bytes as the arrays have', () => {
    expect(packArms(randomArms(), PATIENTS)).toHaveLength(PATIENTS * bytesPerPatient(spec));
    expect(armsBytes(emptyArms())).toBe(PATIENTS * bytesPerPatient(spec));
    expect(packArms({}, 0)).toHaveLength(0);
  });
});

describe('packArms', () => {
  it('leaves nothing of a row whose patterns lie on a parabola but its first three numbers', () => {
    const arms = emptyArms();
    const { burden } = arms.one!;
    const width = burden.length / PATIENTS;
    const patterns = new Int32Array(burden.buffer);
    for (let at = 0; at < patterns.length; at++) patterns[at] = 1_000_000 + 300 * (at % width) - 7 * (at % width) ** 2;
    const packed = packArms({ one: { ...arms.one!, status: new Uint8Array(0), tri: new Float64Array(0) } }, PATIENTS);
    const planes = packed.subarray(0, burden.byteLength);
    const last = planes.findLastIndex((byte) => byte !== 0);
    expect(Array.from(planes.keys()).filter((at) => planes[at] !== 0 && at % width >= 3)).toEqual([]);
    expect(last).toBeGreaterThan(0);
  });

  it('puts equal bytes of a column together', () => {
    const arms = emptyArms();
    arms.one!.tumor.fill(0.1);
    const bytes = new Uint8Array(Float64Array.of(0.1).buffer);
    const { tumor } = arms.one!;
    const only = { ...arms.one!, burden: new Float32Array(0), status: new Uint8Array(0), tri: new Float64Array(0) };
    const packed = packArms(
      {
        one: {
          ...only,
          markers: tumor.slice(0, 0),
          baselineTumor: tumor.slice(0, 0),
          baselineVolumeCm3: tumor.slice(0, 0),
        },
      },
      PATIENTS,
    );
    const column = Array.from(bytes).flatMap((byte) => new Array(PATIENTS).fill(byte));
    expect(Array.from(packed.subarray(0, 8 * PATIENTS))).toEqual(column);
  });
});

describe('isCompressible', () => {
  it('is false where daily states are kept', () => {
    expect(isCompressible(emptyArms())).toBe(true);
    expect(isCompressible(emptyArms({ ...spec, keepTrajectories: true }))).toBe(false);
  });
});
