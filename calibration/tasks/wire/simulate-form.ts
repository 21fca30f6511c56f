import { z } from 'zod';
import {
  type ArmRecord,
  DataError,
  doseBases,
  heterogeneityParameterNames,
  InputError,
  type PatientFailureRecord,
  requireDrugsOfArms,
  responseRules,
  type SimulationSpec,
  switchNames,
} from '../../../src/index.js';
import { drugDefinition } from '../../config/drug-schema.js';
import type { WireForm } from '../../engine/queue/wire-form.js';
import { bytesPerPatient, type CohortArms, copyRowsInto, sharedArms } from '../../pool/cohort-rows.js';
import { type CompileModel, compiledModelOf, modelHash } from '../../pool/compiled-model.js';
import type { SimulatedChunk, SimulateRowsTask } from '../../pool/simulate-task.js';
import { arrayOf, checkedBy, count, finite, type PackedIssue, parsePacked, shortText } from './parse-packed.js';

/** Largest numbers of days, arms and patients: far above any use, so that a message cannot exhaust the memory of the machine. */
export const MOST_DAYS = 100_000;
const MOST_ENTRIES = 10_000;
const MOST_DRUGS = 100;

const day = count.max(MOST_DAYS);
/** Doses are given at any time of a day. */
const timeDays = finite.min(0).max(MOST_DAYS);
const course = z.strictObject({
  dose: finite,
  days: z.array(timeDays).max(MOST_ENTRIES),
  cycleDays: timeDays,
  cycles: count.nullable(),
  durationDays: finite,
  startDay: timeDays.optional(),
  loadingDose: finite.optional(),
  per: z.enum(doseBases).optional(),
});
const regimen = z.record(shortText, z.array(course).max(MOST_ENTRIES).optional());
/** Drugs of the model; compiling it checks what they refer to. */
const modelDrugs = z.array(z.strictObject({ name: shortText, definition: drugDefinition })).max(MOST_DRUGS);
const switchForm = z.enum(['posted', 'corrected']);

/** Settings of a simulation besides its patients; the simulator checks their values. */
export const simulationSchema: z.ZodType<SimulationSpec> = z.strictObject({
  switches: z.strictObject(
    Object.fromEntries(switchNames.map((name) => [name, switchForm])) as Record<
      (typeof switchNames)[number],
      typeof switchForm
    >,
  ),
  overrides: z.record(shortText, finite),
  varying: z.array(shortText).max(MOST_ENTRIES),
  drugs: modelDrugs,
  arms: z
    .array(
      z.strictObject({
        name: shortText,
        regimen,
        visits: z.array(day).max(MOST_ENTRIES),
        untilProgression: z.strictObject({ delayDays: timeDays, next: regimen.nullable() }).nullable(),
      }),
    )
    .min(1)
    .max(MOST_ENTRIES) as unknown as z.ZodType<SimulationSpec['arms']>,
  horizonDays: day,
  assessment: z.strictObject({
    rule: z.enum(responseRules),
    leastStableDays: timeDays,
    confirmDays: timeDays,
  }),
  assessmentDay: day,
  markerDays: z.array(day).max(MOST_ENTRIES),
  tumorDays: z.array(day).max(MOST_ENTRIES),
  keepTrajectories: z.boolean(),
  solver: z.strictObject({ relativeTolerance: finite, absoluteTolerance: finite, maxSteps: count }),
});

/** The result of a chunk on the wire, with the rows written by the worker. */
interface PackedChunk {
  readonly patients: number;
  readonly failures: readonly PatientFailureRecord[];
  readonly arms: CohortArms;
}

/** Schemas by specification and number of patients: building one takes longer than a dozen checks, and the chunks of a cohort have two sizes. */
const known = new WeakMap<SimulationSpec, Map<number, z.ZodType<PackedChunk>>>();

