import { join } from 'node:path';
import { InterruptedError, mostBytes, readText } from '../../src/index.js';
import type { BackendChoice } from '../native/backend-choice.js';
import { repeatCommand } from '../session/repeat-command.js';
import type { Runtime } from '../session/runtime.js';
import { type Manifest, readManifest } from '../store/manifest.js';
import { type InputKind, shippedFile } from '../store/shipped-file.js';
import { readStoredStudy } from '../store/study-folder.js';
import type { OptimiseResult } from '../studies/optimise/result.js';
import type { RecoverResult } from '../studies/recover/result.js';
import type { RefitResults } from '../studies/refit/result.js';
import { storedKinds } from '../studies/registry.js';
import type { RunResults } from '../studies/run/result.js';
import type { StoredKind, StoredStudy } from '../studies/study.js';
import type { TrialMetaAnalysis } from '../targets/meta-analysis/trial-meta-analysis.js';
import type { NotEvaluable } from '../targets/new-trials/to-table-rows.js';
import type { AllowedIssue } from '../targets/units.js';
import { besideRun } from './beside-run.js';
import { exitCodes } from './exit-codes.js';
import { processRuntime } from './process-runtime.js';

/** What every call takes: where to compute, when to stop, who hears what happens. */
export interface CallOptions {
  /** Threads of this machine; 0 computes in this process; default: one per core. */
  readonly workers?: number;
  /** What simulates; default: native code where it was built before, WebAssembly otherwise. */
  readonly backend?: BackendChoice;
  /** Stops the work; finished patients are kept for a call with `resume`. */
  readonly signal?: AbortSignal;
  /** Hears progress and summary, one line at a time; default: silent. */
  readonly log?: (line: string) => void;
}

/** How a call treats its folder. */
export interface FolderOptions {
  /** Folder to write. */
  readonly out?: string;
  /** Continues what was stopped, with the same inputs; default: no. */
  readonly resume?: boolean;
  /** Replaces the study that is there; default: no. */
  readonly force?: boolean;
}

/** A run. */
export interface RunOptions extends CallOptions, FolderOptions {
  /** In place of the seed of the configuration. */
  readonly seed?: string;
}

/** What a refit changes of its run, and which analyses it adds; each default is `none` unless stated. */
export interface RefitOptions extends CallOptions, FolderOptions {
  /** Tables of new trials to add: files as data/new-trials/README.md describes. */
  readonly add?: readonly string[];
  /** Trials to leave out, by their names in the tables. */
  readonly drop?: readonly string[];
  /** Patients of new trials whose response could not be assessed; default: `left-out`. */
  readonly notEvaluable?: NotEvaluable;
  /** Issues of the added tables to accept, besides those that the configuration accepts. */
  readonly allow?: readonly AllowedIssue[];
  /** Arms of the added tables that the run lacks and that are left out. */
  readonly ignoreArm?: readonly string[];
  /** How medians are pooled; default: as in the run. */
  readonly median?: 'mean' | 'curve';
  /** What the fit minimises; default: as in the run. */
  readonly objective?: 'pooled' | 'likelihood';
  /** Whether trials may differ by more than chance; default: as in the run. */
  readonly overdispersion?: 'none' | 'estimated';
  /** Form of the death function; default: as in the run. */
  readonly death?: 'paper' | 'burden' | 'log-burden' | 'growth' | 'progression';
  /** How the arms share the death function; default: as in the run. */
  readonly deathSharing?: 'by-arm' | 'shared' | 'treatment-effect';
  /** Whether every form of the death function is fitted; default: false. */
  readonly compareDeaths?: boolean;
  /** Most rounds of the fit; default: 1. */
  readonly rounds?: number;
  /** Sets of trials drawn from the fit and refitted; default: 0. */
  readonly bootstrap?: number;
  /** Further starts of the search; default: 0. */
  readonly starts?: number;
  /** Profiles of the objective; default: `none`. */
  readonly profiles?: 'none' | 'death' | 'all';
  /** Predicts each trial from the others; default: false. */
  readonly leaveOneTrialOut?: boolean;
  /** Predicts each arm from the others; default: false. */
  readonly leaveOneArmOut?: boolean;
  /** Central share of the intervals of bootstrap and predictions; in (0, 1); default: 0.9. */
  readonly level?: number;
  /** Patients of the confirmation cohort that the analyses use; default: 1000. */
  readonly patients?: number;
}

/** How often, and with how many patients, a fit is recovered. */
export interface RecoverOptions extends CallOptions, FolderOptions {
  /** Data sets drawn from the fit; default: 200. */
  readonly datasets?: number;
  /** Patients of each; default: 2000. */
  readonly patients?: number;
  /** Nominal coverage of the intervals; in (0, 1); default: 0.9. */
  readonly level?: number;
}

export interface OptimiseOptions extends CallOptions, FolderOptions {
  /** Folder of the finished run; default: that of the configuration. */
  readonly from?: string;
  readonly seed?: string;
  /** Schedules that the search simulates at most; default: that of the configuration. */
  readonly evaluations?: number;
}

