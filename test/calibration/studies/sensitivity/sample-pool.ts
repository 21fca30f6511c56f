import { populationPool } from '../../../../calibration/studies/sensitivity/population-pool.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import {
  builtInRegimens,
  type CohortRecord,
  cohortSimulator,
  compileSimulation,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  sampleCohort,
  uniformDesign,
} from '../../../../src/index.js';

export const marginals = publishedMarginals();
export const death = { tas102: { mu: [0.8, 1.2], sigma: 0.2 } } as const;

const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [fixedArm('tas102', builtInRegimens['published-tas102']!)],
  horizonDays: 366,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [56],
  tumorDays: [],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

/** A pool of some patients under one arm, and the record that it was made from. */
export async function samplePool(patients: number) {
  const uniforms = uniformDesign({
    kind: 'latin-hypercube',
    patients,
    dimensions: marginals.length,
    seed: '1',
    streamName: 'test',
  });
  const cohort = sampleCohort({ marginals, uniforms, patients });
  const record: CohortRecord = cohortSimulator(spec, await compileSimulation(spec))(cohort.values);
  const input = {
    cohort,
    record,
    marginals,
    spec,
    responseRule: 'volume',
  } as const;
  return { cohort, record, pool: populationPool(input), input };
}
