// Evidence: laws. What becomes of an assembly is in run-cohort.test.ts.
import { describe, expect, it } from 'vitest';
import { assembleCohort } from '../../../calibration/pool/cohort-assembly.js';
import { emptyArmRecord, InputError, InternalError } from '../../../src/index.js';
import { shortSpec } from './short-simulation.js';

const PATIENTS = 200;
const parameters = Float64Array.from({ length: 2 * PATIENTS }, (_, index) => index);
const assemble = () => assembleCohort({ spec: shortSpec, parameters, patients: PATIENTS });

const failure = { arm: 'placebo', reason: 'too many steps', day: 3 } as const;

describe('assembleCohort', () => {
  it('gives every patient to one chunk, with parameters and rows of its own', () => {
    const cohort = assemble();
    expect(cohort.chunks.map(({ range }) => range)).toEqual([
      { first: 0, count: 128 },
      { first: 128, count: 72 },
    ]);
    expect(cohort.chunks.flatMap(({ task }) => Array.from(task.parameters))).toEqual(Array.from(parameters));
    for (const [index, { task }] of cohort.chunks.entries()) task.into.placebo!.tri.fill(index + 1);
    const { tri } = cohort.record().arms.placebo!;
    expect(Array.from(tri)).toEqual(Array.from(tri, (_, row) => (row < 128 ? 1 : 2)));
  });

  it('places arrays that come with a result, and leaves rows alone that are in place', () => {
    const cohort = assemble();
    const [first, last] = [cohort.chunks[0]!, cohort.chunks[1]!];
    last.task.into.placebo!.status.fill(1);
    const arms = Object.fromEntries(
      shortSpec.arms.map(({ name, visits }) => [name, emptyArmRecord(shortSpec, 128, visits)]),
    );
    for (const { status } of Object.values(arms)) status.fill(2);
    cohort.place(first, { patients: 128, failures: [], arms });
    cohort.place(last, { patients: 72, failures: [] });
    const { status } = cohort.record().arms.placebo!;
    expect(Array.from(status)).toEqual(Array.from(status, (_, row) => (row < 128 ? 2 : 1)));
  });

  it('refuses a result of another number of patients', () => {
    const cohort = assemble();
    expect(() => cohort.place(cohort.chunks[1]!, { patients: 128, failures: [] })).toThrow(InternalError);
  });

  it('counts patients and maps failures to rows, whatever order chunks come in', () => {
    const cohort = assemble();
    const [first, last] = [cohort.chunks[0]!, cohort.chunks[1]!];
    const failures = [
      { ...failure, patient: 1, arm: 'tas102_bev' },
      { ...failure, patient: 1 },
      { ...failure, patient: 0 },
    ];
    expect(cohort.count(last, { patients: 72, failures }, 'stored')).toEqual({
      done: 72,
      total: 200,
      failed: 2,
      stored: 72,
    });
    expect(cohort.count(first, { patients: 128, failures: [{ ...failure, patient: 127 }] }, 'simulated')).toEqual({
      done: 200,
      total: 200,
      failed: 3,
      stored: 72,
    });
    expect(cohort.record().failures.map(({ patient, arm }) => [patient, arm])).toEqual([
      [127, 'placebo'],
      [128, 'placebo'],
      [129, 'placebo'],
      [129, 'tas102_bev'],
    ]);
  });

  it.each([
    [3, 7],
    [2, 1],
  ])('refuses %i patients with %i numbers', (patients, numbers) => {
    const ragged = { spec: shortSpec, parameters: new Float64Array(numbers), patients };
    expect(() => assembleCohort(ragged)).toThrow(InputError);
  });

  it('has no chunk for no patient', () => {
    const cohort = assembleCohort({ spec: shortSpec, parameters: new Float64Array(0), patients: 0 });
    expect(cohort.chunks).toEqual([]);
    expect(cohort.record()).toMatchObject({ patients: 0, failures: [] });
  });
});
