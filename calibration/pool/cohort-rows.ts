import { type ArmRecord, emptyArmRecord, InputError, InternalError, type SimulationSpec } from '../../src/index.js';

/** What is kept of a cohort, or of some of its patients, by arm. */
export type CohortArms = Readonly<Record<string, ArmRecord>>;

/** A stretch of patients of a cohort. */
export interface PatientRange {
  readonly first: number;
  readonly count: number;
}

/** Bytes of one patient's rows under all arms. */
export function bytesPerPatient(spec: SimulationSpec): number {
  const arrays = spec.arms.flatMap(
    ({ visits }) => Object.values(emptyArmRecord(spec, 1, visits)) as readonly ArmRecord[keyof ArmRecord][],
  );
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

/**
 * Memory for a cohort that all workers share, filled with zeros (every patient `failed` until it completes).
 *
 * @param spec - arms, days, and what is kept
 * @param patients - number of rows
 * @throws InputError - when it does not fit into memory
 */
export function sharedArms(spec: SimulationSpec, patients: number): CohortArms {
  const memory = (array: ArmRecord[keyof ArmRecord]) => new SharedArrayBuffer(patients * array.byteLength);
  const shared = (row: ArmRecord): ArmRecord => ({
    status: new Uint8Array(memory(row.status)),
    tri: new Float64Array(memory(row.tri)),
    burden: new Float32Array(memory(row.burden)),
    markers: new Float64Array(memory(row.markers)),
    baselineTumor: new Float64Array(memory(row.baselineTumor)),
    baselineVolumeCm3: new Float64Array(memory(row.baselineVolumeCm3)),
    tumor: new Float64Array(memory(row.tumor)),
    visitTumor: new Float64Array(memory(row.visitTumor)),
    trajectories: new Float64Array(memory(row.trajectories)),
  });
  try {
    return Object.fromEntries(spec.arms.map(({ name, visits }) => [name, shared(emptyArmRecord(spec, 1, visits))]));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const bytes = bytesPerPatient(spec);
    throw new InputError(`cohort: must fit into memory; got ${patients} patients of ${bytes} bytes each`, { cause });
  }
}

/** The rows of some patients: views, no copies. */
export function rowsOf(arms: CohortArms, { first, count }: PatientRange, patients: number): CohortArms {
  const bounds = (array: ArmRecord[keyof ArmRecord]) => {
    const width = array.length / patients;
    return [first * width, (first + count) * width] as const;
  };
  const rows = ({
    status,
    tri,
    burden,
    markers,
    tumor,
    visitTumor,
    trajectories,
    ...baseline
  }: ArmRecord): ArmRecord => ({
    status: status.subarray(...bounds(status)),
    tri: tri.subarray(...bounds(tri)),
    burden: burden.subarray(...bounds(burden)),
    markers: markers.subarray(...bounds(markers)),
    baselineTumor: baseline.baselineTumor.subarray(...bounds(baseline.baselineTumor)),
    baselineVolumeCm3: baseline.baselineVolumeCm3.subarray(...bounds(baseline.baselineVolumeCm3)),
    tumor: tumor.subarray(...bounds(tumor)),
    visitTumor: visitTumor.subarray(...bounds(visitTumor)),
    trajectories: trajectories.subarray(...bounds(trajectories)),
  });
  return Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, rows(arm)]));
}

/**
 * Copies the rows of the same patients.
 *
 * @throws InternalError - when an arm is missing or an array is not as long as its rows
 */
export function copyRowsInto(from: CohortArms, into: CohortArms): void {
  for (const [name, rows] of Object.entries(into)) {
    const arm = from[name];
    if (arm === undefined) throw new InternalError(`chunk: must hold the arm ${name}; got none`);
    for (const field of Object.keys(rows) as (keyof ArmRecord)[]) {
      const [given, expected] = [arm[field].length, rows[field].length];
      if (given !== expected) {
        throw new InternalError(`chunk.${name}.${field}: must hold ${expected} numbers; got ${given}`);
      }
      rows[field].set(arm[field]);
    }
  }
}

/** Makes rows those of failed patients. */
export function clearRows(arms: CohortArms): void {
  for (const arm of Object.values(arms)) {
    for (const array of Object.values(arm) as ArmRecord[keyof ArmRecord][]) array.fill(0);
  }
}
