import {
  defaultAssessmentRules,
  defaultSolverSettings,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
} from '../../src/index.js';

/** The model of the benchmark for the workbench's own simulator, without arms. */
export const benchModel: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [],
  horizonDays: 1,
  assessment: defaultAssessmentRules,
  assessmentDay: 1,
  markerDays: [],
  tumorDays: [],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};
