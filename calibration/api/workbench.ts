/**
 * The workbench as functions without a terminal: simulate patients, cohorts and trials, fit, refit, pool trials, read results.
 *
 * @packageDocumentation
 */
export {
  ConfigError,
  DataError,
  type ErrorCode,
  InputError,
  InternalError,
  InterruptedError,
  NumericalError,
  WorkbenchError,
} from '../../src/index.js';
export {
  type CallOptions,
  type FinishedOptimise,
  type FinishedRecover,
  type FinishedRefit,
  type FinishedRun,
  type FolderOptions,
  type OptimiseOptions,
  optimise,
  poolTrials,
  type RecoverOptions,
  type RefitOptions,
  type RunOptions,
  readResults,
  readStudy,
  recover,
  refit,
  run,
  type StudyFolder,
} from '../cli/for-programs.js';
export type { Manifest } from '../store/manifest.js';
export { type NewTrialInputs, readNewTrials, readShippedTrials } from '../store/read-trials.js';
export type { OptimiseResult } from '../studies/optimise/result.js';
export type { RecoverResult } from '../studies/recover/result.js';
export type { RefitResults } from '../studies/refit/result.js';
export type { RunResults } from '../studies/run/result.js';
export type { TrialMetaAnalysis } from '../targets/meta-analysis/trial-meta-analysis.js';
export {
  type ParameterDistribution,
  type PatientParameters,
  readCohort,
  type SampleCohortOptions,
  sampleCohort,
  type VirtualPatient,
} from './patients.js';
export { type Proportion, type RecistClass, type ResponseSummary, summariseResponses } from './response-summary.js';
export {
  type ArmResponses,
  type PatientEndpoints,
  type SimulateOptions,
  type Simulation,
  simulate,
  type Trajectory,
  type TumorVisit,
} from './simulate.js';
export {
  type DeathFunction,
  type SimulateTrialOptions,
  simulateTrial,
  type TrialArmResult,
  type TrialComparison,
  type TrialHazardRatio,
  type TrialPatient,
  type TrialResult,
} from './simulate-trial.js';
export type { ArmOptions, ArmsByName, CourseOptions, ModelChoices, RegimenOptions } from './simulation-config.js';
