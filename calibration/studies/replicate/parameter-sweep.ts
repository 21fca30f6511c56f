import {
  armRoles,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  fixedParameterNames,
  fixedParameters,
  heterogeneityParameterNames,
  heterogeneityParameters,
  InternalError,
  pearson,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  streamNames,
  uniformDesign,
} from '../../../src/index.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { ASSESSMENT_DAY } from './cohorts.js';
import type { PublishedResult } from './published-results.js';
import type { Estimate } from './result.js';

/** Samples of the paper's sweep, and the range of each parameter around its baseline. */
export const SWEEP_SAMPLES = 1000;
const SPREAD = 0.1;

/** The published prefix of the sweep's results. */
const PREFIX = 'pcc.';

/** Values of fixed parameters by name. */
const fixedValues: Readonly<Record<string, { readonly value: number }>> = fixedParameters;

/**
 * The paper's sweep: all parameters at once, uniform within 10 % of the baseline, without drugs; Pearson correlation of each
 * with the relative change of the tumor at week 8 (eq. 26).
 *
 * At a fixed baseline S is an affine function of TRI, so correlations with S are those with TRI.
 * Standard error of a correlation r from n samples: (1 - r^2) / sqrt(n - 2).
 *
 * @param published - the paper's results; those named `pcc.<parameter>` are computed
 * @param options - seed and number of samples
 */
export async function sweepEstimates(
  published: readonly PublishedResult[],
  { seed, samples }: { readonly seed: string; readonly samples: number },
  context: CohortContext,
): Promise<readonly Estimate[]> {
  const varying = fixedParameterNames(postedSwitches);
  const names = [...heterogeneityParameterNames, ...varying];
  const baseline = [
    ...heterogeneityParameterNames.map((name) => heterogeneityParameters[name].baseline),
    ...varying.map((name) => {
      const known = fixedValues[name];
      if (known === undefined) throw new InternalError(`sweep: must know the value of ${name}; got none`);
      return known.value;
    }),
  ];
  const uniforms = uniformDesign({
    kind: 'latin-hypercube',
    patients: samples,
    dimensions: names.length,
    seed,
    streamName: streamNames.sensitivity,
  });
  const parameters = uniforms.map((uniform, at) => baseline[at % names.length]! * (1 + SPREAD * (2 * uniform - 1)));
  const { record, kept } = await simulateSweep(parameters, { varying, samples }, context);
  const tri = Float64Array.from(kept, (sample) => record.tri[sample]!);
  return published
    .filter(({ id }) => id.startsWith(PREFIX))
    .map(({ id }): Estimate => {
      const column = names.indexOf(id.slice(PREFIX.length));
      if (column < 0) throw new InternalError(`sweep: must vary ${id.slice(PREFIX.length)}; got no such parameter`);
      const values = Float64Array.from(kept, (sample) => parameters[sample * names.length + column]!);
      const r = pearson(values, tri);
      if (r === null) throw new InternalError(`sweep: tumors must differ between samples; got ${kept.length} alike`);
      return {
        id,
        setting: 'posted',
        value: r,
        standard_error: (1 - r * r) / Math.sqrt(kept.length - 2),
        patients: kept.length,
        basis: 'computed',
        because: 'other samples of the same ranges give another correlation',
      };
    });
}

async function simulateSweep(
  parameters: Float64Array,
  { varying, samples }: { readonly varying: readonly string[]; readonly samples: number },
  context: CohortContext,
) {
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying,
    drugs: publishedDrugs,
    arms: [fixedArm(armRoles.control, {})],
    horizonDays: ASSESSMENT_DAY,
    assessment: defaultAssessmentRules,
    assessmentDay: ASSESSMENT_DAY,
    markerDays: [],
    tumorDays: [],
    keepTrajectories: false,
    solver: defaultSolverSettings,
  };
  const { arms } = await runCohort({ spec, parameters, patients: samples }, context);
  const record = arms[armRoles.control]!;
  return { record, kept: [...record.status.keys()].filter((sample) => record.status[sample] !== 0) };
}
