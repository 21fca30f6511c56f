import { z } from 'zod';
import { InputError } from '../../src/index.js';
import { parseConfig } from '../config/parse-config.js';
import { parseOptimise } from '../config/parse-optimise.js';
import { drawnPatient } from '../fit/draw-cohort.js';
import { fittedDeathProbabilitySchema } from '../fit/results.js';
import { readManifest } from '../store/manifest.js';
import { parseStored } from '../store/parse-stored.js';
import { readFittedRun } from '../store/read-fitted-run.js';
import { readResults, resultParts } from '../store/read-results.js';
import { runFiles } from '../store/run-folder.js';
import { readCalibration } from '../store/stored-calibration.js';
import { readStoredValue } from '../store/stored-file.js';
import { optimiseResultSchema } from '../studies/optimise/result.js';
import { fittedPatientModel, publishedPatientModel } from '../studies/patient/build-patient-model.js';
import type { PatientModel } from '../studies/patient/patient-model.js';
import { type ScheduleStudy, schedulePatientModel } from '../studies/patient/schedule-patient-model.js';
import { storedKinds } from '../studies/registry.js';

/** A patient model, and how many patients of its run can be asked for. */
export interface SourcedModel {
  readonly model: PatientModel;
  readonly patients: number;
}

/** What `manifest.settings.model` of a search for schedules holds. */
const storedModel = z.object({
  model: z.object({
    name: z.string(),
    config: z.unknown(),
    marginals: z.array(
      z.object({
        name: z.string(),
        min: z.number(),
        max: z.number(),
        alpha: z.number(),
        beta: z.number(),
        correlations: z.record(z.string(), z.number()).exactOptional(),
      }),
    ),
    death: z.record(z.string(), fittedDeathProbabilitySchema),
  }),
});

/**
 * The model of one patient of a finished study.
 *
 * @param folder - of a run, a refit or a search for schedules; null for the published model
 * @param schedules - labels of the schedules of a search, one arm each; default: the reference
 * @throws InputError - when the study is of another kind, is not finished, or has no such schedule
 */
export async function readPatientModel(folder: string | null, schedules: readonly string[]): Promise<SourcedModel> {
  if (folder === null) return { model: publishedPatientModel(), patients: 0 };
  const { kind } = await readManifest(folder);
  if (kind === 'optimise') {
    const study = await readScheduleStudy(folder);
    return { model: schedulePatientModel(study, schedules.length === 0 ? ['reference'] : schedules), patients: 0 };
  }
  if (kind !== 'run' && kind !== 'refit') {
    throw new InputError(`run: must be a run, a refit or a search for schedules; got a study of kind ${kind}`);
  }
  const { name, config, scalars, marginals } = await readFittedRun(folder);
  const { fit } = await readResults(folder, resultParts.death);
  const parsed = parseConfig(JSON.stringify(config), runFiles.manifest);
  return {
    model: fittedPatientModel({ name, config: parsed, scalars, marginals, death: fit.dpf }),
    patients: (await validationDraw(folder))?.patients ?? 0,
  };
}

/** Configuration, fitted run and result of a finished search for schedules. */
export async function readScheduleStudy(folder: string): Promise<ScheduleStudy> {
  const manifest = await readManifest(folder);
  if (manifest.kind !== 'optimise') {
    throw new InputError(`run: must be a search for schedules; got a study of kind ${manifest.kind}`);
  }
  const { file } = storedKinds.optimise.result!;
  const result = parseStored(optimiseResultSchema, await readStoredValue(folder, file, manifest), file);
  const { model } = parseStored(storedModel, manifest.settings, `${runFiles.manifest}: settings`);
  return {
    config: parseOptimise(JSON.stringify(manifest.config), runFiles.manifest),
    model: { ...model, config: parseConfig(JSON.stringify(model.config), runFiles.manifest) },
    result,
  };
}

/**
 * Values of a patient of a run's validation cohort.
 *
 * @param folder - of a run or a refit
 * @param number - from 1
 * @throws InputError - when the cohort has no such patient
 */
export async function readPatientValues(folder: string, number: number): Promise<Float64Array> {
  const { seed, design, draws } = await readCalibration(folder);
  const { marginals, streamName, patients } = draws.at(-1)!;
  if (!(Number.isInteger(number) && number >= 1 && number <= patients)) {
    throw new InputError(`number: must be a whole number in [1, ${patients}]; got ${number}`);
  }
  return drawnPatient([marginals, { seed, design }, streamName, patients], number - 1);
}

/** The cohort that a run was validated on; undefined where its calibration was not kept. */
async function validationDraw(folder: string) {
  try {
    return (await readCalibration(folder)).draws.at(-1);
  } catch (cause) {
    if (cause instanceof InputError) return undefined;
    throw cause;
  }
}
