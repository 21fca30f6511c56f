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
  type FinishedRun,
  type FolderOptions,
  type OptimiseOptions,
  optimise,
  poolTrials,
  type RecoverOptions,
  type RefitOptions,
  type RunOptions,
  readStudy,
  recover,
  refit,
  run,
} from '../cli/for-programs.js';
export type { Manifest } from '../store/manifest.js';
export { type NewTrialInputs, readNewTrials, readShippedTrials } from '../store/read-trials.js';
export type { OptimiseResult } from '../studies/optimise/result.js';
export type { RecoverResult } from '../studies/recover/result.js';
export type { RefitResults } from '../studies/refit/result.js';
export type { RunResults } from '../studies/run/result.js';
export type { StoredStudy } from '../studies/study.js';
export type { TrialMetaAnalysis } from '../targets/meta-analysis/trial-meta-analysis.js';
