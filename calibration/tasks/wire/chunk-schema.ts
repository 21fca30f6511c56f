import { z } from 'zod';
import type { ArmRecord, PatientFailureRecord, SimulationSpec } from '../../../src/index.js';
import type { CohortArms } from '../../pool/cohort-rows.js';
import type { SimulateRowsTask } from '../tasks.js';
import { checkedBy, type PackedIssue } from './packed-issue.js';
import { arrayOf, count, finite, shortText } from './parse-packed.js';

/** The result of a chunk as it travels: with the rows that the worker has written. */
export interface PackedChunk {
  readonly patients: number;
  readonly failures: readonly PatientFailureRecord[];
  readonly arms: CohortArms;
}

/** By specification and patients: to make one takes longer than a dozen checks, and the chunks of a cohort have two sizes. */
const known = new WeakMap<SimulationSpec, Map<number, z.ZodType<PackedChunk>>>();

/**
 * What comes back of a chunk: the rows of its patients and no others.
 *
 * @param task - the chunk
 * @param patients - in it
 */
export function chunkSchema({ spec, into }: SimulateRowsTask, patients: number): z.ZodType<PackedChunk> {
  const ofSpec = known.get(spec) ?? new Map<number, z.ZodType<PackedChunk>>();
  known.set(spec, ofSpec);
  const schema = ofSpec.get(patients) ?? schemaOf(into, patients);
  ofSpec.set(patients, schema);
  return schema;
}

function schemaOf(into: CohortArms, patients: number): z.ZodType<PackedChunk> {
  const names = Object.keys(into) as [string, ...string[]];
  const failure: z.ZodType<PatientFailureRecord> = z.strictObject({
    patient: count.max(Math.max(0, patients - 1)),
    arm: z.enum(names),
    reason: shortText as unknown as z.ZodType<PatientFailureRecord['reason']>,
    day: finite,
  });
  return z.strictObject({
    patients: z.custom<number>((value) => value === patients, `must be ${patients}`),
    failures: z.array(failure).max(patients * names.length),
    arms: z.strictObject(
      Object.fromEntries(Object.entries(into).map(([arm, record]) => [arm, rowsSchema(record)])),
    ) as unknown as z.ZodType<CohortArms>,
  });
}

function rowsSchema({ status, tri, burden, markers, tumor, trajectories }: ArmRecord): z.ZodType<ArmRecord> {
  return z.strictObject({
    status: checkedBy(arrayOf(Uint8Array, status.length), statusIssues),
    tri: arrayOf(Float64Array, tri.length),
    burden: arrayOf(Float32Array, burden.length),
    markers: arrayOf(Float64Array, markers.length),
    tumor: arrayOf(Float64Array, tumor.length),
    trajectories: arrayOf(Float64Array, trajectories.length),
  });
}

function* statusIssues(codes: Uint8Array): Generator<PackedIssue> {
  const got = codes.find((code) => code > 2);
  if (got !== undefined) yield { path: [], required: 'must hold codes 0, 1, 2', got };
}
