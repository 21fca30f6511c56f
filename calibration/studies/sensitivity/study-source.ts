import { InputError, InterruptedError, streamNames, unitDesign } from '../../../src/index.js';
import { pause } from '../../biomarkers/pause.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { correlatedPoints } from './correlated-factors.js';
import { populationEvaluator } from './evaluate-population.js';
import type { Response, SimulatedPatients } from './evaluate-samples.js';
import { evaluateSamples } from './evaluate-samples.js';
import { type Factor, factorColumns, factorVaries, withRanges } from './factors.js';
import { type FittedPopulation, populationAtPoint, populationFactors } from './population-factors.js';
import { parsePopulationOutput } from './population-outputs.js';
import { type PopulationPool, populationPool } from './population-pool.js';
import { experimentOf, type PopulationSettings, type StudySettings } from './settings.js';
import { fixedFactors, simulatedPopulations } from './simulated-populations.js';

/** Populations evaluated between two checks of the abort signal: some tenths of a second. */
const BETWEEN_PAUSES = 16;

/** Factors of a study, and the evaluation of outputs at points of a design. */
export interface StudySource {
  readonly factors: readonly Factor[];
  /** Factors may be given other distributions than the source's own, under the same names. */
  evaluate(factors: readonly Factor[], points: Float64Array, context: CohortContext): Promise<readonly Response[]>;
}

/**
 * Source of the outputs of a study: the simulator, sample by sample, or a weighted pool of patients, population by population.
 *
 * @throws InputError - on an unknown parameter, arm or output, or a population without a stored run
 */
export function studySource(settings: StudySettings): StudySource {
  const source = sourceOf(settings);
  const { method, ranges } = settings;
  if (['local', 'shapes'].includes(method) && Object.keys(ranges).length > 0) {
    throw new InputError(
      `--range: must not name parameters for ${method}, which steps around the baseline; got ${Object.keys(ranges).join(', ')}`,
    );
  }
  if (['morris', 'sobol', 'local'].includes(method) && !source.factors.some(factorVaries)) {
    throw new InputError(
      `--parameters: must name a parameter that varies; got ${source.factors.map(({ name }) => name).join(', ')}, with a baseline of 0 (--range NAME=LOW..HIGH gives it a range)`,
    );
  }
  return source;
}

function sourceOf(settings: StudySettings): StudySource {
  if (settings.space === 'shapes') return populationSource(settings);
  if (settings.space === 'trial') return trialSource(settings);
  const experiment = experimentOf(settings);
  return {
    factors: experiment.factors,
    evaluate: async (factors, points, context) =>
      (await evaluateSamples({ ...experiment, factors }, points, context)).responses,
  };
}

/** Outputs of a study at points drawn over the whole ranges of its factors, with the values of each factor there. */
export async function evaluateDesign(
  settings: StudySettings,
  context: CohortContext,
): Promise<{
  readonly factors: readonly Factor[];
  /** By factor; one number per sample. */
  readonly columns: readonly Float64Array[];
  readonly responses: readonly Response[];
}> {
  const { factors, evaluate } = studySource(settings);
  const { design: kind, samples, seed } = settings;
  const dimensions = factors.length;
  const design = unitDesign({ kind, points: samples, dimensions, seed, streamName: streamNames.sensitivity });
  const points = correlatedPoints(factors, design);
  const responses = await evaluate(factors, points, context);
  return { factors, columns: factorColumns(factors, points), responses };
}

/** The stored run of a population study. @throws InputError - when there is none */
export function requirePopulation({ population }: StudySettings): PopulationSettings {
  if (population === null)
    throw new InputError('--from: must name a finished run for --space shapes or trial; got none');
  return population;
}

/** The fitted values that a population study starts from. */
export function fittedOf(settings: StudySettings): FittedPopulation {
  return { marginals: settings.marginals, death: requirePopulation(settings).death };
}

/** Checks that the stored run has the arms. @throws InputError - when an arm is missing */
function requireArms(arms: readonly string[], known: readonly string[]): void {
  for (const arm of arms) {
    if (!known.includes(arm))
      throw new InputError(`--arm: must be an arm of the stored run, ${known.join(', ')}; got ${arm}`);
  }
}

