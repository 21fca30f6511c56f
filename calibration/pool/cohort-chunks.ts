import { InternalError, type PatientFailureRecord, type SimulationSpec } from '../../src/index.js';
import type { Division } from '../engine/engine.js';
import { bytesPerPatient, clearRows, type PatientRange, rowsOf } from './cohort-rows.js';
import type { SimulatedChunk, SimulateRowsTask } from './simulate-task.js';

/**
 * Simulated days per chunk, over all its patients and arms: 64 patients under three arms for a year, about an eighth of a
 * second with the compiled kernel and half a second with the JavaScript one. A message costs a few tenths of a millisecond.
 */
const DAYS_PER_CHUNK = 72_000;

/** Short simulations must not make chunks so large that a small cohort has fewer chunks than workers. */
const MOST_PATIENTS_PER_CHUNK = 128;

/** Memory of a chunk in a worker; it is the limit where daily states are kept. */
const MOST_BYTES_PER_CHUNK = 8 * 2 ** 20;

/** The compiled kernel takes patients in pairs. */
const PAIR = 2;

/** Patients of a chunk: even, and fixed by what is simulated alone. */
export function patientsPerChunk(spec: SimulationSpec): number {
  const days = spec.arms.length * (spec.horizonDays + 1);
  const most = Math.min(DAYS_PER_CHUNK / days, MOST_BYTES_PER_CHUNK / bytesPerPatient(spec), MOST_PATIENTS_PER_CHUNK);
  return PAIR * Math.max(1, Math.floor(most / PAIR));
}

/**
 * Cuts a cohort into chunks. They depend on the cohort alone, so stored chunks fit however many workers there are.
 *
 * @param spec - what is simulated
 * @param patients - number of patients; integer >= 0
 * @returns ranges in order, the last one perhaps shorter
 */
export function cohortChunks(spec: SimulationSpec, patients: number): readonly PatientRange[] {
  const size = patientsPerChunk(spec);
  return Array.from({ length: Math.ceil(patients / size) }, (_, chunk) => ({
    first: chunk * size,
    count: Math.min(size, patients - chunk * size),
  }));
}

/**
 * Divides a chunk whose simulation terminates its workers into halves, down to single patients. A single patient that
 * terminates its workers has failed under every arm.
 *
 * @param width - parameters per patient
 */
export function chunkDivision(width: number): Division<SimulateRowsTask, SimulatedChunk> {
  const part = ({ spec, simd, parameters, into }: SimulateRowsTask, range: PatientRange): SimulateRowsTask => ({
    spec,
    simd,
    parameters: parameters.subarray(range.first * width, (range.first + range.count) * width),
    into: rowsOf(into, range, parameters.length / width),
  });
  return {
    split: (task) => {
      const patients = task.parameters.length / width;
      if (patients < 2) return null;
      const half = Math.ceil(patients / 2);
      return [part(task, { first: 0, count: half }), part(task, { first: half, count: patients - half })];
    },
    join: ([left, right]) => {
      if (left.arms !== undefined || right.arms !== undefined) {
        throw new InternalError('chunk: the parts of a divided chunk must be written in place; got arrays');
      }
      const shifted = right.failures.map((failure) => ({ ...failure, patient: left.patients + failure.patient }));
      return { patients: left.patients + right.patients, failures: [...left.failures, ...shifted] };
    },
    lost: ({ spec, into }) => {
      // The worker may have ended in the middle of writing
      clearRows(into);
      return { patients: 1, failures: spec.arms.map(({ name }) => ({ patient: 0, arm: name, reason: LOST, day: 0 })) };
    },
  };
}

const LOST = 'ended its worker';

/** Whether a failure is due to the machine at that moment rather than to the patient. */
export function isLoss({ reason }: PatientFailureRecord): boolean {
  return reason === LOST;
}
