import {
  type Cohort,
  heterogeneityParameterNames,
  InputError,
  ownValue,
  requireParameterValue,
  type SimulationSpec,
  streamNames,
} from '../../../src/index.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { rowsOf } from '../../pool/cohort-rows.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { type PopulationEndpoints, populationEvaluator } from './evaluate-population.js';
import type { SimulatedPatients } from './evaluate-samples.js';
import { chooseFactors, type Factor, factorValue, withRanges } from './factors.js';
import { parsePopulationOutput } from './population-outputs.js';
import { populationPool } from './population-pool.js';
import type { PopulationSettings, StudySettings } from './settings.js';

/** Patients simulated at a time, over all points of a batch. */
const BATCH_PATIENTS = 4096;

/**
 * The fixed parameters of the model as factors of a population: uniform within +/- range of the stored run's values.
 *
 * @throws InputError - on an unknown name, or when only per-patient parameters are named
 */
export function fixedFactors(settings: StudySettings, { spec }: PopulationSettings): readonly Factor[] {
  const { range, parameters, marginals } = settings;
  const perPatient: readonly string[] = [...heterogeneityParameterNames, ...spec.varying];
  const all = chooseFactors({
    space: 'baseline',
    range,
    parameters: parameters ?? undefined,
    switches: spec.switches,
    drugs: spec.drugs,
    marginals,
  });
  const fixed = all.filter(({ name }) => !perPatient.includes(name));
  if (fixed.length === 0) {
    throw new InputError(
      `--parameters: must name fixed parameters for --space trial (shapes are varied by --space shapes); got ${parameters?.join()}`,
    );
  }
  const factors = fixed.map((factor): Factor => {
    const baseline = ownValue(spec.overrides, factor.name) ?? factor.baseline;
    return {
      ...factor,
      baseline,
      distribution: { kind: 'uniform', low: baseline * (1 - range), high: baseline * (1 + range) },
    };
  });
  return withRanges(factors, settings.ranges, requireParameterValue);
}

/** Endpoints under the stored run's own parameters, and at every point. */
export interface PopulationEndpointSet {
  readonly base: PopulationEndpoints;
  readonly points: readonly PopulationEndpoints[];
  /** Patients of all populations together. */
  readonly simulated: SimulatedPatients;
}

/**
 * Simulates the same patients at every point and computes the outputs of the population.
 *
 * @param settings - arms, outputs, seed, shapes of the patients
 * @param population - the stored run
 * @param factors - fixed parameters
 * @param points - probabilities of the factors; row-major
 * @param context - engine, store, progress
 */
export async function simulatedPopulations(
  settings: StudySettings,
  population: PopulationSettings,
  { factors, points }: { readonly factors: readonly Factor[]; readonly points: Float64Array },
  context: CohortContext,
): Promise<PopulationEndpointSet> {
  const { marginals, seed, arms } = settings;
  const { patients } = population;
  const cohort = drawCohort(
    marginals,
    { seed, design: 'latin-hypercube' },
    `${streamNames.sensitivity}: pool`,
    patients,
  );
  const spec = { ...population.spec, arms: population.spec.arms.filter(({ name }) => arms.includes(name)) };
  const { onProgress: report, ...withoutProgress } = context;
  const base = await endpointsOfPoints(settings, population, cohort, spec, cohort.values, withoutProgress);
  const varying = [...spec.varying, ...factors.map(({ name }) => name)];
  const count = points.length / factors.length;
  const endpoints: CountedEndpoints[] = [];
  const size = Math.max(1, Math.floor(BATCH_PATIENTS / patients));
  for (let first = 0; first < count; first += size) {
    const batch = Math.min(size, count - first);
    const own = points.subarray(first * factors.length, (first + batch) * factors.length);
    const parameters = rowsWith(cohort.values, patients, factors, own);
    const done = await endpointsOfPoints(settings, population, cohort, { ...spec, varying }, parameters, {
      ...withoutProgress,
      onProgress: (progress) =>
        report?.({ ...progress, done: first * patients + progress.done, total: count * patients }),
    });
    endpoints.push(...done);
  }
  const failed = endpoints.reduce((sum, point) => sum + point.failed, base[0]!.failed);
  return { base: base[0]!, points: endpoints, simulated: { patients: patients * (count + 1), failed } };
}

/** Endpoints of a population, and how many of its patients failed. */
interface CountedEndpoints extends PopulationEndpoints {
  readonly failed: number;
}

/** Patients of every point, one point after the other, each row with the values of the point appended. */
function rowsWith(
  values: Float64Array,
  patients: number,
  factors: readonly Factor[],
  points: Float64Array,
): Float64Array {
  const own = values.length / patients;
  const width = own + factors.length;
  const count = points.length / factors.length;
  const rows = new Float64Array(count * patients * width);
  for (let point = 0; point < count; point++) {
    const extra = Float64Array.from(factors, (factor, index) =>
      factorValue(factor, points[point * factors.length + index]!),
    );
    for (let patient = 0; patient < patients; patient++) {
      const offset = (point * patients + patient) * width;
      rows.set(values.subarray(patient * own, (patient + 1) * own), offset);
      rows.set(extra, offset + own);
    }
  }
  return rows;
}

async function endpointsOfPoints(
  { marginals, arms, outputs }: StudySettings,
  { patients, death, monthDays, responseRule }: PopulationSettings,
  cohort: Cohort,
  spec: SimulationSpec,
  parameters: Float64Array,
  context: CohortContext,
): Promise<readonly CountedEndpoints[]> {
  const total = parameters.length / (heterogeneityParameterNames.length + spec.varying.length);
  const record = await runCohort({ spec, parameters, patients: total }, context);
  const request = { arms, outputs: outputs.map((name) => parsePopulationOutput(name).output), monthDays };
  return Array.from({ length: total / patients }, (_, point) => {
    const rows = rowsOf(record.arms, { first: point * patients, count: patients }, total);
    const pool = populationPool({
      cohort,
      record: { patients, arms: rows, failures: [] },
      marginals,
      spec,
      responseRule,
    });
    return { ...populationEvaluator(pool, request)({ shapes: marginals, death }), failed: patients - pool.patients };
  });
}
