import { describe, expect, it } from 'vitest';
import { chunkDivision, cohortChunks, isLoss, patientsPerChunk } from '../../../calibration/pool/cohort-chunks.js';
import { bytesPerPatient, rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import type { SimulateRowsTask } from '../../../calibration/pool/simulate-task.js';
import { compileSimulation, emptyArmRecord, fixedArm, InternalError } from '../../../src/index.js';
import { shortSpec } from './short-simulation.js';

// Evidence: closed form (arms x days x patients) · laws.

const specOf = (arms: number, days: number, keepTrajectories = false) => ({
  ...shortSpec,
  arms: Array.from({ length: arms }, (_, index) => fixedArm(`arm ${index}`, {})),
  horizonDays: days - 1,
  keepTrajectories,
});

describe('patientsPerChunk', () => {
  it.each([
    [3, 366, 64],
    [1, 366, 128],
    [2, 366, 98],
    [3, 732, 32],
    [3, 57, 128],
    [1, 29, 128],
    [12, 3000, 2],
    [40, 3660, 2],
  ])('for %i arm(s) of %i days is %i', (arms, days, patients) => {
    expect(patientsPerChunk(specOf(arms, days))).toBe(patients);
  });

  it.each([
    [1, 57],
    [3, 366],
    [5, 366],
  ])('keeps daily states of at most 8 MiB, %i arm(s) of %i days', (arms, days) => {
    const spec = specOf(arms, days, true);
    const patients = patientsPerChunk(spec);
    expect(patients % 2).toBe(0);
    expect(patients * bytesPerPatient(spec)).toBeLessThanOrEqual(8 * 2 ** 20);
    const isAlone = patients < patientsPerChunk(specOf(arms, days));
    if (isAlone) expect((patients + 2) * bytesPerPatient(spec)).toBeGreaterThan(8 * 2 ** 20);
  });
});

describe('cohortChunks', () => {
  const spec = specOf(3, 366);

  it.each([0, 1, 63, 64, 65, 128, 1000])('covers %i patients in order, each once', (patients) => {
    const chunks = cohortChunks(spec, patients);
    const rows = chunks.flatMap(({ first, count }) => Array.from({ length: count }, (_, row) => first + row));
    expect(rows).toEqual(Array.from({ length: patients }, (_, row) => row));
    expect(chunks.slice(0, -1).every(({ count }) => count === 64)).toBe(true);
    expect(chunks.every(({ count }) => count >= 1)).toBe(true);
  });

  it('begins a longer cohort like a shorter one', () => {
    expect(cohortChunks(spec, 1000).slice(0, 4)).toEqual(cohortChunks(spec, 256));
  });
});

// Evidence: laws.

const WIDTH = 3;
const simd = await compileSimulation(shortSpec);
const { split, join, lost } = chunkDivision(WIDTH);

function taskOf(patients: number): SimulateRowsTask {
  const into = sharedArms(shortSpec, patients);
  for (const { tri } of Object.values(into)) tri.forEach((_, row) => void tri.fill(row + 1, row, row + 1));
  const parameters = Float64Array.from({ length: WIDTH * patients }, (_, index) => index);
  return { spec: shortSpec, simd, parameters, into };
}

/** The patients of a task, cut as far as it goes: parameters and rows of each. */
function singles(task: SimulateRowsTask): readonly SimulateRowsTask[] {
  const parts = split(task);
  return parts === null ? [task] : parts.flatMap(singles);
}

describe('chunkDivision', () => {
  it.each([1, 2, 3, 7, 64])('cuts %i patient(s) down to each of them, in order', (patients) => {
    const task = taskOf(patients);
    const cut = singles(task);
    expect(cut).toHaveLength(patients);
    for (const [patient, { spec, simd: code, parameters, into }] of cut.entries()) {
      expect(spec).toBe(shortSpec);
      expect(code).toBe(simd);
      expect(parameters).toEqual(task.parameters.slice(patient * WIDTH, (patient + 1) * WIDTH));
      expect(into).toEqual(rowsOf(task.into, { first: patient, count: 1 }, patients));
      expect(into.placebo!.tri.buffer).toBe(task.into.placebo!.tri.buffer);
    }
  });

  it('cuts into halves', () => {
    expect(split(taskOf(64))!.map(({ parameters }) => parameters.length / WIDTH)).toEqual([32, 32]);
    expect(split(taskOf(5))!.map(({ parameters }) => parameters.length / WIDTH)).toEqual([3, 2]);
    expect(split(taskOf(1))).toBeNull();
  });

  it('joins failures by the rows of the whole', () => {
    const failure = { arm: 'placebo', reason: 'too many steps', day: 3 } as const;
    const left = { patients: 3, failures: [{ ...failure, patient: 2 }] };
    const right = {
      patients: 2,
      failures: [
        { ...failure, patient: 0 },
        { ...failure, patient: 1 },
      ],
    };
    expect(join([left, right])).toEqual({
      patients: 5,
      failures: [2, 3, 4].map((patient) => ({ ...failure, patient })),
    });
  });

  it('refuses parts that were not written in place', () => {
    const part = { patients: 1, failures: [] };
    const withArrays = { ...part, arms: { placebo: emptyArmRecord(shortSpec, 1) } };
    expect(() => join([part, withArrays])).toThrow(InternalError);
    expect(() => join([withArrays, part])).toThrow(InternalError);
  });

  it('has a lost patient fail under every arm, and clears what its worker had written', () => {
    const task = taskOf(4);
    const third = singles(task)[2]!;
    const result = lost(third);
    expect(result).toEqual({
      patients: 1,
      failures: shortSpec.arms.map(({ name }) => ({ patient: 0, arm: name, reason: 'ended its worker', day: 0 })),
    });
    expect(result.failures.every(isLoss)).toBe(true);
    expect(isLoss({ patient: 0, arm: 'placebo', reason: 'too many steps', day: 0 })).toBe(false);
    for (const { tri } of Object.values(task.into)) expect(Array.from(tri)).toEqual([1, 2, 0, 4]);
  });
});
