import { type CohortRecord, cohortSimulator, type SimulationSpec } from '../../src/index.js';

/** A chunk of patients to simulate under every arm of the specification. */
export interface SimulateTask {
  readonly spec: SimulationSpec;
  /** Row-major parameter vectors. */
  readonly parameters: Float64Array;
}

/** Compiling a model costs more than simulating a patient, so the last simulator is kept. */
let kept: { readonly key: string; readonly simulate: (parameters: Float64Array) => CohortRecord } | undefined;

function simulateTask({ spec, parameters }: SimulateTask): CohortRecord {
  const key = JSON.stringify(spec);
  if (kept?.key !== key) kept = { key, simulate: cohortSimulator(spec) };
  return kept.simulate(parameters);
}

/** Everything that an engine of the workbench can be asked to do. */
export const tasks = { simulate: simulateTask } as const;

export type Tasks = typeof tasks;
