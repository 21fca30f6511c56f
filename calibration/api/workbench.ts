/**
 * The workbench as functions without a terminal: simulate patients, cohorts and trials, fit, refit, pool trials, read results.
 *
 * @packageDocumentation
 */
export {
  type CellState,
  ConfigError,
  DataError,
  type DoseBasis,
  type DosingCourse,
  type DrugDefinition,
  type DrugEffect,
  type EffectTarget,
  type ErrorCode,
  type Heterogeneity,
  InputError,
  InternalError,
  InterruptedError,
  type KaplanMeier,
  type MarkerName,
  type MedianSurvival,
  NumericalError,
  type Pharmacokinetics,
  type ProcessKind,
  type ProcessReference,
  type Quantity,
  type SwitchName,
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
  type PoolTrialsOptions,
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
export type { BestRateName, BestRates } from '../endpoints/best-response.js';
export type { CurveName } from '../endpoints/curves.js';
export type { ClassRateName, EndpointName, RateName, Rates } from '../endpoints/endpoints.js';
export type { BackendChoice } from '../native/backend-choice.js';
export type { Manifest } from '../store/manifest.js';
export type { OptimiseResult } from '../studies/optimise/result.js';
export type { RecoverResult } from '../studies/recover/result.js';
export type { RefitResults } from '../studies/refit/result.js';
export type { RunResults } from '../studies/run/result.js';
export type { CurveMedian } from '../targets/curve-median.js';
export type { Discrepancy } from '../targets/meta-analysis/discrepancies.js';
export type {
  EndpointForest,
  ForestHeterogeneity,
  ForestInterval,
  ForestRow,
} from '../targets/meta-analysis/endpoint-forest.js';
export type { LeaveOneTrialOutPooling } from '../targets/meta-analysis/leave-one-out.js';
export type { ArmPooling, PooledCurve, PooledEndpoints } from '../targets/meta-analysis/pool-both-ways.js';
export type {
  MedianErrorBasis,
  MedianHeterogeneity,
  TrialHeterogeneity,
} from '../targets/meta-analysis/trial-heterogeneity.js';
export type { ArmMetaAnalysis, TrialMetaAnalysis } from '../targets/meta-analysis/trial-meta-analysis.js';
export type {
  NewTrial,
  NewTrialCurve,
  ReportedHazardRatio,
  ResponseClasses,
  TrialCurve,
  TrialResponse,
} from '../targets/new-trials/new-trial.js';
export type { NotEvaluable } from '../targets/new-trials/to-table-rows.js';
export type { PooledBestResponse } from '../targets/pool-response.js';
export type { TrialRow } from '../targets/trial-row.js';
export type { MedianInterval } from '../targets/trial-tables.js';
export type { AllowedIssue } from '../targets/units.js';
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
export { type DeathFunction, type SimulateTrialOptions, simulateTrial, type TrialResult } from './simulate-trial.js';
export type { ArmOptions, ArmsByName, CourseOptions, ModelChoices, RegimenOptions } from './simulation-config.js';
export type { SurvivalCurve } from './stats/kaplan-meier.js';
export type { HazardRatio, TrialArmResult, TrialComparison, TrialPatient } from './trial-analysis.js';
export { type NewTrials, type ReadNewTrialsOptions, readNewTrials } from './trial-tables.js';