/** A finished search for schedules. */
export interface FinishedOptimise {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly result: OptimiseResult;
}

/** A finished run or refit. */
export interface FinishedRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly results: RunResults;
}

/** A finished refit. */
export interface FinishedRefit extends FinishedRun {
  /** What is of the refit alone: where it started, endpoint changes, the analyses that were asked for. */
  readonly refit: RefitResults;
}

/** A finished simulate-and-recover study. */
export interface FinishedRecover {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly result: RecoverResult;
}

/**
 * The main job as a function: what `qcic run` does, without a terminal.
 *
 * @param config - configuration file
 * @param options - folder (default: runs/<name>), seed, workers, signal, log
 * @returns the finished run; its `manifest.status` says whether it converged
 * @throws InputError, ConfigError, DataError - when the input is invalid; InterruptedError - when stopped
 */
export async function run(config: string, options: RunOptions = {}): Promise<FinishedRun> {
  const { readRunInputs } = await import('../store/run-inputs.js');
  const path = await foundFile(config, 'configuration', options);
  const { config: read } = await readRunInputs(path, {
    seed: options.seed,
    root: (await processRuntime().packageInformation()).root,
  });
  const out = options.out ?? join('runs', read.name);
  const { run: act } = await import('./actions/run.js');
  const { seed } = options;
  const args = [config, '--out', out, ...(seed === undefined ? [] : ['--seed', seed])];
  const code = await act(runtimeOf(['run', ...args], options), path, {
    ...folderFlags(options),
    ...(seed === undefined ? {} : { seed }),
    out,
    byArm: false,
  });
  return finishedRun(out, code);
}

/**
 * Refits a finished run to other trials: what `qcic refit` does, without a terminal.
 *
 * @param folder - of a finished run or refit
 * @param options - trials to add and drop, analyses (default: none), folder (default: <run>-refit)
 * @throws as {@link run}
 */
export async function refit(folder: string, options: RefitOptions = {}): Promise<FinishedRefit> {
  const out = options.out ?? besideRun(folder, 'refit');
  const { refit: act } = await import('./actions/refit.js');
  const { add = [], drop = [], allow = [], ignoreArm = [] } = options;
  const args = [
    ...add.flatMap((file) => ['--add', file]),
    ...drop.flatMap((trial) => ['--drop', trial]),
    ...allow.flatMap((issue) => ['--allow', issue]),
    ...ignoreArm.flatMap((arm) => ['--ignore-arm', arm]),
  ];
  const tables: string[] = [];
  for (const file of add) tables.push(await foundFile(file, 'table', options));
  const code = await act(runtimeOf(['refit', folder, ...args, '--out', out], options), folder, {
    ...folderFlags(options),
    add: tables,
    drop,
    allow,
    ignoreArm,
    notEvaluable: options.notEvaluable ?? 'left-out',
    median: options.median,
    objective: options.objective,
    overdispersion: options.overdispersion,
    death: options.death,
    deathSharing: options.deathSharing,
    rounds: options.rounds ?? 1,
    bootstrap: options.bootstrap ?? 0,
    starts: options.starts ?? 0,
    profiles: options.profiles ?? 'none',
    leaveOneTrialOut: options.leaveOneTrialOut ?? false,
    leaveOneArmOut: options.leaveOneArmOut ?? false,
    compareDeaths: options.compareDeaths ?? false,
    level: options.level ?? 0.9,
    patients: options.patients ?? 1000,
    out,
  });
  const finished = await finishedRun(out, code);
  const { refitResultSchema } = await import('../studies/refit/result.js');
  const { json } = await readStoredStudy(out, storedKinds.refit.result);
  return { ...finished, refit: (await json('refit.json', refitResultSchema)) as RefitResults };
}

/**
 * Bias and coverage of a fit to data sets drawn from it: what `qcic recover` does, without a terminal.
 *
 * @param folder - of a finished run or refit
 * @param options - data sets (default 200), patients (default 2000), level (default 0.9), folder (default: <run>-recover)
 * @throws as {@link run}
 */
export async function recover(folder: string, options: RecoverOptions = {}): Promise<FinishedRecover> {
  const out = options.out ?? besideRun(folder, 'recover');
  const { recover: act } = await import('./actions/recover.js');
  const { datasets = 200, patients = 2000, level = 0.9 } = options;
  const args = ['--datasets', datasets, '--patients', patients, '--level', level, '--out', out].map(String);
  const flags = { ...folderFlags(options), datasets, patients, level, out };
  const code = await act(runtimeOf(['recover', folder, ...args], options), folder, flags);
  const { manifest, result } = await finished(out, code, storedKinds.recover);
  return { folder: out, manifest, result: result as RecoverResult };
}

/**
 * Schedules that no other one beats: what `qcic optimise` does, without a terminal.
 *
 * @param config - configuration file of the search
 * @param options - run, folder (default: runs/optimise-<name>), seed, evaluations, workers, signal, log
 * @returns the front on other patients than those of the search; `manifest.status` is `incomplete` where no schedule meets all limits
 * @throws as {@link run}
 */
