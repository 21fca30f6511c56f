import {
  type ArmRecord,
  type CohortRecord,
  emptyArmRecord,
  modelFingerprint,
  type PatientFailureRecord,
  type SimulationSpec,
  sha256,
  toCanonicalJson,
} from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import type { Tasks } from '../engine/tasks.js';

/** Keeps finished chunks, so that an interrupted run goes on where it stopped. Keys are content hashes. */
export interface ChunkStore {
  read(key: string): Promise<CohortRecord | undefined>;
  write(key: string, record: CohortRecord): Promise<void>;
}

export interface CohortRun {
  readonly spec: SimulationSpec;
  /** Row-major parameter vectors. */
  readonly parameters: Float64Array;
  readonly patients: number;
}

export interface CohortProgress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

export interface CohortContext {
  readonly engine: Engine<Tasks>;
  readonly store?: ChunkStore | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: CohortProgress) => void;
}

/** Patients per task: about half a second of work, small against a run and large against the cost of a message. */
const CHUNK_PATIENTS = 50;

/** Bumped when the solver or the meaning of a stored chunk changes; the model itself is part of the key. */
const CHUNK_FORMAT = 1;

/**
 * Simulates a cohort on an engine, chunk by chunk.
 *
 * Chunks are fixed by the cohort alone, so the records do not depend on the number of workers. A chunk that the store
 * holds already (same model, settings and patients) is not simulated again.
 *
 * @param run - specification and patients
 * @param context - engine, store, progress and abort signal
 * @returns one record, rows in input order
 */
export async function runCohort(run: CohortRun, context: CohortContext): Promise<CohortRecord> {
  const { spec, parameters, patients } = run;
  const { engine, store, signal, onProgress } = context;
  const width = parameters.length / patients;
  const specKey = sha256(`${toCanonicalJson({ format: CHUNK_FORMAT, spec })} ${modelFingerprint(spec)}`);
  const arms: Record<string, ArmRecord> = {};
  for (const { name } of spec.arms) arms[name] = emptyArmRecord(spec, patients);
  const failures: PatientFailureRecord[] = [];
  let done = 0;

  const accept = (record: CohortRecord, first: number) => {
    const expected = Math.min(CHUNK_PATIENTS, patients - first);
    if (record.patients !== expected) {
      throw new RangeError(`chunk: must hold ${expected} patients; got ${record.patients}`);
    }
    for (const [name, part] of Object.entries(record.arms))
      copyRows(part, arms[name]!, first, record.patients, patients);
    for (const failure of record.failures) failures.push({ ...failure, patient: first + failure.patient });
    done += record.patients;
    onProgress?.({ done, total: patients, failed: failures.length });
  };

  const missing: { readonly first: number; readonly key: string; readonly parameters: Float64Array }[] = [];
  for (let first = 0; first < patients; first += CHUNK_PATIENTS) {
    const rows = parameters.slice(first * width, Math.min(first + CHUNK_PATIENTS, patients) * width);
    const key = sha256(`${specKey} ${sha256(rows)}`);
    const stored = await store?.read(key);
    if (stored === undefined) missing.push({ first, key, parameters: rows });
    else accept(stored, first);
  }
  await engine.run(
    'simulate',
    missing.map((chunk) => ({ spec, parameters: chunk.parameters })),
    {
      signal,
      onResult: async (record, index) => {
        const { first, key } = missing[index]!;
        await store?.write(key, record);
        accept(record, first);
      },
    },
  );
  failures.sort((a, b) => a.patient - b.patient || (a.arm < b.arm ? -1 : 1));
  return { patients, arms, failures };
}

function copyRows(from: ArmRecord, to: ArmRecord, first: number, count: number, patients: number): void {
  for (const field of Object.keys(to) as (keyof ArmRecord)[]) {
    const width = to[field].length / patients;
    if (from[field].length !== count * width) throw new RangeError(`chunk.${field}: unexpected length`);
    to[field].set(from[field] as never, first * width);
  }
}
