import type { CohortRun } from '../../../calibration/pool/run-cohort.js';
import {
  builtInRegimens,
  defaultSolverSettings,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  type SimulationSpec,
  sampleCohort,
  uniformDesign,
} from '../../../src/index.js';

/** Two arms of the tumor model over four weeks: about a millisecond a patient. */
export const shortSpec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  arms: [
    { name: 'placebo', regimen: {} },
    { name: 'tas102_bev', regimen: builtInRegimens['published-tas102-bev']! },
  ],
  horizonDays: 28,
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
