import { z } from 'zod';
import { DataError, heterogeneityParameterNames, InputError, type SimulationSpec } from '../../../src/index.js';
import type { WireForm } from '../../engine/queue/wire-form.js';
import { bytesPerPatient, copyRowsInto, sharedArms } from '../../pool/cohort-rows.js';
import { compiledModelOf, modelHash } from '../../pool/compiled-model.js';
import type { SimulatedChunk, SimulateRowsTask } from '../tasks.js';
import { chunkSchema } from './chunk-schema.js';
import { arrayOf, parsePacked } from './parse-packed.js';
import { simulationSchema } from './simulation-schema.js';

/** Most memory that one message makes a worker take; a chunk of the workbench takes 8 MiB at most, or two patients. */
const MOST_BYTES = 2 ** 30;

const taskSchema = z.strictObject({
  spec: simulationSchema,
  model: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  parameters: arrayOf(Float64Array),
});
type PackedTask = z.infer<typeof taskSchema>;

/**
 * Chunks of patients: the specification and the parameters go out, the rows of the record come back. The worker compiles the
 * model itself, from the specification, and refuses where its model is not the run's.
 */
export const simulateForm: WireForm<SimulateRowsTask, SimulatedChunk> = {
  pack: ({ spec, parameters }) => ({
    own: { spec, model: modelHash(spec), parameters: Float64Array.from(parameters) },
  }),
  unpack: async (own) => {
    const packed = parsePacked(taskSchema, own, 'simulate');
    try {
      return await unpacked(packed);
    } catch (cause) {
      // What is an argument to the simulator are data here
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
};

async function unpacked({ spec, model, parameters }: PackedTask): Promise<SimulateRowsTask> {
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
  const ours = modelHash(spec);
  if (ours !== model) {
    throw new DataError(`simulate.model: must be the model of this worker, ${ours}; got ${model}`);
  }
  return { spec, parameters, into: sharedArms(spec, patients), simd: await compiledModelOf(spec) };
}

/** Numbers that a patient is described by. */
function widthOf({ varying }: SimulationSpec): number {
  return heterogeneityParameterNames.length + varying.length;
}
