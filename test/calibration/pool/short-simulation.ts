import type { CohortRun } from '../../../calibration/pool/run-cohort.js';
import {
  builtInRegimens,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  sampleCohort,
  uniformDesign,
} from '../../../src/index.js';

/** Two arms of the tumor model over four weeks: about a millisecond a patient. */
export const shortSpec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [
    fixedArm('placebo', {}, [14, 28]),
    fixedArm('tas102_bev', builtInRegimens['published-tas102-bev']!, [7, 21, 28]),
  ],
  horizonDays: 28,
  assessment: defaultAssessmentRules,
  assessmentDay: 28,
  markerDays: [14, 28],
  tumorDays: [0, 28],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

/** Patients drawn from the published shapes. */
export function shortRun(patients: number, seed = '0', spec = shortSpec): CohortRun {
  const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
  const dimensions = marginals.length;
  const uniforms = uniformDesign({ kind: 'latin-hypercube', patients, dimensions, seed, streamName: 'short run' });
  return { spec, parameters: sampleCohort({ marginals, uniforms, patients }).values, patients };
}