/** Simulates the pool for the weighted outputs of populations: patients of the fitted shapes, under the study's arms. */
export async function studyPool(settings: StudySettings, context: CohortContext): Promise<PopulationPool> {
  const { marginals, seed, arms } = settings;
  const { patients, spec, responseRule } = requirePopulation(settings);
  const streamName = `${streamNames.sensitivity}: pool`;
  const cohort = drawCohort(marginals, { seed, design: 'latin-hypercube' }, streamName, patients);
  const own = { ...spec, arms: spec.arms.filter(({ name }) => arms.includes(name)) };
  const record = await runCohort({ spec: own, parameters: cohort.values, patients }, context);
  return populationPool({ cohort, record, marginals, spec: own, responseRule });
}

/** Source for fixed parameters of the model: the same patients are simulated at every point. */
function trialSource(settings: StudySettings): StudySource {
  const { arms, outputs } = settings;
  const population = requirePopulation(settings);
  requireArms(
    arms,
    population.spec.arms.map(({ name }) => name),
  );
  for (const output of outputs) parsePopulationOutput(output);
  return {
    factors: fixedFactors(settings, population),
    evaluate: async (factors, points, context) => {
      const endpoints = await simulatedPopulations(settings, population, { factors, points }, context);
      return responsesOf(
        settings,
        endpoints.base.values,
        endpoints.points.map(({ values }) => values),
        endpoints.simulated,
      );
    },
  };
}

/** Endpoints of all points by arm and output; a point without an endpoint counts as a failed sample. */
function responsesOf(
  { arms, outputs }: StudySettings,
  base: readonly (number | null)[],
  points: readonly (readonly (number | null)[])[],
  simulated: SimulatedPatients,
): readonly Response[] {
  return arms.flatMap((arm, a) =>
    outputs.map((output, o) => {
      const place = a * outputs.length + o;
      return {
        arm,
        output,
        baseline: base[place]!,
        values: Float64Array.from(points, (values) => values[place] ?? 0),
        failed: Uint8Array.from(points, (values) => (values[place] === null ? 1 : 0)),
        simulated,
      };
    }),
  );
}

/** @throws InputError - when a Beta shape or a sigma is not positive */
function requireFittedValue(name: string, value: number): void {
  if (!name.startsWith('mu(') && !(value > 0)) throw new InputError(`--range ${name}: must be > 0; got ${value}`);
}

function populationSource(settings: StudySettings): StudySource {
  const { arms, outputs, range, parameters } = settings;
  const { death, monthDays, spec } = requirePopulation(settings);
  requireArms(
    arms,
    spec.arms.map(({ name }) => name),
  );
  const fitted: FittedPopulation = { marginals: settings.marginals, death };
  const described = outputs.map(parsePopulationOutput);
  return {
    factors: withRanges(
      populationFactors(fitted, { arms, range, chosen: parameters ?? undefined }),
      settings.ranges,
      requireFittedValue,
    ),
    evaluate: async (factors, points, context) => {
      const pool = await studyPool(settings, context);
      const evaluate = populationEvaluator(pool, { arms, outputs: described.map(({ output }) => output), monthDays });
      const samples = points.length / factors.length;
      const base = evaluate({ shapes: fitted.marginals, death });
      const endpoints: (readonly (number | null)[])[] = [];
      for (let sample = 0; sample < samples; sample++) {
        const point = points.subarray(sample * factors.length, (sample + 1) * factors.length);
        endpoints.push(evaluate(populationAtPoint(fitted, factors, point)).values);
        if (sample % BETWEEN_PAUSES === 0 || sample === samples - 1) {
          context.onProgress?.({ done: sample + 1, total: samples, failed: 0 });
          await pause();
          if (context.signal?.aborted) throw new InterruptedError('population: stopped on request');
        }
      }
      const { patients } = requirePopulation(settings);
      return responsesOf(settings, base.values, endpoints, { patients, failed: patients - pool.patients });
    },
  };
}
