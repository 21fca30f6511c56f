import {
  type ArmRecord,
  type CohortSimulator,
  type CompiledLanes,
  cohortSimulator,
  type PatientFailureRecord,
  type SimulationSpec,
} from '../../src/index.js';
import { runFitJob } from '../fit/jobs/fit-job.js';

/** Patients to simulate under every arm of the specification. */
export interface SimulateTask {
  readonly spec: SimulationSpec;
  /** Row-major parameter vectors. */
  readonly parameters: Float64Array;
}

/** The same with the compiled model, and the place for what is kept of these patients, by arm: one row each, in shared memory. */
export interface SimulateRowsTask extends SimulateTask {
  readonly into: Readonly<Record<string, ArmRecord>>;
  /** The specification's model, compiled. */
  readonly lanes: CompiledLanes;
}

/** A simulated chunk of patients. */
export interface SimulatedChunk {
  readonly patients: number;
  /** Rows count from the chunk's first patient. */
  readonly failures: readonly PatientFailureRecord[];
  /** Left out where they were written into the task's rows. */
  readonly arms?: Readonly<Record<string, ArmRecord>>;
}

/** Setting up a simulator costs more than simulating a patient, so the last one is kept. */
let kept: { readonly key: string; readonly simulate: CohortSimulator } | undefined;

function simulateTask({ spec, lanes, parameters, into }: SimulateRowsTask): SimulatedChunk {
  const key = JSON.stringify(spec);
  if (kept?.key !== key) kept = { key, simulate: cohortSimulator(spec, lanes) };
  const { patients, failures } = kept.simulate(parameters, into);
  return { patients, failures };
}

const simulationTasks = { simulate: simulateTask } as const;

/** What simulating asks of an engine. */
export type SimulationTasks = typeof simulationTasks;

/** Everything that an engine of the workbench can be asked to do. */
export const tasks = { ...simulationTasks, refit: runFitJob } as const;

export type Tasks = typeof tasks;