export async function optimise(config: string, options: OptimiseOptions = {}): Promise<FinishedOptimise> {
  const { from, seed, evaluations } = options;
  const { parseOptimise } = await import('../config/parse-optimise.js');
  const path = await foundFile(config, 'configuration', options);
  const text = await readText(path, mostBytes.configuration);
  const out = options.out ?? join('runs', `optimise-${parseOptimise(text, path).name}`);
  const { optimise: act } = await import('./actions/optimise.js');
  const given = Object.entries({ from, seed, evaluations }).filter(([, value]) => value !== undefined);
  const args = [config, '--out', out, ...given.flatMap(([name, value]) => [`--${name}`, String(value)])];
  const flags = { ...folderFlags(options), ...Object.fromEntries(given), out };
  const code = await act(runtimeOf(['optimise', ...args], options), path, flags);
  const { manifest, result } = await finished(out, code, storedKinds.optimise);
  return { folder: out, manifest, result: result as OptimiseResult };
}

/** Trials to pool. */
export interface PoolTrialsOptions {
  /** Tables that are pooled in place of those that ship. */
  readonly files?: readonly string[];
  /** Tables of new trials to add. */
  readonly add?: readonly string[];
  /** Trials to leave out, by name. */
  readonly drop?: readonly string[];
  /** Configuration of a run, whose tables are taken. */
  readonly config?: string;
}

/**
 * The trials pooled by arm, with and without each, and their heterogeneity: what `qcic trials pool` prints.
 *
 * @param options - default: the trials that ship
 * @throws InputError, DataError - when a table cannot be read, with every issue of it
 */
export async function poolTrials(options: PoolTrialsOptions = {}): Promise<TrialMetaAnalysis> {
  const { pooledTrials } = await import('./actions/trials.js');
  const { files = [], add = [], drop = [], config } = options;
  const flags = {
    allow: [],
    add,
    drop,
    notEvaluable: 'left-out' as const,
    ...(config === undefined ? {} : { config }),
  };
  return pooledTrials(processRuntime(), files, flags);
}

/** A study as it lies in its folder. */
export interface StudyFolder {
  readonly folder: string;
  /** How it was made: command, version, seed, inputs, files. */
  readonly manifest: Manifest;
  /** Content of its JSON file of results; null where it has none. */
  readonly result: unknown;
  /** Cells of a stored table, header first. @throws InputError - when it is missing, or not as the study wrote it */
  table(file: string): Promise<readonly (readonly string[])[]>;
  /** Text of a stored file. @throws InputError - when it is missing */
  text(file: string): Promise<string>;
}

/**
 * Reads the folder of a study, whatever its command.
 *
 * @throws InputError - when the folder holds none
 */
export async function readStudy(folder: string): Promise<StudyFolder> {
  const { kind } = await readManifest(folder);
  const { manifest, result, table, text } = await readStoredStudy(folder, storedKinds[kind].result);
  return { folder, manifest, result, table: (file) => table(file), text: (file) => text(file) };
}

/**
 * Reads the results of a finished run or refit: `results.json`.
 *
 * @throws InputError - when the folder is not that of a run or refit, or has no results
 */
export async function readResults(folder: string): Promise<RunResults> {
  const { result } = await readStoredStudy(folder, storedKinds.run.result);
  return result as RunResults;
}

/** A file of the current folder, or else of the installed package, as on the command line; which one is a line of the log. */
async function foundFile(name: string, kind: InputKind, { log = () => {} }: CallOptions): Promise<string> {
  const { cwd, packageInformation } = processRuntime();
  const { path, shipped } = await shippedFile(name, kind, { cwd, root: (await packageInformation()).root });
  if (shipped !== null) log(`remark: not found here, and read from the installed package instead: ${name}`);
  return path;
}

function folderFlags({ workers, backend, resume = false, force = false }: CallOptions & FolderOptions) {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(backend === undefined ? {} : { backend }),
    resume,
    force,
  };
}

/** This process, without its terminal: lines go to the log, a stop comes from the signal. */
function runtimeOf(args: readonly string[], { signal, log = () => {} }: CallOptions): Runtime {
  if (signal?.aborted)
    throw new InterruptedError(`${repeatCommand({ argv: ['', '', ...args], env: {} })}: stopped before it began`);
  const stream = {
    write: (text: string) => {
      for (const line of text.split('\n')) if (line !== '') log(line);
    },
  };
  return {
    ...processRuntime(),
    argv: ['node', 'qcic', ...args],
    stdout: stream,
    stderr: stream,
    // A signal stops once; there is no second one
    onInterrupt: (stop) => {
      signal?.addEventListener('abort', stop);
      return () => signal?.removeEventListener('abort', stop);
    },
  };
}

async function finishedRun(folder: string, code: number): Promise<FinishedRun> {
  const { manifest, result } = await finished(folder, code, storedKinds.run);
  return { folder, manifest, results: result as RunResults };
}

async function finished(folder: string, code: number, { result }: StoredKind): Promise<StoredStudy<unknown>> {
  if (code === exitCodes.interrupted)
    throw new InterruptedError(`${folder}: stopped on request; finished patients are kept`);
  return readStoredStudy(folder, result);
}
