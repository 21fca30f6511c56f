import {
  type ArmRecord,
  type CohortSimulator,
  cohortSimulator,
  type PatientFailureRecord,
  type SimulationBackend,
  type SimulationSpec,
} from '../../src/index.js';
import { instanceOf } from '../native/native-library.js';

/** Patients to simulate under every arm of the specification. */
export interface SimulateTask {
  readonly spec: SimulationSpec;
  /** Row-major parameter vectors. */
  readonly parameters: Float64Array;
}

/** The same with the compiled model, and the place for what is kept of these patients, by arm: one row each, in shared memory. */
export interface SimulateRowsTask extends SimulateTask {
  readonly into: Readonly<Record<string, ArmRecord>>;
  /** What simulates: the specification's model, compiled, or the JavaScript solver. */
  readonly simd: SimulationBackend;
}

/** A simulated chunk of patients. */
export interface SimulatedChunk {
  readonly patients: number;
  /** Rows count from the chunk's first patient. */
  readonly failures: readonly PatientFailureRecord[];
  /** Absent where they were written into the task's rows. */
  readonly arms?: Readonly<Record<string, ArmRecord>>;
}

/** Setting up a simulator costs more than simulating a patient, so the last one is kept. */
let kept: { readonly key: string; readonly simulate: CohortSimulator } | undefined;

/** Simulates a chunk of patients into its rows. */
export function simulateTask({ spec, simd, parameters, into }: SimulateRowsTask): SimulatedChunk {
  const key = JSON.stringify([spec, simd === 'javascript' ? simd : simd.code]);
  if (kept?.key !== key) kept = { key, simulate: cohortSimulator(spec, simd, instanceOf) };
  const { patients, failures } = kept.simulate(parameters, into);
  return { patients, failures };
}

/** The task that simulates cohorts, as registered with an engine. */
export type SimulateTasks = {
  readonly simulate: (task: SimulateRowsTask) => SimulatedChunk | Promise<SimulatedChunk>;
};
