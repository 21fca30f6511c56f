// Evidence: laws · slow oracle (rows cut out one by one).
import { describe, expect, it } from 'vitest';
import { bytesPerPatient, clearRows, copyRowsInto, rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import { type ArmRecord, emptyArmRecord, InputError, InternalError } from '../../../src/index.js';
import { shortSpec } from './short-simulation.js';

const spec = { ...shortSpec, keepTrajectories: true };
const PATIENTS = 5;

const fields = Object.keys(emptyArmRecord(spec, 1)) as readonly (keyof ArmRecord)[];

/** Arms whose numbers are all different within an array. */
function numbered(patients = PATIENTS) {
  const arms = sharedArms(spec, patients);
  for (const arm of Object.values(arms)) {
    for (const field of fields) arm[field].forEach((_, index) => void arm[field].fill(index % 251, index, index + 1));
  }
  return arms;
}

const empty = (patients: number) =>
  Object.fromEntries(spec.arms.map(({ name, visits }) => [name, emptyArmRecord(spec, patients, visits)]));

describe('sharedArms', () => {
  it.each([0, 1, 7])('is what emptyArmRecord gives, in shared memory, for %i patients', (patients) => {
    const arms = sharedArms(spec, patients);
    expect(arms).toEqual(empty(patients));
    for (const arm of Object.values(arms)) {
      for (const field of fields) expect(arm[field].buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it('takes as many bytes as it says', () => {
    const bytes = Object.values(sharedArms(spec, PATIENTS)).flatMap((arm) =>
      fields.map((field) => arm[field].byteLength),
    );
    expect(bytes.reduce((sum, count) => sum + count)).toBe(PATIENTS * bytesPerPatient(spec));
  });

  it('refuses a cohort that no memory holds, and says how large it is', () => {
    expect(() => sharedArms(spec, 1e12)).toThrow(InputError);
    expect(() => sharedArms(spec, 1e12)).toThrow(
      `cohort: must fit into memory; got 1000000000000 patients of ${bytesPerPatient(spec)} bytes each`,
    );
  });
});

describe('rowsOf', () => {
  it('shows the rows of its patients, without a copy', () => {
    const arms = numbered();
    const rows = rowsOf(arms, { first: 1, count: 3 }, PATIENTS);
    for (const [name, arm] of Object.entries(arms)) {
      for (const field of fields) {
        const width = arm[field].length / PATIENTS;
        expect(Array.from(rows[name]![field])).toEqual(Array.from(arm[field]).slice(width, 4 * width));
        expect(rows[name]![field].buffer).toBe(arm[field].buffer);
      }
    }
  });

  it('takes rows of rows', () => {
    const arms = numbered();
    const inner = rowsOf(rowsOf(arms, { first: 1, count: 4 }, PATIENTS), { first: 2, count: 1 }, 4);
    expect(inner).toEqual(rowsOf(arms, { first: 3, count: 1 }, PATIENTS));
  });
});

describe('copyRowsInto', () => {
  it('makes rows equal and leaves the others alone', () => {
    const [from, into] = [numbered(2), sharedArms(spec, PATIENTS)];
    const range = { first: 2, count: 2 };
    copyRowsInto(from, rowsOf(into, range, PATIENTS));
    expect(rowsOf(into, range, PATIENTS)).toEqual(from);
    expect(rowsOf(into, { first: 0, count: 2 }, PATIENTS)).toEqual(empty(2));
    expect(rowsOf(into, { first: 4, count: 1 }, PATIENTS)).toEqual(empty(1));
  });

  it.each([
    ['an arm is missing', () => ({ placebo: numbered().placebo! }), 'chunk: must hold the arm tas102_bev; got none'],
    ['rows are missing', () => numbered(4), 'chunk.placebo.status: must hold 5 numbers; got 4'],
    ['rows are too many', () => numbered(6), 'chunk.placebo.status: must hold 5 numbers; got 6'],
  ])('refuses where %s', (_label, from, message) => {
    expect(() => copyRowsInto(from(), sharedArms(spec, PATIENTS))).toThrow(message);
    expect(() => copyRowsInto(from(), sharedArms(spec, PATIENTS))).toThrow(InternalError);
  });
});

it('clearRows leaves the rows of failed patients, and no others', () => {
  const [arms, untouched] = [numbered(), numbered()];
  clearRows(rowsOf(arms, { first: 0, count: 4 }, PATIENTS));
  expect(rowsOf(arms, { first: 0, count: 4 }, PATIENTS)).toEqual(empty(4));
  const last = { first: 4, count: 1 };
  expect(rowsOf(arms, last, PATIENTS)).toEqual(rowsOf(untouched, last, PATIENTS));
});
