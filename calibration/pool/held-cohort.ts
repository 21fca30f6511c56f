import {
  type ArmRecord,
  type CohortRecord,
  emptyArmRecord,
  InputError,
  type PatientFailureRecord,
  type PatientRows,
} from '../../src/index.js';
import type { CohortRun } from './cohort-assembly.js';
import { patientsPerChunk } from './cohort-chunks.js';
import { clearRows, rowsOf, sharedArms } from './cohort-rows.js';
import { type DoubleSink, doubleSink, type RowSink, type RowSpool, rowSink, spoolFor } from './row-spool.js';
import { type CohortContext, runCohort } from './run-cohort.js';

/** Patients that are simulated at a time: a tenth of a gigabyte for three arms and a year, and hundreds of chunks, so that workers rarely wait. */
const BLOCK_PATIENTS = 16_384;

/** A simulated cohort. */
export interface HeldCohort {
  /** Of a large cohort daily burdens are on disk, and tumors at `tumorDays` are read from disk when asked for. */
  readonly record: CohortRecord<PatientRows>;
  /** Frees the disk; burdens and these tumors must not be read afterwards. */
  release(): void;
}

/** Columns that are in memory for all patients. */
type Columns = Omit<ArmRecord, 'burden' | 'tumor'>;

/** An arm of a large cohort while its blocks are simulated. */
interface HeldArm {
  readonly columns: Columns;
  readonly burden: RowSink;
  readonly tumor: DoubleSink;
}

/**
 * Simulates a cohort whose size memory does not limit.
 *
 * A cohort whose daily burdens take more than the spool allows (256 MiB) is simulated in blocks of patients. Burdens and tumors of a finished
 * block go to disk, the other columns stay in memory: 0.32 kB per patient of three arms instead of 5.1 kB. Chunks, and so every bit and every
 * stored chunk, are those of {@link runCohort}.
 *
 * @param run - specification and patients
 * @param context - engine, store, progress, abort signal, and where burdens lie
 * @param blockPatients - patients that are simulated at a time
 * @returns the record, rows in input order
 * @throws InputError - when the vectors are ragged or the columns do not fit into memory; InterruptedError - when stopped
 */
export async function holdCohort(
  run: CohortRun,
  context: CohortContext,
  blockPatients: number = BLOCK_PATIENTS,
): Promise<HeldCohort> {
  const { spec, patients } = run;
  const spool = spoolOf(run, context);
  if (spool === undefined) {
    return { record: await runCohort(run, context), release: () => {} };
  }
  const held = spec.arms.map(
    ({ name, visits }) =>
      [name, { columns: columnsOf(run, visits), burden: rowSink(0, spool), tumor: doubleSink(spool) }] as const,
  );
  const release = () => {
    for (const [, { burden, tumor }] of held) {
      burden.release();
      tumor.release();
    }
  };
  try {
    const place = (record: CohortRecord, first: number) => {
      for (const [name, arm] of held) placeInto(arm, first, record.arms[name]!);
    };
    const failures = await eachBlock(run, context, place, blockPatients);
    const arms = Object.fromEntries(held.map(([name, arm]) => [name, recordOf(arm)]));
    return { record: { patients, arms, failures }, release };
  } catch (cause) {
    release();
    throw cause;
  }
}

/** Where the burdens of a cohort lie; undefined for memory. */
export function spoolOf(
  { spec, patients }: Pick<CohortRun, 'spec' | 'patients'>,
  { spool }: Pick<CohortContext, 'spool'>,
): RowSpool | undefined {
  if (spec.keepTrajectories) return undefined;
  return spoolFor(4 * patients * spec.arms.length * (spec.horizonDays + 1), spool);
}

/**
 * Simulates blocks of patients one after the other, in the same memory.
 *
 * @param visit - called with the record of each block, in order, and its first patient; the arrays are reused
 * @param blockPatients - most patients of a block; at least a chunk
 * @returns failures of all blocks, rows counted from the cohort's first patient
 */
export async function eachBlock(
  { spec, parameters, patients }: CohortRun,
  context: CohortContext,
  visit: (record: CohortRecord, first: number) => void | Promise<void>,
  blockPatients: number = BLOCK_PATIENTS,
): Promise<readonly PatientFailureRecord[]> {
  const width = parameters.length / patients;
  if (!Number.isInteger(width)) {
    throw new InputError(`patients: must be ${patients} rows of equal length; got ${parameters.length} numbers`);
  }
  const perChunk = patientsPerChunk(spec);
  const size = Math.min(patients, perChunk * Math.max(1, Math.floor(blockPatients / perChunk)));
  const arms = sharedArms(spec, size);
  const failures: PatientFailureRecord[] = [];
  let [failedBefore, storedBefore] = [0, 0];
  for (let first = 0; first < patients; first += size) {
    const count = Math.min(size, patients - first);
    const into = rowsOf(arms, { first: 0, count }, size);
    clearRows(into);
    let [failedHere, storedHere] = [0, 0];
    const record = await runCohort(
      { spec, parameters: parameters.subarray(first * width, (first + count) * width), patients: count, into },
      {
        ...context,
        onProgress: ({ done, failed, stored = 0 }) => {
          [failedHere, storedHere] = [failed, stored];
          context.onProgress?.({
            done: first + done,
            total: patients,
            failed: failedBefore + failed,
            stored: storedBefore + stored,
          });
        },
      },
    );
    failedBefore += failedHere;
    storedBefore += storedHere;
    for (const failure of record.failures) failures.push({ ...failure, patient: first + failure.patient });
    await visit(record, first);
  }
  return failures;
}

/** The record of an arm. */
function recordOf({ columns, burden, tumor }: HeldArm): ArmRecord<PatientRows> {
  return {
    ...columns,
    burden: burden.rows(),
    get tumor() {
      return tumor.read();
    },
  };
}

/** Arrays of the right sizes for what stays in memory. @throws InputError - when they do not fit into memory */
function columnsOf({ spec, patients }: CohortRun, visits: readonly number[]): Columns {
  try {
    const {
      burden: _,
      tumor: __,
      ...columns
    } = emptyArmRecord({ ...spec, horizonDays: -1, tumorDays: [] }, patients, visits);
    return columns;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InputError(`cohort: must fit into memory; got ${patients} patients`, { cause });
  }
}

function placeInto(
  { columns, burden, tumor }: HeldArm,
  first: number,
  { burden: burdens, tumor: tumors, ...block }: ArmRecord,
): void {
  burden.append(burdens);
  tumor.append(tumors);
  const { length } = block.status;
  for (const field of Object.keys(columns) as (keyof Columns)[]) {
    columns[field].set(block[field], first * (block[field].length / length));
  }
}
