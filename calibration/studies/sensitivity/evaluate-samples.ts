import {
  type CohortRecord,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  fixedParameters,
  heterogeneityParameterNames,
  type ModelDrug,
  type PatientFailureRecord,
  publishedDrugs,
  type Regimen,
  type SimulationSpec,
  type Switches,
  statusCodes,
} from '../../../src/index.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { defaultValue, type Factor, type FactorChoice, factorValue, furtherNames } from './factors.js';
import { type Output, readOutput, simulationFor } from './outputs.js';

/** The simulation of every sample. */
export interface Experiment extends Pick<FactorChoice, 'space' | 'marginals'> {
  readonly factors: readonly Factor[];
  readonly arms: readonly { readonly name: string; readonly regimen: Regimen }[];
  /** Drugs of the model; default: the published ones. */
  readonly drugs?: readonly ModelDrug[];
  readonly outputs: readonly Output[];
  readonly switches: Switches;
}

/** One output under one arm, sample by sample. */
export interface Response {
  readonly arm: string;
  /** Name of the output with its day. */
  readonly output: string;
  /** Of the baseline run; null where it failed or the space has no baseline. */
  readonly baseline: number | null;
  readonly values: Float64Array;
  /** 1 where the sample failed under this arm. */
  readonly failed: Uint8Array;
  /** Patients behind samples that are populations; absent where each sample is a patient. */
  readonly simulated?: SimulatedPatients;
}

/** How many patients were simulated, under all arms together, and how many of them failed. */
export interface SimulatedPatients {
  readonly patients: number;
  readonly failed: number;
}

/** Outputs of samples: one entry per arm and output, arms first. */
export interface EvaluatedSamples {
  readonly samples: number;
  readonly responses: readonly Response[];
  readonly failures: readonly PatientFailureRecord[];
}

/** Samples held in memory at a time: a multiple of every chunk size up to 128, so that chunk boundaries do not depend on it. */
const BATCH = 8192;
/** Samples held in memory with their daily states, which take more memory. */
const BATCH_WITH_STATES = 256;

/**
 * Simulates samples under every arm and reads the outputs.
 *
 * @param experiment - factors, arms, outputs
 * @param points - probabilities of the factors; row-major, samples x factors; in [0, 1] (inside for Beta factors)
 * @param context - engine, store of chunks, progress, abort signal
 * @returns outputs in the order of the points, whatever the number of workers
 */
export async function evaluateSamples(
  experiment: Experiment,
  points: Float64Array,
  context: CohortContext,
): Promise<EvaluatedSamples> {
  const { factors, arms, outputs } = experiment;
  const spec = specOf(experiment);
  const width = heterogeneityParameterNames.length + spec.varying.length;
  const samples = points.length / factors.length;
  const baselines = await baselineRun(experiment, spec, context);
  const responses = arms.flatMap(({ name }) =>
    outputs.map((output) => ({
      output,
      response: {
        arm: name,
        output: output.label,
        baseline: baselines?.read(name, output) ?? null,
        values: new Float64Array(samples),
        failed: new Uint8Array(samples),
      },
    })),
  );
  const liters = litersOf(spec);
  const failures: PatientFailureRecord[] = [];
  const size = spec.keepTrajectories ? BATCH_WITH_STATES : BATCH;
  for (let first = 0; first < samples; first += size) {
    const count = Math.min(size, samples - first);
    const parameters = parameterRows(
      experiment,
      spec,
      points.subarray(first * factors.length, (first + count) * factors.length),
    );
    const record = await runCohort(
      { spec, parameters, patients: count },
      {
        ...context,
        onProgress: (progress) =>
          context.onProgress?.({
            ...progress,
            done: first + progress.done,
            total: samples,
            failed: failures.length + progress.failed,
          }),
      },
    );
    for (const failure of record.failures) failures.push({ ...failure, patient: first + failure.patient });
    for (const {
      output,
      response: { arm, values, failed },
    } of responses) {
      const armRecord = record.arms[arm]!;
      for (let sample = 0; sample < count; sample++) {
        if (armRecord.status[sample] === statusCodes.failed) {
          failed[first + sample] = 1;
          continue;
        }
        values[first + sample] = readOutput(output, spec, armRecord, sample, {
          liters: liters(parameters, sample * width),
          baselineDensity: baselines?.density(arm, output.day),
        });
      }
    }
  }
  return { samples, responses: responses.map(({ response }) => response), failures };
}

function specOf({
  factors,
  arms,
  drugs = publishedDrugs,
  outputs,
  switches,
  space,
  marginals,
}: Experiment): SimulationSpec {
  const perPatient: readonly string[] = heterogeneityParameterNames;
  // Patients bring all of theirs, also those that the analysis leaves at their mean
  const own = space === 'baseline' ? [] : furtherNames(marginals);
  const names = factors.map(({ name }) => name).filter((name) => !perPatient.includes(name) && !own.includes(name));
  return {
    switches,
    overrides: {},
    varying: [...own, ...names],
    drugs,
    arms: arms.map(({ name, regimen }) => fixedArm(name, regimen)),
    assessment: defaultAssessmentRules,
    ...simulationFor(outputs),
    solver: defaultSolverSettings,
  };
}

/** Parameter vectors of the samples; row-major. */
function parameterRows(experiment: Experiment, spec: SimulationSpec, points: Float64Array): Float64Array {
  const { factors } = experiment;
  const columns: readonly string[] = [...heterogeneityParameterNames, ...spec.varying];
  const place = factors.map(({ name }) => columns.indexOf(name));
  const defaults = columns.map((name) => defaultValue(name, experiment));
  const samples = points.length / factors.length;
  const rows = new Float64Array(samples * columns.length);
  for (let sample = 0; sample < samples; sample++) {
    const offset = sample * columns.length;
    rows.set(defaults, offset);
    factors.forEach((factor, index) => {
      rows[offset + place[index]!] = factorValue(factor, points[sample * factors.length + index]!);
    });
  }
  return rows;
}

/** V_C of a sample, which may be a factor. */
function litersOf({ varying }: SimulationSpec): (parameters: Float64Array, offset: number) => number {
  const index = varying.indexOf('V_C');
  if (index < 0) return () => fixedParameters.V_C.value;
  return (parameters, offset) => parameters[offset + heterogeneityParameterNames.length + index]!;
}

/** The run at the baseline of every parameter; none where the space has no baseline. */
async function baselineRun(experiment: Experiment, spec: SimulationSpec, context: CohortContext) {
  if (experiment.space !== 'baseline') return null;
  const single: SimulationSpec = { ...spec, varying: [] };
  const parameters = Float64Array.from(heterogeneityParameterNames, (name) => defaultValue(name, experiment));
  const { onProgress: _, ...withoutProgress } = context;
  const record: CohortRecord = await runCohort({ spec: single, parameters, patients: 1 }, withoutProgress);
  const liters = fixedParameters.V_C.value;
  const completed = (arm: string) => record.arms[arm]!.status[0] !== statusCodes.failed;
  const density = (arm: string, day: number) =>
    completed(arm) ? record.arms[arm]!.tumor[single.tumorDays.indexOf(day)] : undefined;
  return {
    density,
    read: (arm: string, output: Output) =>
      completed(arm)
        ? readOutput(output, single, record.arms[arm]!, 0, { liters, baselineDensity: density(arm, output.day) })
        : null,
  };
}
