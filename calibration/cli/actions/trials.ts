import { join } from 'node:path';
import { weightsOf } from '../../fit/problem.js';
import { present, printRemark, type Runtime } from '../../session/runtime.js';
import { type InputFile, readNewTrials, readShippedTrials } from '../../store/read-trials.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { knownArms, type RunInputs, readRunInputs } from '../../store/run-inputs.js';
import type { MedianSettings } from '../../targets/median-remarks.js';
import type { PublishedResults } from '../../targets/meta-analysis/discrepancies.js';
import { dropTrial } from '../../targets/meta-analysis/drop-trial.js';
import { listTrials } from '../../targets/meta-analysis/list-trials.js';
import { type TrialMetaAnalysis, trialMetaAnalysis } from '../../targets/meta-analysis/trial-meta-analysis.js';
import { addTrials } from '../../targets/new-trials/add-trials.js';
import { addedWithRemarks } from '../../targets/new-trials/added-with-remarks.js';
import type { NewTrial } from '../../targets/new-trials/new-trial.js';
import type { NewTrialOptions } from '../../targets/new-trials/parse-new-trials.js';
import { probableDoubles } from '../../targets/new-trials/probable-doubles.js';
import type { NotEvaluable } from '../../targets/new-trials/to-table-rows.js';
import { emptyTables, type TrialTables } from '../../targets/trial-tables.js';
import type { AllowedIssue } from '../../targets/units.js';
import { checkLines } from '../trials/check-lines.js';
import { listLines } from '../trials/list-lines.js';
import { poolLines } from '../trials/pool-lines.js';

export interface TrialFlags {
  readonly config?: string;
  readonly allow: readonly AllowedIssue[];
}

export interface CheckFlags extends TrialFlags {
  /** Folder of a run whose tables and arms are taken. */
  readonly run?: string;
}

export interface ListFlags extends TrialFlags {
  readonly add: readonly string[];
  readonly notEvaluable: NotEvaluable;
}

export interface PoolFlags extends ListFlags {
  readonly drop: readonly string[];
  /** Folder of a run whose tables are taken. */
  readonly run?: string;
}

export async function listTrialTables(
  runtime: Runtime,
  files: readonly string[],
  flags: ListFlags,
): Promise<undefined> {
  const { tables } = await chosenTables(runtime, files, { ...flags, drop: [] });
  const trials = listTrials(tables);
  present(runtime, { trials }, () => listLines(trials));
}

export async function checkTrialTables(
  runtime: Runtime,
  files: readonly string[],
  flags: CheckFlags,
): Promise<undefined> {
  const { base, options, fitted, medians } = await checkedAgainst(runtime, flags);
  const { trials, remarks, files: inputs } = await readNewTrials(files, { ...options, allow: flags.allow });
  const { additions, curves, remarks: ofAddition } = addedWithRemarks(trials, { base, fitted, medians });
  const checked = {
    files,
    trials,
    additions,
    curves,
    remarks: [...dialectRemarks(inputs), ...remarks, ...ofAddition],
  };
  if (runtime.reply !== undefined) for (const remark of checked.remarks) printRemark(runtime, remark);
  present(runtime, checked, () => checkLines(checked));
}

/** The tables that new ones are added to, the arms that are valid there, and those that are fitted; null where both are open. */
async function checkedAgainst(
  runtime: Runtime,
  flags: CheckFlags,
): Promise<{
  readonly base: TrialTables;
  readonly options: Pick<NewTrialOptions, 'arms' | 'armsAre'>;
  readonly fitted: readonly string[] | null;
  readonly medians: MedianSettings;
}> {
  const { run, config: path } = flags;
  if (run !== undefined) {
    const { config, tables } = await readRefitInputs(run, unchanged);
    const arms = Object.keys(config.arms);
    const armsAre = { what: `an arm of ${run}`, leaveOut: 'refit --ignore-arm NAME leaves out the rows of an arm' };
    return { base: tables, options: { arms, armsAre }, fitted: arms, medians: config.targets };
  }
  if (path !== undefined) {
    const { config, tables } = await configuredInputs(runtime, path);
    const fitted = Object.keys(config.arms);
    return { base: tables, options: { arms: knownArms(config) }, fitted, medians: config.targets };
  }
  const medians: MedianSettings = { median: 'mean', weights: weightsOf(() => 1) };
  return { base: (await baseTables(runtime, flags)).tables, options: {}, fitted: null, medians };
}

export async function poolTrialTables(
  runtime: Runtime,
  files: readonly string[],
  flags: PoolFlags,
): Promise<undefined> {
  const evidence = await pooledTrials(runtime, files, flags);
  present(runtime, evidence, () => poolLines(evidence));
}

/** The trials pooled, with and without each, and their heterogeneity. */
export async function pooledTrials(
  runtime: Runtime,
  files: readonly string[],
  flags: PoolFlags,
): Promise<TrialMetaAnalysis> {
  const { tables, before, published } = await chosenTables(runtime, files, flags);
  return trialMetaAnalysis(tables, { before, published });
}

interface ChosenTables {
  readonly tables: TrialTables;
  /** The tables without the changes of --add and --drop; null without changes. */
  readonly before: TrialTables | null;
  readonly published: PublishedResults | null;
}

async function chosenTables(runtime: Runtime, files: readonly string[], flags: PoolFlags): Promise<ChosenTables> {
  const { notEvaluable, allow, drop } = flags;
  const { tables: before, published } =
    files.length === 0
      ? await baseTables(runtime, flags)
      : { tables: addTrials(emptyTables, await newTrials(runtime, files, allow), { notEvaluable }), published: null };
  if (flags.add.length + drop.length === 0) return { tables: before, before: null, published };
  const kept = drop.reduce((tables, trial) => dropTrial(tables, trial, 'the tables'), before);
  const trials = await newTrials(runtime, flags.add, allow);
  const tables = addTrials(kept, trials, { notEvaluable });
  for (const remark of probableDoubles(trials, tables)) printRemark(runtime, remark);
  // The paper's table is of the shipped trials alone
  return { tables, before, published: null };
}

/** Trials of files; what was read with a leniency goes to the error stream, which leaves JSON alone. */
async function newTrials(
  runtime: Runtime,
  paths: readonly string[],
  allow: readonly AllowedIssue[],
): Promise<readonly NewTrial[]> {
  const { trials, remarks, files } = await readNewTrials(paths, { allow });
  for (const remark of [...dialectRemarks(files), ...remarks]) printRemark(runtime, remark);
  return trials;
}

/** How tables were read that are no plain ones. */
function dialectRemarks(files: readonly InputFile[]): readonly string[] {
  return files.flatMap(({ path, read_as: readAs }) => (readAs === undefined ? [] : [`${path}: ${readAs}`]));
}

async function baseTables(
  runtime: Runtime,
  { config, run }: TrialFlags & { readonly run?: string },
): Promise<Pick<ChosenTables, 'tables' | 'published'>> {
  if (run !== undefined) return { tables: (await readRefitInputs(run, unchanged)).tables, published: null };
  if (config !== undefined) return { tables: (await configuredInputs(runtime, config)).tables, published: null };
  const { root } = await runtime.packageInformation();
  return readShippedTrials(join(root, 'data'));
}

/** Inputs of a configuration; its remarks go to the error stream. */
async function configuredInputs(runtime: Runtime, path: string): Promise<RunInputs> {
  const { root } = await runtime.packageInformation();
  const inputs = await readRunInputs(path, { root });
  for (const remark of inputs.remarks) printRemark(runtime, remark);
  return inputs;
}
