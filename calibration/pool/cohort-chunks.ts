import type { SimulationSpec } from '../../src/index.js';
import { bytesPerPatient, type PatientRange } from './cohort-rows.js';

/**
 * Simulated days per chunk, over all its patients and arms: 64 patients under three arms for a year, about an eighth of a
 * second with the compiled kernel and half a second with the JavaScript one. A message costs a few tenths of a millisecond.
 */
const DAYS_PER_CHUNK = 72_000;

/** Short simulations must not make chunks so large that a small cohort has too few of them to share out. */
const MOST_PATIENTS_PER_CHUNK = 128;

/** What a worker holds of its chunk, which matters where daily states are kept. */
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
