import {
  type CohortRecord,
  InterruptedError,
  modelFingerprint,
  type SimulationSpec,
  sha256,
  toCanonicalJson,
} from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import {
  assembleCohort,
  type CohortAssembly,
  type CohortChunk,
  type CohortProgress,
  type CohortRun,
} from './cohort-assembly.js';
import { chunkDivision, isLoss } from './cohort-chunks.js';
import { type CompileModel, compiledModelOf } from './compiled-model.js';
import type { RowSpool } from './row-spool.js';
import type { SimulateTasks } from './simulate-task.js';

export type { CohortProgress, CohortRun } from './cohort-assembly.js';

/** Keeps finished chunks, so that an interrupted run resumes where it stopped. Keys are content hashes. */
export interface ChunkStore {
  /** The chunk as it was written; undefined where there is none that can be read. */
  read(key: string): Promise<CohortRecord | undefined>;
  /** The arrays are rows of the cohort's record: views, which stay as they are. */
  write(key: string, record: CohortRecord): Promise<void>;
}

export interface CohortContext {
  readonly engine: Engine<SimulateTasks>;
  readonly store?: ChunkStore | undefined;
  /** Where burdens of large cohorts and pools lie (see `holdCohort`); without it they stay in memory. */
  readonly spool?: RowSpool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Compiles models for the backend that simulates; default: WebAssembly. */
  readonly compile?: CompileModel | undefined;
  readonly onProgress?: (progress: CohortProgress) => void;
}

/** Bumped when the solver or the meaning of a stored chunk changes; the model itself is part of the key. */
const CHUNK_FORMAT = 5;

interface MissingChunk {
  readonly chunk: CohortChunk;
  readonly key: string;
}

/**
 * Simulates a cohort on an engine, chunk by chunk.
 *
 * Chunks are fixed by the cohort alone, so the records do not depend on the number of workers. A chunk that the store
 * holds already (same model, settings and patients) is not simulated again. Parameters and results lie in shared memory:
 * workers write into the rows of the record that is returned. A patient that terminates its workers has failed under every
 * arm; its chunk is not stored, so that another run retries it.
 *
 * @param run - specification and patients
 * @param context - engine, store, progress and abort signal
 * @returns one record, rows in input order; about 1.6 kB per patient, arm and year, and 167 kB more with trajectories
 * @throws InputError - when the vectors are ragged or the record does not fit into memory; InterruptedError - when stopped
 */
export async function runCohort(run: CohortRun, context: CohortContext): Promise<CohortRecord> {
  return cohortInParts(run, context)(run.patients);
}

/**
 * The same for a cohort whose first patients are looked at before the rest is simulated.
 *
 * @returns simulates what is missing of the first patients, and returns their record: views of the whole one. Numbers of patients ascend
 *   from call to call. Whole chunks are simulated, so that a later call or a resumed run finds them.
 */
export function cohortInParts(run: CohortRun, context: CohortContext): (patients: number) => Promise<CohortRecord> {
  const cohort = assembleCohort(run);
  const keyOf = context.store === undefined ? () => '' : chunkKeys(run.spec);
  let begun = 0;
  return async (patients) => {
    const wanted = cohort.chunks.slice(begun).filter(({ range }) => range.first < patients);
    begun += wanted.length;
    await simulateChunks(wanted, cohort, keyOf, run, context);
    return cohort.record(patients);
  };
}

async function simulateChunks(
  chunks: readonly CohortChunk[],
  cohort: CohortAssembly,
  keyOf: (parameters: Float64Array) => string,
  run: CohortRun,
  { engine, store, signal, compile, onProgress: report = () => {} }: CohortContext,
): Promise<void> {
  const missing: MissingChunk[] = [];
  for (const chunk of chunks) {
    if (signal?.aborted) throw new InterruptedError('cohort: stopped on request');
    const key = keyOf(chunk.task.parameters);
    const stored = await store?.read(key);
    if (stored === undefined) {
      missing.push({ chunk, key });
    } else {
      cohort.place(chunk, stored);
      report(cohort.count(chunk, stored, 'stored'));
    }
  }
  if (missing.length === 0) return;
  const simd = await compiledModelOf(run.spec, compile);
  await engine.run(
    'simulate',
    missing.map(({ chunk }) => ({ ...chunk.task, simd })),
    {
      signal,
      division: chunkDivision(run.parameters.length / run.patients),
      onResult: async (result, index) => {
        const { chunk, key } = missing[index]!;
        cohort.place(chunk, result);
        const { patients, failures } = result;
        if (!failures.some(isLoss)) await store?.write(key, { patients, arms: chunk.task.into, failures });
        report(cohort.count(chunk, result, 'simulated'));
      },
    },
  );
}

/** Names of chunks: hashes of everything that determines them. */
function chunkKeys({ assessment, ...rest }: SimulationSpec): (parameters: Float64Array) => string {
  // Where no dose depends on them, chunks serve all rules
  const spec = rest.arms.some(({ untilProgression }) => untilProgression !== null) ? { ...rest, assessment } : rest;
  const specKey = sha256(`${toCanonicalJson({ format: CHUNK_FORMAT, spec })} ${modelFingerprint(spec)}`);
  return (parameters) => sha256(`${specKey} ${sha256(parameters)}`);
}
