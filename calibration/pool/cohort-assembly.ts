import {
  type CohortRecord,
  InputError,
  InternalError,
  type PatientFailureRecord,
  type SimulationSpec,
} from '../../src/index.js';
import { cohortChunks } from './cohort-chunks.js';
import { type CohortArms, copyRowsInto, type PatientRange, rowsOf, sharedArms } from './cohort-rows.js';
import type { SimulatedChunk, SimulateRowsTask } from './simulate-task.js';

export interface CohortRun {
  readonly spec: SimulationSpec;
  /** Row-major parameter vectors; copied once where they do not lie in shared memory. */
  readonly parameters: Float64Array;
  readonly patients: number;
  /** Where the record is written: rows of zeros in shared memory; default: new ones. */
  readonly into?: CohortArms;
}

/** Patients so far. */
export interface CohortProgress {
  readonly done: number;
  readonly total: number;
  /** Patients that failed under at least one arm. */
  readonly failed: number;
  /** Patients among `done` that were taken from the store; they do not count for the speed. */
  readonly stored?: number;
}

/** A stretch of a cohort as the task that simulates it; the compiled model is added when one is needed. */
export interface CohortChunk {
  readonly range: PatientRange;
  readonly task: Omit<SimulateRowsTask, 'simd'>;
}

/** A cohort's record while its chunks come in, in any order. */
export interface CohortAssembly {
  readonly chunks: readonly CohortChunk[];
  /** Makes sure that the chunk's rows hold its result; workers have written them already, a store has not. */
  place(chunk: CohortChunk, result: SimulatedChunk): void;
  /** Counts a chunk whose rows are in place. */
  count(chunk: CohortChunk, result: SimulatedChunk, source: 'simulated' | 'stored'): CohortProgress;
  /** The record of the first patients, by default of all, when their chunks are counted. */
  record(patients?: number): CohortRecord;
}

/**
 * Lays out a cohort in shared memory and cuts it into chunks whose tasks are views of it.
 *
 * @throws InputError - when the vectors are ragged or the record does not fit into memory
 */
export function assembleCohort({ spec, parameters, patients, into }: CohortRun): CohortAssembly {
  const width = patients === 0 ? 0 : parameters.length / patients;
  if (!Number.isInteger(width)) {
    throw new InputError(`patients: must be ${patients} rows of equal length; got ${parameters.length} numbers`);
  }
  const vectors = inSharedMemory(parameters);
  const arms = into ?? sharedArms(spec, patients);
  const failures: PatientFailureRecord[] = [];
  let progress = { done: 0, total: patients, failed: 0, stored: 0 };
  return {
    chunks: cohortChunks(spec, patients).map((range) => ({
      range,
      task: {
        spec,
        parameters: vectors.subarray(range.first * width, (range.first + range.count) * width),
        into: rowsOf(arms, range, patients),
      },
    })),
    place: ({ range, task }, { patients: held, arms: given }) => {
      if (held !== range.count) throw new InternalError(`chunk: must hold ${range.count} patients; got ${held}`);
      if (given !== undefined) copyRowsInto(given, task.into);
    },
    count: ({ range }, result, source) => {
      for (const failure of result.failures) failures.push({ ...failure, patient: range.first + failure.patient });
      const { done, failed, stored } = progress;
      progress = {
        done: done + range.count,
        total: patients,
        failed: failed + new Set(result.failures.map(({ patient }) => patient)).size,
        stored: stored + (source === 'stored' ? range.count : 0),
      };
      return progress;
    },
    record: (first = patients) => ({
      patients: first,
      arms: first === patients ? arms : rowsOf(arms, { first: 0, count: first }, patients),
      failures: failures
        .filter(({ patient }) => patient < first)
        .sort((a, b) => a.patient - b.patient || (a.arm < b.arm ? -1 : 1)),
    }),
  };
}

function inSharedMemory(parameters: Float64Array): Float64Array {
  if (parameters.buffer instanceof SharedArrayBuffer) return parameters;
  const shared = new Float64Array(new SharedArrayBuffer(parameters.byteLength));
  shared.set(parameters);
  return shared;
}
