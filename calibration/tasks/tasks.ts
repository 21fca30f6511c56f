import {
  type ArmRecord,
  type CohortSimulator,
  type CompiledSimd,
  cohortSimulator,
  DataError,
  type PatientFailureRecord,
  type SimulationSpec,
} from '../../src/index.js';
import { analyseScoreTable } from '../biomarkers/analyse-score-table.js';
import type { RocAnalysis } from '../biomarkers/roc-results.js';
import type { RocSettings, ScoreTable } from '../biomarkers/score-table.js';
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
  readonly simd: CompiledSimd;
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

function simulateTask({ spec, simd, parameters, into }: SimulateRowsTask): SimulatedChunk {
  const key = JSON.stringify(spec);
  if (kept?.key !== key) kept = { key, simulate: cohortSimulator(spec, simd) };
  const { patients, failures } = kept.simulate(parameters, into);
  return { patients, failures };
}

/** Markers and outcomes to analyse. */
export interface AnalyseMarkersTask {
  readonly table: ScoreTable;
  readonly settings: RocSettings;
}

/** An analysis, or in words why the table bears none. */
export type MarkersAnalysed =
  | { readonly kind: 'analysed'; readonly analysis: RocAnalysis }
  | { readonly kind: 'skipped'; readonly reason: string };

/** A table that cannot be analysed (nobody responded, say) is an outcome: the others of the list go on. */
async function analyseMarkersTask({ table, settings }: AnalyseMarkersTask): Promise<MarkersAnalysed> {
  try {
    return { kind: 'analysed', analysis: await analyseScoreTable(table, settings) };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    return { kind: 'skipped', reason: cause.message };
  }
}

/** Everything that an engine of the workbench can be asked to do. */
export const tasks = { simulate: simulateTask, 'analyse markers': analyseMarkersTask, refit: runFitJob } as const;

export type Tasks = typeof tasks;

/** The part of them that simulates cohorts. */
export type SimulateTasks = Pick<Tasks, 'simulate'>;
