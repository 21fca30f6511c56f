// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { chunkDivision, isLoss } from '../../../calibration/pool/chunk-division.js';
import { rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import type { SimulateRowsTask } from '../../../calibration/tasks/tasks.js';
import { compileSimulation, emptyArmRecord, InternalError } from '../../../src/index.js';
import { shortSpec } from './short-simulation.js';

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
