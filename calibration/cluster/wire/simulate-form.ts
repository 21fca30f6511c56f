import { z } from 'zod';
import {
  type ArmRecord,
  DataError,
  heterogeneityParameterNames,
  type PatientFailureRecord,
} from '../../../src/index.js';
import type { SimulatedChunk, SimulateRowsTask } from '../../engine/tasks.js';
import { bytesPerPatient, type CohortArms, copyRowsInto, sharedArms } from '../../pool/cohort-rows.js';
import { compiledModelOf, modelHash } from '../../pool/compiled-model.js';
import type { WireForm } from '../wire-form.js';
import { arrayOf, count, finite, parsePacked, shortText } from './parse-packed.js';
import { simulationSchema } from './simulation-schema.js';

/** Most memory that one message makes a worker take; a chunk of the workbench takes 8 MiB at most, or two patients. */
const MOST_BYTES = 2 ** 30;

const taskSchema = z.strictObject({
  spec: simulationSchema,
  model: z.string().regex(/^[0-9a-f]{64}$/),
  parameters: arrayOf(Float64Array),
});

/**
 * Chunks of patients: the specification and the parameters go out, the rows of the record come back. The worker compiles the
 * model itself, from the specification, and refuses where its model is not the run's.
 */
export const simulateForm: WireForm<SimulateRowsTask, SimulatedChunk> = {
  pack: ({ spec, parameters }) => ({
    own: { spec, model: modelHash(spec), parameters: Float64Array.from(parameters) },
  }),
  unpack: async (own) => {
    const { spec, model, parameters } = parsePacked(taskSchema, own, 'simulate');
    const width = heterogeneityParameterNames.length + spec.varying.length;
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
    const ours = modelHash(spec);
    if (ours !== model) {
      throw new DataError(`simulate.model: must be the model of this worker, ${ours}; got ${model}`);
    }
    return { spec, parameters, into: sharedArms(spec, patients), lanes: await compiledModelOf(spec) };
  },
  packOutput: ({ patients, failures }, { into }) => ({ patients, failures, arms: into }),
  unpackOutput: (packed, { spec, parameters, into }) => {
    const width = heterogeneityParameterNames.length + spec.varying.length;
    const { patients, failures, arms } = parsePacked(chunkSchema(into, parameters.length / width), packed, 'result');
    copyRowsInto(arms, into);
    return { patients, failures };
  },
};

function chunkSchema(into: CohortArms, patients: number) {
  const failure: z.ZodType<PatientFailureRecord> = z.strictObject({
    patient: count.max(Math.max(0, patients - 1)),
    arm: z.enum(Object.keys(into) as [string, ...string[]]),
    reason: shortText as unknown as z.ZodType<PatientFailureRecord['reason']>,
    day: finite,
  });
  const rows = ({ status, tri, burden, markers, tumor, trajectories }: ArmRecord): z.ZodType<ArmRecord> =>
    z.strictObject({
      status: arrayOf(Uint8Array, status.length).refine(
        (codes) => codes.every((code) => code <= 2),
        'must hold codes 0, 1, 2',
      ),
      tri: arrayOf(Float64Array, tri.length),
      burden: arrayOf(Float32Array, burden.length),
      markers: arrayOf(Float64Array, markers.length),
      tumor: arrayOf(Float64Array, tumor.length),
      trajectories: arrayOf(Float64Array, trajectories.length),
    });
  return z.strictObject({
    patients: z.literal(patients),
    failures: z.array(failure).max(patients * Object.keys(into).length),
    arms: z.strictObject(
      Object.fromEntries(Object.entries(into).map(([arm, record]) => [arm, rows(record)])),
    ) as unknown as z.ZodType<CohortArms>,
  });
}