/**
 * Result of a chunk: the rows of its patients and no others.
 *
 * @param task - the chunk
 * @param patients - number of patients in it
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

function rowsSchema({
  status,
  tri,
  burden,
  markers,
  baselineTumor,
  baselineVolumeCm3,
  tumor,
  visitTumor,
  trajectories,
}: ArmRecord): z.ZodType<ArmRecord> {
  return z.strictObject({
    status: checkedBy(arrayOf(Uint8Array, status.length), statusIssues),
    tri: arrayOf(Float64Array, tri.length),
    burden: arrayOf(Float32Array, burden.length),
    markers: arrayOf(Float64Array, markers.length),
    baselineTumor: arrayOf(Float64Array, baselineTumor.length),
    baselineVolumeCm3: arrayOf(Float64Array, baselineVolumeCm3.length),
    tumor: arrayOf(Float64Array, tumor.length),
    visitTumor: arrayOf(Float64Array, visitTumor.length),
    trajectories: arrayOf(Float64Array, trajectories.length),
  });
}

function* statusIssues(codes: Uint8Array): Generator<PackedIssue> {
  const got = codes.find((code) => code > 2);
  if (got !== undefined) yield { path: [], required: 'must hold codes 0, 1, 2', got };
}

/** Largest memory that a worker allocates for one message; a chunk of the workbench has at most 8 MiB, or two patients. */
const MOST_BYTES = 2 ** 30;

const taskSchema = z.strictObject({
  spec: simulationSchema,
  model: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  parameters: arrayOf(Float64Array),
});
type PackedTask = z.infer<typeof taskSchema>;

/**
 * Chunks of patients: the specification and the parameters are sent, the rows of the record are returned. The worker compiles the
 * model itself, from the specification, for its own backend, and rejects the task if its model is not that of the run.
 *
 * @param compile - of the worker's backend; default: WebAssembly
 */
export const simulateFormWith = (compile?: CompileModel): WireForm<SimulateRowsTask, SimulatedChunk> => ({
  pack: ({ spec, parameters }) => ({
    own: { spec, model: modelHash(spec), parameters: Float64Array.from(parameters) },
  }),
  unpack: async (own) => {
    const packed = parsePacked(taskSchema, own, 'simulate');
    try {
      return await unpacked(packed, compile);
    } catch (cause) {
      // Arguments of the simulator are received data here
      if (cause instanceof InputError) throw new DataError(cause.message, { cause });
      throw cause;
    }
  },
  packOutput: ({ patients, failures }, { into }) => ({ patients, failures, arms: into }),
  unpackOutput: (packed, task) => {
    const { spec, parameters, into } = task;
    const schema = chunkSchema(task, parameters.length / widthOf(spec));
    const { patients, failures, arms } = parsePacked(schema, packed, 'result');
    copyRowsInto(arms, into);
    return { patients, failures };
  },
});

async function unpacked(
  { spec, model, parameters }: PackedTask,
  compile: CompileModel | undefined,
): Promise<SimulateRowsTask> {
  const width = widthOf(spec);
  const patients = parameters.length / width;
  if (!(Number.isInteger(patients) && patients > 0)) {
    throw new DataError(`simulate.parameters: must be rows of ${width} numbers; got ${parameters.length} numbers`);
  }
  const place = parameters.findIndex((value) => !Number.isFinite(value));
  if (place >= 0) {
    throw new DataError(`simulate.parameters[${place}]: must be a finite number; got ${parameters[place]}`);
  }
  if (patients * bytesPerPatient(spec) > MOST_BYTES) {
    throw new DataError(`simulate: must keep at most ${MOST_BYTES} bytes; got ${patients * bytesPerPatient(spec)}`);
  }
  requireDrugsOfArms(spec);
  const own = modelHash(spec);
  if (own !== model) {
    throw new DataError(`simulate.model: must be the model of this worker, ${own}; got ${model}`);
  }
  return { spec, parameters, into: sharedArms(spec, patients), simd: await compiledModelOf(spec, compile) };
}

/** Number of parameters of a patient. */
function widthOf({ varying }: SimulationSpec): number {
  return heterogeneityParameterNames.length + varying.length;
}
